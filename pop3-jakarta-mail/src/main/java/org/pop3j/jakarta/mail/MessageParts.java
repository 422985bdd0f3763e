package org.pop3j.jakarta.mail;

import jakarta.mail.MessagingException;
import jakarta.mail.internet.InternetHeaders;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.ref.SoftReference;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.pop3j.client.Pop3RefusedException;
import org.pop3j.client.Pop3Session;
import org.pop3j.client.RetryAdvice;
import org.pop3j.codec.MessageNumber;
import org.pop3j.codec.UniqueId;

/**
 * What is known of a message, and how to learn the rest. Any thread may ask what is known; only who has its turn on the
 * connection may learn.
 */
final class MessageParts {
    /** More header than this is cut off, so that no server can use up our memory (S-06). */
    private static final int MOST_HEADER_OCTETS = 16 << 20;

    private final MessageNumber number;
    private final HeaderParser parser;
    private volatile Optional<UniqueId> uniqueId = Optional.empty();
    private volatile OptionalLong octets = OptionalLong.empty();
    private volatile Optional<Head> head = Optional.empty();
    private volatile SoftReference<@Nullable Content> content = new SoftReference<>(null);

    /** Reads header lines up to the blank line. */
    interface HeaderParser {
        InternetHeaders parse(InputStream octets) throws MessagingException;
    }

    MessageParts(MessageNumber number, HeaderParser parser) {
        this.number = number;
        this.parser = parser;
    }

    Optional<UniqueId> uniqueId() {
        return uniqueId;
    }

    OptionalLong octets() {
        return octets;
    }

    Optional<Head> head() {
        return head;
    }

    Optional<Content> content() {
        return Optional.ofNullable(content.get());
    }

    /**
     * Whether the server may have meant that it has no such command, or nothing to give; a code says that it failed or was
     * busy, and another time would give it.
     */
    static boolean isNotOffered(Pop3RefusedException refusal) {
        RetryAdvice advice = refusal.advice();
        return switch (advice) {
            case LATER, OPERATOR -> false;
            case NEW_CREDENTIALS, UNKNOWN -> true;
        };
    }

    /** Empty if the server gives none. */
    Optional<UniqueId> uniqueId(Pop3Session session) throws IOException {
        if (uniqueId.isEmpty()) {
            try {
                learn(session.uniqueId(number));
            } catch (Pop3RefusedException e) {
                if (!isNotOffered(e)) {
                    throw e;
                }
                // UIDL is optional (RFC 1939 section 7), and the API says null then.
                return Optional.empty();
            }
        }
        return uniqueId;
    }

    long octets(Pop3Session session) throws IOException {
        if (octets.isEmpty()) {
            learnOctets(session.scanListing(number).octets());
        }
        return octets.getAsLong();
    }

    Head head(Pop3Session session, HeaderSource source) throws IOException {
        if (head.isEmpty() && source.isTop(session)) {
            learnHeadByTop(session);
        }
        if (head.isEmpty()) {
            content(session);
        }
        return head.orElseThrow();
    }

    private void learnHeadByTop(Pop3Session session) throws IOException {
        try (InputStream top = session.top(number, 0)) {
            learnHead(top);
        } catch (Pop3RefusedException noTop) {
            // TOP is optional (RFC 1939 section 7): RETR comes next, and tells if the message is gone.
            return;
        }
    }

    Content content(Pop3Session session) throws IOException {
        Optional<Content> kept = content();
        if (kept.isPresent()) {
            return kept.orElseThrow();
        }
        ContentBuffer buffer = new ContentBuffer(octets.orElse(0));
        session.retrieve(number, buffer);
        return learnContent(buffer);
    }

    void learn(UniqueId id) {
        uniqueId = Optional.of(id);
    }

    void learnOctets(long count) {
        octets = OptionalLong.of(count);
    }

    void learnHead(InputStream top) throws IOException {
        head = Optional.of(parsed(new ByteArrayInputStream(top.readNBytes(MOST_HEADER_OCTETS))));
    }

    void learnContent(InputStream whole) throws IOException {
        ContentBuffer buffer = new ContentBuffer(octets.orElse(0));
        whole.transferTo(buffer);
        learnContent(buffer);
    }

    /** The header is read again here, because that of TOP may differ and so begin the body elsewhere. */
    private Content learnContent(ContentBuffer buffer) throws IOException {
        byte[] array = buffer.octets();
        Head own = parsed(new ByteArrayInputStream(array, 0, buffer.length()));
        Content learnt = new Content(array, buffer.length(), own.octets());
        content = new SoftReference<>(learnt);
        head = Optional.of(head.orElse(own));
        return learnt;
    }

    private Head parsed(ByteArrayInputStream octets) throws IOException {
        int all = octets.available();
        try {
            InternetHeaders lines = parser.parse(octets);
            return new Head(lines, all - octets.available());
        } catch (MessagingException e) {
            throw new IOException("the header of message " + number + " cannot be read", e);
        }
    }

    void forgetContent() {
        content = new SoftReference<>(null);
    }

    void forgetAll() {
        forgetContent();
        head = Optional.empty();
        octets = OptionalLong.empty();
    }
}
