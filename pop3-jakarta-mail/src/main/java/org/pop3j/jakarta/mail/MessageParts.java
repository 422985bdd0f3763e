package org.pop3j.jakarta.mail;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.util.Optional;
import java.util.OptionalLong;
import org.pop3j.client.Pop3RefusedException;
import org.pop3j.client.Pop3Session;
import org.pop3j.client.RetryAdvice;
import org.pop3j.codec.MessageNumber;

/**
 * What is known of a message, and how to learn the rest. Any thread may ask what is known; only who has its turn on the
 * connection may learn.
 */
final class MessageParts {
    private final MessageNumber number;
    private final Charset charset;
    private final ContentPolicy policy;
    private volatile Optional<String> uniqueId = Optional.empty();
    private volatile OptionalLong octets = OptionalLong.empty();
    private volatile Optional<Head> head = Optional.empty();
    private final KeptContent content = new KeptContent();

    MessageParts(MessageNumber number, Charset charset, ContentPolicy policy) {
        this.number = number;
        this.charset = charset;
        this.policy = policy;
    }

    /** As it came, whether it can be one or not. */
    Optional<String> uniqueId() {
        return uniqueId;
    }

    OptionalLong octets() {
        return octets;
    }

    Optional<Head> head() {
        return head;
    }

    Optional<Content> content() {
        return content.get();
    }

    /** The content for somebody who reads it. */
    Optional<Content> take() {
        Optional<Content> kept = content();
        policy.readAhead().taken(content.taken(policy.how()));
        return kept;
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
    Optional<String> uniqueId(Pop3Session session) throws IOException {
        if (uniqueId.isEmpty()) {
            try {
                uniqueId = policy.uniqueIds().of(number, session);
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

    Head head(Pop3Session session) throws IOException {
        if (head.isEmpty() && policy.source().isTop(session)) {
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

    /** Retrieves the message, and with it those that will be read too. */
    Content content(Pop3Session session) throws IOException {
        Optional<Content> kept = takeOrFetchAhead(session);
        if (kept.isPresent()) {
            return kept.orElseThrow();
        }
        Content own = learnContent(target -> session.retrieve(number, target));
        policy.readAhead().came(number, own.octets().length());
        return own;
    }

    /** The content if it is kept, or will be read together with that of others; empty where it is to be retrieved alone. */
    Optional<Content> takeOrFetchAhead(Pop3Session session) throws IOException {
        if (content().isEmpty()) {
            policy.readAhead().from(number, session);
        }
        return take();
    }

    /** Writes the content without keeping it. */
    long stream(Pop3Session session, OutputStream target) throws IOException {
        long octets = session.retrieve(number, target);
        policy.readAhead().came(number, octets);
        return octets;
    }

    void learnUniqueId(String id) {
        uniqueId = Optional.of(id);
    }

    void learnOctets(long count) {
        octets = OptionalLong.of(count);
    }

    void learnHead(InputStream top) throws IOException {
        byte[] octets = top.readNBytes(Head.MOST_OCTETS);
        head = Optional.of(Head.of(octets, octets.length, charset));
    }

    /** A message that nobody has asked for yet: it stays until somebody does, and then as long as any other. */
    long learnInAdvance(InputStream whole) throws IOException {
        Content learnt = read(whole::transferTo);
        content.keep(learnt, KeptContent.How.UNTIL_TAKEN);
        return learnt.octets().length();
    }

    void learnContent(InputStream whole) throws IOException {
        learnContent(whole::transferTo);
    }

    private Content learnContent(ContentKeeper.Source source) throws IOException {
        Content learnt = read(source);
        content.keep(learnt, policy.how());
        return learnt;
    }

    /** The header is read again here, because that of TOP may differ and so begin the body elsewhere. */
    private Content read(ContentKeeper.Source source) throws IOException {
        KeptOctets kept = policy.keeper().keep(octets.orElse(0), source);
        Head own = kept.head(charset);
        head = policy.headers() == ContentPolicy.Headers.OF_RETR ? Optional.of(own) : Optional.of(head.orElse(own));
        return new Content(kept, own.octets());
    }

    void forgetContent() {
        policy.readAhead().taken(content.taken(policy.how()));
        content.forget();
    }

    void forgetAll() {
        forgetContent();
        head = Optional.empty();
        octets = OptionalLong.empty();
    }
}
