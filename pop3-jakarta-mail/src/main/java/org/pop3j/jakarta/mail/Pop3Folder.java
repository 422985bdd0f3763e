package org.pop3j.jakarta.mail;

import jakarta.mail.FetchProfile;
import jakarta.mail.Flags;
import jakarta.mail.Folder;
import jakarta.mail.FolderClosedException;
import jakarta.mail.FolderNotFoundException;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.event.ConnectionEvent;
import jakarta.mail.event.MessageChangedEvent;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.pop3j.client.Pop3BrokenException;
import org.pop3j.client.Pop3Session;
import org.pop3j.codec.PeerText;
import org.pop3j.codec.ScanListing;

/**
 * INBOX: the maildrop of the user, as it was when the folder was opened. Safe for use by several threads, which take turns
 * on its connection.
 *
 * <p>Messages that carry the flag DELETED are deleted by {@code close(true)}, and only when that returns without an
 * exception are they gone (R1939-28). When the connection fails, the folder is closed, nothing is deleted, and methods of
 * its messages throw {@link FolderClosedException}.
 */
public class Pop3Folder extends InboxOnlyFolder {
    private final Pop3Store store;
    private final ReentrantLock opening = new ReentrantLock();
    private final AtomicReference<FolderState> state = new AtomicReference<>(new FolderState.Closed());
    private final AtomicLong openings = new AtomicLong();

    Pop3Folder(Pop3Store store, String name) {
        super(store, name);
        this.store = store;
    }

    /**
     * Opens the folder, connecting again if the store's connection has been used up.
     *
     * @param mode {@link Folder#READ_ONLY} or {@link Folder#READ_WRITE}
     * @throws FolderNotFoundException if this is not INBOX
     * @throws MessagingException if the server cannot be reached or refuses
     * @throws IllegalStateException if the folder is open
     */
    @Override
    public void open(int mode) throws MessagingException {
        opening.lock();
        try {
            if (state.get() instanceof FolderState.Open) {
                throw new IllegalStateException("the folder is open already");
            }
            if (!exists()) {
                throw new FolderNotFoundException(this, "POP3 has one folder, INBOX; got " + PeerText.quote(getName()));
            }
            Connections.Snapshot snapshot = store.connections().lend(this);
            state.set(opened(snapshot, mode));
        } finally {
            opening.unlock();
        }
        this.mode = mode;
        notifyConnectionListeners(ConnectionEvent.OPENED);
    }

    private FolderState.Open opened(Connections.Snapshot snapshot, int mode) throws MessagingException {
        TakenMail taken = TakenMail.UNKNOWN;
        UniqueIds uniqueIds = new UniqueIds();
        try {
            taken = takenMail(snapshot.connection(), uniqueIds);
            ContentPolicy policy = store.settings()
                    .folders()
                    .policy(
                            Octets.clamped(snapshot.dropListing().messages()),
                            uniqueIds,
                            number -> message(open(), number.value()).parts());
            return new FolderState.Open(
                    snapshot.connection(), mode, snapshot.dropListing(), openings.incrementAndGet(), policy, taken);
        } catch (IOException e) {
            taken.release();
            notOpened(snapshot);
            throw new MessagingException("cannot make the file for retrieved messages (filecache): " + e, e);
        } catch (MessagingException e) {
            notOpened(snapshot);
            throw e;
        }
    }

    private TakenMail takenMail(MaildropConnection connection, UniqueIds uniqueIds) throws MessagingException {
        Optional<LedgerSettings> ledger = store.settings().folders().ledger();
        return ledger.isPresent()
                ? MailLedger.open(ledger.orElseThrow(), store.connections().login(), connection, uniqueIds)
                : TakenMail.UNKNOWN;
    }

    private void notOpened(Connections.Snapshot snapshot) {
        snapshot.connection().leave();
        store.connections().takeBack(this, snapshot.connection());
    }

    /**
     * Closes the folder and ends its session.
     *
     * @param expunge whether to delete the messages that carry the flag DELETED; a folder opened READ_ONLY deletes none
     * @throws MessagingException if a message was not deleted, or it is unknown whether; the folder is closed all the same
     * @throws IllegalStateException if the folder is not open
     */
    @Override
    public void close(boolean expunge) throws MessagingException {
        FolderState.Open open = open();
        if (!state.compareAndSet(open, new FolderState.Closed())) {
            throw notOpen();
        }
        try {
            Farewell farewell =
                    new Farewell(open.connection(), store.settings().folders().beforeQuit());
            if (expunge && open.mode() == READ_WRITE) {
                farewell.deleting(open.deleted());
            } else {
                farewell.deletingNothing();
            }
            open.taken().closed();
        } finally {
            closed(open);
        }
    }

