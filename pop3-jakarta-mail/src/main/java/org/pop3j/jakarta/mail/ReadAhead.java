package org.pop3j.jakarta.mail;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.pop3j.client.MessageHandler;
import org.pop3j.client.Pop3RefusedException;
import org.pop3j.client.Pop3Session;
import org.pop3j.codec.MessageNumber;
import org.pop3j.codec.ScanListing;

/**
 * Retrieves messages together (R2449-16) whose reading was announced, when the first of them is asked for; never more than a
 * bound waits to be read. Only who has its turn on the connection may use it, except {@link #taken}.
 *
 * <p>Nothing is retrieved that was not announced: to some servers RETR means that the message has been read, and they show it
 * no more.
 */
final class ReadAhead {
    /** What a message counts for where the server does not list its octets. */
    private static final long UNKNOWN_OCTETS = 4096;

    private final long mostOctets;
    private final Function<MessageNumber, MessageParts> messages;
    private final BitSet announced = new BitSet();
    private final AtomicLong waiting = new AtomicLong();
    private Map<MessageNumber, Long> sizes = Map.of();

    ReadAhead(long mostOctets, Function<MessageNumber, MessageParts> messages) {
        this.mostOctets = mostOctets;
        this.messages = messages;
    }

    void announce(Collection<MessageNumber> numbers) {
        numbers.forEach(number -> announced.set(number.value()));
    }

    void announceAll(int count) {
        announced.set(1, count + 1);
    }

    /** Retrieves a message and those announced behind it, as many as may wait; nothing if it was not announced itself. */
    void from(MessageNumber first, Pop3Session session) throws IOException {
        if (!announced.get(first.value()) || !session.capabilities().has("PIPELINING")) {
            return;
        }
        List<MessageNumber> batch = batch(first.value(), session);
        if (batch.size() > 1) {
            session.retrieve(batch, new Learning());
        }
    }

    private List<MessageNumber> batch(int first, Pop3Session session) throws IOException {
        learnSizes(session);
        List<MessageNumber> batch = new ArrayList<>();
        long room = mostOctets - waiting.get();
        for (int n = first; n > 0; n = announced.nextSetBit(n + 1)) {
            MessageNumber number = new MessageNumber(n);
            room -= sizes.getOrDefault(number, UNKNOWN_OCTETS);
            if (room < 0 && !batch.isEmpty()) {
                break;
            }
            if (messages.apply(number).content().isEmpty()) {
                batch.add(number);
            }
        }
        return batch;
    }

    private void learnSizes(Pop3Session session) throws IOException {
        if (!sizes.isEmpty()) {
            return;
        }
        try {
            sizes = session.scanListings().stream()
                    .collect(Collectors.toMap(ScanListing::number, ScanListing::octets, (one, other) -> one));
        } catch (Pop3RefusedException unknown) {
            // Each counts for a usual one then, and the bound is only about right.
            sizes = Map.of();
        }
    }

    /** A message that waited has been read. */
    void taken(long octets) {
        waiting.addAndGet(-octets);
    }

    /** Gives each message its octets. */
    private final class Learning implements MessageHandler<MessageNumber> {
        @Override
        public void message(MessageNumber number, InputStream content) throws IOException {
            announced.clear(number.value());
            waiting.addAndGet(messages.apply(number).learnInAdvance(content));
        }

        @Override
        public void refused(MessageNumber number, Pop3RefusedException refusal) {
            // The message asks again when it is used, and tells the refusal then.
            announced.clear(number.value());
        }
    }
}
