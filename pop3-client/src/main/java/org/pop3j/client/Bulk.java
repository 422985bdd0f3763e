package org.pop3j.client;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import org.pop3j.client.Located.Item;
import org.pop3j.codec.Command;
import org.pop3j.codec.ReceivedReply;
import org.pop3j.codec.UniqueId;
import org.pop3j.codec.UniqueIdListing;

/** The bulk operations of a session: many messages, one handler (R2449-16). */
final class Bulk {
    /** What a message is taken to have where LIST does not say: a usual header, or a small message. */
    private static final long UNKNOWN_OCTETS = 4096;

    private static final long BODY_LINE_OCTETS = 80;

    private final Exchange exchange;
    private final Settings settings;
    private final Messages messages;
    private final Window window;
    private final boolean isPipelining;

    Bulk(Exchange exchange, Window window, Settings settings, Messages messages) {
        this.exchange = exchange;
        this.settings = settings;
        this.messages = messages;
        this.window = window;
        this.isPipelining = window.isOpen();
    }

    <K> void retrieve(List<Item<K>> items, MessageHandler<K> handler) throws IOException {
        ListedSizes sizes = sizes(items);
        List<BulkTask> tasks = new ArrayList<>(items.size());
        for (Item<K> item : fitting(items, sizes, handler)) {
            tasks.add(retrieval(item, sizes, handler));
        }
        run(tasks);
    }

    /**
     * The same, with {@code UIDL n} in front of each RETR where several are under way at once: a server that loses or doubles
     * an answer gives itself away before its next message is taken for another.
     */
    <K> void retrieveVerified(List<Item<K>> items, Function<K, UniqueId> uniqueId, MessageHandler<K> handler)
            throws IOException {
        if (!isPipelining || items.size() < 2) {
            retrieve(items, handler);
            return;
        }
        ListedSizes sizes = sizes(items);
        run(verified(fitting(items, sizes, handler), uniqueId, item -> retrieval(item, sizes, handler)));
    }

    /** TOP, as {@link #retrieveVerified} does it with RETR. */
    <K> void topVerified(List<Item<K>> items, int bodyLines, Function<K, UniqueId> uniqueId, MessageHandler<K> handler)
            throws IOException {
        if (!isPipelining || items.size() < 2) {
            top(items, bodyLines, handler);
            return;
        }
        run(verified(items, uniqueId, item -> topping(item, bodyLines, handler)));
    }

    private <K> List<BulkTask> verified(
            List<Item<K>> items, Function<K, UniqueId> uniqueId, Function<Item<K>, BulkTask> question) {
        List<BulkTask> tasks = new ArrayList<>(2 * items.size());
        Optional<Marker> next = Optional.empty();
        for (int i = items.size() - 1; i >= 0; i--) {
            Item<K> item = items.get(i);
            UniqueIdListing listing = new UniqueIdListing(item.number(), uniqueId.apply(item.key()));
            Marker marker = new Marker(exchange, settings, listing);
            tasks.add(new VerifiedRetrieval(exchange, question.apply(item), marker, next));
            tasks.add(marker);
            next = Optional.of(marker);
        }
        Collections.reverse(tasks);
        return tasks;
    }

    /** One after the other, whatever the server announces: nothing would show that an answer was lost. */
    <K> void retrieveOneByOne(List<Item<K>> items, MessageHandler<K> handler) throws IOException {
        ListedSizes sizes = sizes(items);
        for (Item<K> item : fitting(items, sizes, handler)) {
            run(List.of(retrieval(item, sizes, handler)));
        }
    }

    /** One after the other, as {@link #retrieveOneByOne}. */
    <K> void topOneByOne(List<Item<K>> items, int bodyLines, MessageHandler<K> handler) throws IOException {
        for (Item<K> item : items) {
            top(List.of(item), bodyLines, handler);
        }
    }