    /** Closes the folder if it is open, deleting nothing. */
    void closeWithStore() {
        if (state.get() instanceof FolderState.Open open && state.compareAndSet(open, new FolderState.Closed())) {
            open.connection().leave();
            closed(open);
        }
    }

    private void lost(FolderState.Open open, Pop3BrokenException why) {
        if (state.compareAndSet(open, new FolderState.Lost(why))) {
            closed(open);
        }
    }

    private void closed(FolderState.Open open) {
        store.connections().takeBack(this, open.connection());
        open.policy().keeper().close();
        open.taken().release();
        notifyConnectionListeners(ConnectionEvent.CLOSED);
    }

    /** Whether the folder is open and the server answers (NOOP). */
    @Override
    public boolean isOpen() {
        if (state.get() instanceof FolderState.Open open) {
            try {
                return talk(session -> {
                    session.noop();
                    return true;
                });
            } catch (FolderClosedException gone) {
                return false;
            } catch (IOException | MessagingException refusedButThere) {
                return state.get() == open;
            }
        }
        return false;
    }

    @Override
    public int getMode() {
        return open().mode();
    }

    /** How many messages there were when the folder was opened; -1 if it is not open. */
    @Override
    public int getMessageCount() {
        return state.get() instanceof FolderState.Open open ? open.count() : -1;
    }

    /**
     * Gives a message without asking the server.
     *
     * @param number 1 to {@link #getMessageCount()}
     * @return the message, the same object each time
     * @throws IndexOutOfBoundsException if there is no such number
     * @throws IllegalStateException if the folder is not open
     */
    @Override
    public Message getMessage(int number) {
        return message(open(), number);
    }

    private Pop3Message message(FolderState.Open open, int number) {
        if (number < 1 || number > open.count()) {
            throw new IndexOutOfBoundsException("expected a message of 1 to " + open.count() + ", got " + number);
        }
        Pop3Message known = open.messages().get(number);
        return known == null ? made(open, number) : known;
    }

    /** Made outside of the map, because the class may be the application's; of two made at once, one is used. */
    private Pop3Message made(FolderState.Open open, int number) {
        try {
            Pop3Message made = store.settings().folders().messages().make(this, number);
            open.requireSame(made.opening());
            Pop3Message earlier = open.messages().putIfAbsent(number, made);
            return earlier == null ? made : earlier;
        } catch (MessagingException e) {
            throw new IllegalStateException(e.getMessage(), e);
        }
    }

    @Override
    public Message[] getMessages() {
        FolderState.Open open = open();
        Message[] messages = new Message[open.count()];
        for (int i = 0; i < messages.length; i++) {
            messages[i] = message(open, i + 1);
        }
        return messages;
    }

    /**
     * Fetches what a profile names for many messages at once: headers by TOP, sizes by LIST, unique-ids by UIDL, several
     * commands under way at a time where the server announces PIPELINING (R2449-16). What the server refuses for a message
     * is asked for again, and the refusal thrown, when that message is used.
     *
     * @param messages messages of this folder
     * @param profile ENVELOPE, CONTENT_INFO, SIZE, {@code UIDFolder.FetchProfileItem.UID} or names of headers; other items
     *     mean nothing in POP3
     * @throws MessagingException if the server cannot list now what UIDL or LIST list, and says so by a response code
     * @throws FolderClosedException if the connection fails
     * @throws NoSuchElementException if a message is not of this folder
     * @throws IllegalStateException if the folder is not open, or was closed since a message was got from it
     */
    @Override
    public void fetch(Message[] messages, FetchProfile profile) throws MessagingException {
        if (messages.length == 0) {
            return;
        }
        FolderState.Open open = requireConnection();
        List<Pop3Message> own =
                Arrays.stream(messages).map(message -> own(message, open)).toList();
        Fetch fetch = new Fetch(open.policy(), own);
        try {
            talk(open, session -> {
                fetch.run(session, profile);
                return true;
            });
        } catch (IOException e) {
            throw new MessagingException("cannot fetch: " + e.getMessage(), e);
        }
    }

    /**
     * The unique-id of a message (UIDL), the same in all sessions.
     *
     * @param message a message of this folder
     * @return the unique-id, or {@code null} if the server gives none. It is what came: from a bad server of any length and any
     *     octets but SPACE, so it is to be escaped where it is shown, and no name of a file (S-25)
     * @throws MessagingException if the server cannot give it now, and says so by a response code
     * @throws FolderClosedException if the connection fails
     * @throws NoSuchElementException if the message is not of this folder
     * @throws IllegalStateException if the folder is not open, or was closed since the message was got from it
     */
    public @Nullable String getUID(Message message) throws MessagingException {
        return own(message, requireConnection()).uniqueId().orElse(null);
    }

