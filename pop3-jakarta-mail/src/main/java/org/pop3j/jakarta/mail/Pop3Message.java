package org.pop3j.jakarta.mail;

import jakarta.mail.Flags;
import jakarta.mail.Folder;
import jakarta.mail.FolderClosedException;
import jakarta.mail.IllegalWriteException;
import jakarta.mail.MessageRemovedException;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.InternetHeaders;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.pop3j.client.Pop3RefusedException;
import org.pop3j.client.RetryAdvice;
import org.pop3j.codec.MessageNumber;
import org.pop3j.codec.UniqueId;

/**
 * A message of INBOX. Its parts come when they are asked for: the header by TOP (by RETR where the server has no TOP), the
 * content by RETR; the content is kept as long as memory allows. {@link #writeTo(OutputStream)} does not keep what
 * it retrieves for itself alone. Safe for use by several threads.
 *
 * <p>Methods that talk to the server throw {@link MessageRemovedException} if it has the message no more (as the cause of an
 * {@link IOException} where the content is asked for), {@link
 * FolderClosedException} if the connection fails, and {@link IllegalStateException} if the folder was closed, even if it is open again. Methods that
 * would change anything but flags throw {@link IllegalWriteException}.
 */
public class Pop3Message extends ReadOnlyMessage {
    private final Pop3Folder inbox;
    private final long opening;
    private final MessageNumber number;
    private final MessageParts parts;
    private final TakenMail taken;

    /**
     * Makes a message for a folder that is open; the folder calls this, for a subclass that {@code mail.pop3.message.class}
     * names too.
     *
     * @param folder the {@link Pop3Folder}
     * @param number its message-number
     * @throws IllegalArgumentException if the folder is another's
     * @throws IllegalStateException if the folder is not open
     */
    public Pop3Message(Folder folder, int number) {
        super(folder, number);
        if (!(folder instanceof Pop3Folder own)) {
            throw new IllegalArgumentException("expected a folder of class " + Pop3Folder.class.getName());
        }
        FolderState.Open open = own.open();
        this.inbox = own;
        this.opening = open.opening();
        this.number = new MessageNumber(number);
        this.parts = new MessageParts(this.number, own.headerCharset(), open.policy());
        this.taken = open.taken();
        taken.uniqueId(this.number).map(UniqueId::value).ifPresent(parts::learnUniqueId);
        this.flags.add(taken.flags(this.number));
    }

    /**
     * The octets of the body: what LIST says less the header.
     *
     * @return octets, {@link Integer#MAX_VALUE} if there are more
     */
    @Override
    public int getSize() throws MessagingException {
        Head head = head();
        Optional<Content> kept = parts.content();
        return kept.isPresent()
                ? Octets.clamped(kept.orElseThrow().bodyOctets())
                : Octets.clamped(octets() - head.octets());
    }

    /**
     * The octets of the whole message (LIST), from some servers only about right (I-04).
     *
     * @return octets
     * @throws MessageRemovedException if the server has the message no more
     * @throws FolderClosedException if the connection fails
     */
    public long octets() throws MessagingException {
        OptionalLong known = parts.octets();
        return known.isPresent() ? known.getAsLong() : asking(parts::octets);
    }

    /**
     * Header and first lines of the body (TOP).
     *
     * @param bodyLines how many lines of the body, 0 or more
     * @return the octets
     * @throws MessagingException if the server refuses, as one without TOP does
     * @throws FolderClosedException if the connection fails
     */
    public InputStream top(int bodyLines) throws MessagingException {
        ContentBuffer top = new ContentBuffer(0);
        try {
            inbox.talk(opening, session -> session.top(number, bodyLines, top));
            return new ByteArrayInputStream(top.octets(), 0, top.length());
        } catch (IOException e) {
            throw new MessagingException("no top of message " + number + ": " + e.getMessage(), e);
        }
    }

    /**
     * Header and body as they are.
     *
     * @return the octets
     * @throws MessageRemovedException if the server has the message no more
     * @throws FolderClosedException if the connection fails
     */
    public InputStream getMimeStream() throws MessagingException {
        return content().whole();
    }

    /** Fetches the message at once, header and all, and not the header first because it says what kind of content it is. */
    @Override
    public Object getContent() throws IOException, MessagingException {
        if (cachedContent == null) {
            load();
        }
        return super.getContent();
    }

