package org.pop3j.jakarta.mail;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.pop3j.client.MessageHandler;
import org.pop3j.client.Pop3RefusedException;
import org.pop3j.client.Pop3Session;
import org.pop3j.codec.MessageNumber;
import org.pop3j.codec.ScanListing;

/**
 * Retrieves messages together (R2449-16) that will be read, when the first of them is asked for; never more than a bound waits
 * to be read. Only who has its turn on the connection may use it, except {@link #taken}.
 *
 * <p>To some servers RETR means that the message has been read, and they show it no more. So nothing is retrieved but what
 * was announced, unless messages are read in order and the server says {@code EXPIRE NEVER}: to that one RETR means nothing.
 */
final class ReadAhead {
    /** What a message counts for where the server does not list its octets. */
    private static final long UNKNOWN_OCTETS = 4096;

    /** The most that is retrieved at once without having been announced: whoever reads on waits for the first of it. */
    private static final long MOST_BY_ORDER = 1 << 20;

    /** About what a line of LIST and one of UIDL take. */
    private static final long LISTING_OCTETS = 40;

    private final long mostOctets;
    private final int count;
    private final Foresight foresight;
    private final UniqueIds uniqueIds;
    private final Function<MessageNumber, MessageParts> messages;
    private final BitSet announced = new BitSet();
    private final ReadingOrder order = new ReadingOrder();
    private final AtomicLong waiting = new AtomicLong();
    private Map<MessageNumber, Long> sizes = Map.of();
    private Optional<Boolean> isHarmless = Optional.empty();

    /** How it is known which messages will be read. */
    enum Foresight {
        /** By a fetch profile only. */
        BY_PROFILE,
        /** By a profile, or because they follow those that were read, where retrieving for nothing harms nobody. */
        BY_ORDER,
        /** Those behind one that is read always are. */
        ALL
    }

    ReadAhead(
            long mostOctets,
            int count,
            Foresight foresight,
            UniqueIds uniqueIds,
            Function<MessageNumber, MessageParts> messages) {
        this.mostOctets = mostOctets;
        this.count = count;
        this.foresight = foresight;
        this.uniqueIds = uniqueIds;
        this.messages = messages;
        if (foresight == Foresight.ALL) {
            announced.set(1, count + 1);
        }
    }

    void announce(Collection<MessageNumber> numbers) {
        numbers.forEach(number -> announced.set(number.value()));
    }

    /** Retrieves a message and those that will be read behind it, as many as may wait; nothing if it comes unforeseen. */
    void from(MessageNumber first, Pop3Session session) throws IOException {
        if (announced.get(first.value())) {
            together(first, announced, mostOctets - waiting.get(), session);
        } else if (isForeseen(first) && isHarmless(session)) {
            BitSet behind = new BitSet();
            behind.set(first.value(), count + 1);
            together(first, behind, Math.min(Math.min(order.octets(), MOST_BY_ORDER), mostOctets), session);
        }
    }

    /**
     * Whether it is the next of some that were read in order, and not less than LIST and UIDL would cost. What waits was retrieved for
     * nothing so far, and there will not be more of it. So at most twice as much is retrieved as without.
     */
    private boolean isForeseen(MessageNumber first) {
        return foresight == Foresight.BY_ORDER
                && order.goesOnAt(first.value())
                && order.octets() >= LISTING_OCTETS * count
                && waiting.get() == 0;
    }

    /** Asked once: it is one session in which nobody logs in anew. */
    private boolean isHarmless(Pop3Session session) throws IOException {
        if (isHarmless.isEmpty()) {
            isHarmless = Optional.of(keepsForEver(session));
        }
        return isHarmless.orElseThrow();
    }

    /** R2449-18: whether retrieving a message shortens no time for which the server keeps it. */
    private static boolean keepsForEver(Pop3Session session) throws IOException {
        return session.capabilities()
                .find("EXPIRE")
                .flatMap(expire -> expire.parameters().stream().findFirst())
                .filter("NEVER"::equalsIgnoreCase)
                .isPresent();
    }

    private void together(MessageNumber first, BitSet foreseen, long room, Pop3Session session) throws IOException {
        if (!session.capabilities().has("PIPELINING")) {
            return;
        }
        List<MessageNumber> batch = batch(first.value(), foreseen, room, session);
        if (batch.size() > 1) {
            new Batch(session, uniqueIds).retrieve(batch, new Learning());
        }
    }

    private List<MessageNumber> batch(int first, BitSet foreseen, long octets, Pop3Session session) throws IOException {
        learnSizes(session);
        List<MessageNumber> batch = new ArrayList<>();
        long room = octets;
        for (int n = first; n > 0; n = foreseen.nextSetBit(n + 1)) {
            MessageNumber number = new MessageNumber(n);
            room -= sizes.getOrDefault(number, UNKNOWN_OCTETS);
            if (room < 0) {
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

    /** A message has been retrieved by itself because it is read now. */
    void came(MessageNumber number, long octets) {
        order.came(number.value(), octets);
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
            long octets = messages.apply(number).learnInAdvance(content);
            waiting.addAndGet(octets);
            came(number, octets);
        }

        @Override
        public void refused(MessageNumber number, Pop3RefusedException refusal) {
            // The message asks again when it is used, and tells the refusal then.
            announced.clear(number.value());
        }
    }
}