    /**
     * The octets of all messages as STAT gave them when the folder was opened.
     *
     * @return octets
     * @throws IllegalStateException if the folder is not open
     */
    public long octets() {
        return open().dropListing().octets();
    }

    /**
     * As {@link #octets()}.
     *
     * @return octets, {@link Integer#MAX_VALUE} if there are more
     * @throws IllegalStateException if the folder is not open
     */
    public int getSize() {
        return Octets.clamped(octets());
    }

    /**
     * The octets of each message (LIST).
     *
     * @return octets by message-number, the first message's at index 0; -1 where the server lists none, and {@link
     *     Integer#MAX_VALUE} where there are more
     * @throws MessagingException if the server refuses or the connection fails
     */
    public int[] getSizes() throws MessagingException {
        int[] sizes = new int[open().count()];
        Arrays.fill(sizes, -1);
        for (ScanListing listing : scanListings()) {
            int number = listing.number().value();
            if (number <= sizes.length) {
                sizes[number - 1] = Octets.clamped(listing.octets());
            }
        }
        return sizes;
    }

    /**
     * The answer to LIST, a line a message.
     *
     * @return lines of message-number, SPACE and octets that end with CRLF
     * @throws MessagingException if the server refuses or the connection fails
     */
    public InputStream listCommand() throws MessagingException {
        String lines =
                scanListings().stream().map(listing -> listing.text() + "\r\n").collect(Collectors.joining());
        return new ByteArrayInputStream(lines.getBytes(StandardCharsets.US_ASCII));
    }

    private List<ScanListing> scanListings() throws MessagingException {
        try {
            return talk(Pop3Session::scanListings);
        } catch (IOException e) {
            throw new MessagingException("cannot list the messages: " + e.getMessage(), e);
        }
    }

    /**
     * Talks to the server; a broken connection closes the folder.
     *
     * @throws IOException if the server refuses, or a stream of the caller fails
     */
    private <T> T talk(FolderState.Open open, MaildropConnection.Talk<T> talk) throws IOException, MessagingException {
        try {
            return open.connection().talk(talk);
        } catch (Pop3BrokenException e) {
            lost(open, e);
            throw new FolderClosedException(this, e.getMessage(), e);
        }
    }

    private <T> T talk(MaildropConnection.Talk<T> talk) throws IOException, MessagingException {
        return talk(requireConnection(), talk);
    }

    /**
     * Talks about a message.
     *
     * @throws IllegalStateException if the folder was closed since the opening that the message belongs to
     */
    <T> T talk(long openingOfMessage, MaildropConnection.Talk<T> talk) throws IOException, MessagingException {
        FolderState.Open open = requireConnection();
        open.requireSame(openingOfMessage);
        return talk(open, talk);
    }

    /** As the API has it: octets above 127 mean UTF-8 only where {@code mail.mime.allowutf8} says so. */
    Charset headerCharset() {
        return store.allowsUtf8() ? StandardCharsets.UTF_8 : StandardCharsets.ISO_8859_1;
    }

    boolean keepsWhatIsWritten() {
        return store.settings().folders().keepsWhatIsWritten();
    }

    /** SEEN where a ledger remembers it, else none: DELETED counts until the folder is closed, and POP3 keeps nothing. */
    @Override
    public Flags getPermanentFlags() {
        return state.get() instanceof FolderState.Open open ? open.taken().permanent() : new Flags();
    }

    /** Whether a ledger says of a message that it was not taken yet; without a ledger false: POP3 does not tell. */
    @Override
    public boolean hasNewMessages() {
        return state.get() instanceof FolderState.Open open && open.taken().hasNew();
    }

    void flagsChanged(Pop3Message message) {
        notifyMessageChangedListeners(MessageChangedEvent.FLAGS_CHANGED, message);
    }

    private Pop3Message own(Message message, FolderState.Open open) {
        if (message instanceof Pop3Message own && own.getFolder() == this) {
            open.requireSame(own.opening());
            return own;
        }
        throw new NoSuchElementException("the message is not of this folder");
    }

    private FolderState.Open requireConnection() throws FolderClosedException {
        if (state.get() instanceof FolderState.Lost lost) {
            throw new FolderClosedException(this, lost.why().getMessage(), lost.why());
        }
        return open();
    }

    FolderState.Open open() {
        if (state.get() instanceof FolderState.Open open) {
            return open;
        }
        throw notOpen();
    }

    private static IllegalStateException notOpen() {
        return new IllegalStateException("the folder is not open");
    }
}