    @Override
    public InputStream getInputStream() throws IOException, MessagingException {
        load();
        return super.getInputStream();
    }

    /** Programs expect an {@link IOException} here, with the reason as its cause: the API's own message gives that. */
    private void load() throws IOException, MessagingException {
        try {
            content();
        } catch (MessageRemovedException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    @Override
    protected InputStream getContentStream() throws MessagingException {
        return content().body();
    }

    /**
     * Writes the message octet for octet, in large pieces as they arrive (C0023); it may be of any size.
     *
     * @param target takes the octets
     * @param ignored names of headers to leave out, or {@code null}; where there are some, the message is taken into memory
     */
    @Override
    public void writeTo(OutputStream target, String @Nullable [] ignored) throws IOException, MessagingException {
        if (ignored != null) {
            content();
            super.writeTo(target, ignored);
        } else if (inbox.keepsWhatIsWritten()) {
            content().writeTo(target);
        } else {
            writeWithoutKeeping(target);
        }
        taken.read(number);
    }

    private void writeWithoutKeeping(OutputStream target) throws IOException, MessagingException {
        Optional<Content> kept = parts.take();
        if (kept.isEmpty()) {
            kept = asking(parts::takeOrFetchAhead);
        }
        if (kept.isPresent()) {
            kept.orElseThrow().writeTo(target);
        } else {
            stream(target);
        }
    }

    private void stream(OutputStream target) throws IOException, MessagingException {
        try {
            inbox.talk(opening, session -> parts.stream(session, target));
        } catch (Pop3RefusedException e) {
            throw unavailable(e);
        }
    }

    /**
     * Forgets the content, and perhaps the header, to free memory; they are fetched again when asked for.
     *
     * @param withHeader whether to forget the header and the size too
     */
    public void invalidate(boolean withHeader) {
        if (withHeader) {
            parts.forgetAll();
        } else {
            parts.forgetContent();
        }
    }

    /**
     * Sets flags until the folder is closed; DELETED has an effect then. With {@code mail.pop3.ledger} SEEN lasts: it is noted
     * durably when this returns. Other flags have no effect in POP3.
     *
     * @throws MessagingException if the ledger cannot be written; no flag is changed then
     */
    @Override
    public void setFlags(Flags changed, boolean set) throws MessagingException {
        Flags before = getFlags();
        if (changed.contains(Flags.Flag.SEEN) && before.contains(Flags.Flag.SEEN) != set) {
            taken.seen(number, set);
        }
        super.setFlags(changed, set);
        if (!getFlags().equals(before)) {
            inbox.flagsChanged(this);
        }
    }

    long opening() {
        return opening;
    }

    MessageParts parts() {
        return parts;
    }

    MessageNumber number() {
        return number;
    }

    Optional<String> uniqueId() throws MessagingException {
        return parts.uniqueId().isPresent() ? parts.uniqueId() : asking(parts::uniqueId);
    }

    @Override
    InternetHeaders lines() throws MessagingException {
        return head().lines();
    }

    private Head head() throws MessagingException {
        Optional<Head> known = parts.head();
        return known.isPresent() ? known.orElseThrow() : asking(parts::head);
    }

    private Content content() throws MessagingException {
        Optional<Content> kept = parts.take();
        Content content = kept.isPresent() ? kept.orElseThrow() : asking(parts::content);
        taken.read(number);
        return content;
    }

    private <T> T asking(MaildropConnection.Talk<T> talk) throws MessagingException {
        try {
            return inbox.talk(opening, talk);
        } catch (Pop3RefusedException e) {
            throw unavailable(e);
        } catch (IOException e) {
            throw new MessagingException("message " + number + ": " + e.getMessage(), e);
        }
    }

    /** A server without response codes refuses what it does not have; one with them may have another reason. */
    private MessagingException unavailable(Pop3RefusedException e) {
        RetryAdvice advice = e.advice();
        return switch (advice) {
            case LATER, OPERATOR -> new MessagingException("message " + number + ": " + e.getMessage(), e);
            case NEW_CREDENTIALS, UNKNOWN -> {
                setExpunged(true);
                yield new MessageRemovedException("message " + number + ": " + e.getMessage(), e);
            }
        };
    }
}