    <K> void top(List<Item<K>> items, int bodyLines, MessageHandler<K> handler) throws IOException {
        List<BulkTask> tasks = new ArrayList<>(items.size());
        items.forEach(item -> tasks.add(topping(item, bodyLines, handler)));
        run(tasks);
    }

    private <K> BulkTask topping(Item<K> item, int bodyLines, MessageHandler<K> handler) {
        long octets = UNKNOWN_OCTETS + BODY_LINE_OCTETS * bodyLines;
        Command top = new Command.Top(item.number(), bodyLines);
        return new Contents<>(exchange, top, octets, OptionalLong.empty(), item.key(), handler);
    }

    <K> void delete(List<Item<K>> items, Marking<K> marking) throws Pop3Exception {
        List<BulkTask> tasks = new ArrayList<>(items.size());
        items.forEach(item -> tasks.add(new Deletion<>(item, marking)));
        try {
            run(tasks);
        } catch (Pop3Exception e) {
            throw e;
        } catch (IOException e) {
            throw new IllegalStateException("unreachable: a deletion reads and writes nothing of the caller's", e);
        }
    }

    private <K> BulkTask retrieval(Item<K> item, ListedSizes sizes, MessageHandler<K> handler) {
        OptionalLong expected = sizes.of(item.number());
        Command retr = new Command.Retr(item.number());
        return new Contents<>(exchange, retr, expected.orElse(UNKNOWN_OCTETS), expected, item.key(), handler);
    }

    private void run(List<BulkTask> tasks) throws IOException {
        new Pipeline(exchange, window).run(tasks.iterator());
    }

    /** Where messages that are too large are skipped, those that are known to be so are not even asked for. */
    private <K> List<Item<K>> fitting(List<Item<K>> items, ListedSizes sizes, MessageHandler<K> handler)
            throws IOException {
        if (settings.conduct().oversize() == Oversize.FAILS) {
            return items;
        }
        List<Item<K>> fitting = new ArrayList<>();
        for (Item<K> item : items) {
            long octets = sizes.of(item.number()).orElse(0);
            if (octets > settings.limits().messageOctets()) {
                handler.tooLarge(item.key(), OptionalLong.of(octets));
            } else {
                fitting.add(item);
            }
        }
        return fitting;
    }

    /** The sizes steer the window, and tell what is too large; where neither is of interest, LIST is not asked for. */
    private <K> ListedSizes sizes(List<Item<K>> items) throws Pop3Exception {
        boolean isLimited = settings.conduct().oversize() == Oversize.SKIPPED;
        boolean isWanted = isLimited || isPipelining && items.size() > 1;
        return isWanted ? messages.listedSizes() : messages.listed();
    }

    /** RETR or TOP. */
    private record Contents<K>(
            Exchange exchange, Command command, long octets, OptionalLong listed, K key, MessageHandler<K> handler)
            implements BulkTask {
        @Override
        public long expectedOctets() {
            return Math.max(octets, octets + REPLY_OCTETS);
        }

        @Override
        public void positive(ReceivedReply reply) throws IOException {
            try (InputStream content = exchange.contentOf(command, listed)) {
                handler.message(key, content);
            } catch (MessageTooLargeException e) {
                handler.tooLarge(key, OptionalLong.empty());
            }
        }

        @Override
        public void refused(Pop3RefusedException refusal) throws IOException {
            handler.refused(key, refusal);
        }
    }

    /** Hears what became of each deletion. */
    interface Marking<K> {
        void marked(Item<K> item);

        void refused(Item<K> item, Pop3RefusedException refusal);
    }

    /** DELE. */
    private record Deletion<K>(Item<K> item, Marking<K> marking) implements BulkTask {
        @Override
        public Command command() {
            return new Command.Dele(item.number());
        }

        @Override
        public long expectedOctets() {
            return REPLY_OCTETS;
        }

        @Override
        public void positive(ReceivedReply reply) {
            marking.marked(item);
        }

        @Override
        public void refused(Pop3RefusedException refusal) {
            marking.refused(item, refusal);
        }
    }
}
