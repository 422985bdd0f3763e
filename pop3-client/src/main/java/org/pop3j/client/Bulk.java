package org.pop3j.client;

import java.io.IOException;
import java.io.InputStream;
import java.util.Collection;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.pop3j.client.Located.Item;
import org.pop3j.codec.Command;
import org.pop3j.codec.MessageNumber;
import org.pop3j.codec.ScanListing;

/** The bulk operations of a session: many messages, one handler (R2449-16). */
final class Bulk {
    /** What a status line and a termination line may take. */
    private static final long REPLY_OCTETS = 64;

    /** What a message is taken to have where LIST does not say: a usual header, or a small message. */
    private static final long UNKNOWN_OCTETS = 4096;

    private static final long BODY_LINE_OCTETS = 80;

    private final Exchange exchange;
    private final Window window;
    private final boolean isPipelining;

    Bulk(Exchange exchange, boolean isPipelining, ClientLimits limits) {
        this.exchange = exchange;
        this.isPipelining = isPipelining && limits.windowOctets() > 0;
        this.window = new Window(this.isPipelining ? limits.windowOctets() : 0);
    }

    <K> void retrieve(List<Item<K>> items, MessageHandler<K> handler) throws IOException {
        Map<MessageNumber, Long> sizes = sizes(items);
        run(items, item -> {
            long octets = sizes.getOrDefault(item.number(), UNKNOWN_OCTETS);
            return new Contents<>(new Command.Retr(item.number()), octets, item.key(), handler);
        });
    }

    <K> void top(List<Item<K>> items, int bodyLines, MessageHandler<K> handler) throws IOException {
        long octets = UNKNOWN_OCTETS + BODY_LINE_OCTETS * bodyLines;
        run(items, item -> new Contents<>(new Command.Top(item.number(), bodyLines), octets, item.key(), handler));
    }

    <K> void delete(List<Item<K>> items, Marking<K> marking) throws Pop3Exception {
        try {
            run(items, item -> new Deletion<>(item, marking));
        } catch (Pop3Exception e) {
            throw e;
        } catch (IOException e) {
            throw new IllegalStateException("unreachable: a deletion reads and writes nothing of the caller's", e);
        }
    }

    private <K> void run(List<Item<K>> items, Function<Item<K>, BulkTask> task) throws IOException {
        Iterator<BulkTask> tasks = items.stream().map(task).iterator();
        new Pipeline(exchange, window).run(tasks);
    }

    private <K> Map<MessageNumber, Long> sizes(List<Item<K>> items) throws Pop3Exception {
        if (!isPipelining || items.size() < 2) {
            return Map.of();
        }
        try {
            return sizesOf(exchange.listing(new Command.List(Optional.empty()), ScanListing::parse), items);
        } catch (Pop3RefusedException unknown) {
            // The sizes only steer the window; without them it takes usual ones.
            return Map.of();
        }
    }

    private static <K> Map<MessageNumber, Long> sizesOf(List<ScanListing> listings, Collection<Item<K>> items) {
        Set<MessageNumber> wanted = new LinkedHashSet<>();
        items.forEach(item -> wanted.add(item.number()));
        Map<MessageNumber, Long> sizes = new HashMap<>();
        for (ScanListing listing : listings) {
            if (wanted.contains(listing.number())) {
                sizes.put(listing.number(), listing.octets());
            }
        }
        return sizes;
    }

    /** RETR or TOP. */
    private final class Contents<K> implements BulkTask {
        private final Command command;
        private final long octets;
        private final K key;
        private final MessageHandler<K> handler;

        Contents(Command command, long octets, K key, MessageHandler<K> handler) {
            this.command = command;
            this.octets = octets;
            this.key = key;
            this.handler = handler;
        }

        @Override
        public Command command() {
            return command;
        }

        @Override
        public long expectedOctets() {
            return Math.max(octets, octets + REPLY_OCTETS);
        }

        @Override
        public void positive() throws IOException {
            try (InputStream content = exchange.contentOf(command)) {
                handler.message(key, content);
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
        public void positive() {
            marking.marked(item);
        }

        @Override
        public void refused(Pop3RefusedException refusal) {
            marking.refused(item, refusal);
        }
    }
}
