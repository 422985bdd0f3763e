package org.pop3j.store;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.BitSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.pop3j.codec.ContentEncoder;
import org.pop3j.codec.UniqueId;
import org.pop3j.store.spi.DeliveryId;
import org.pop3j.store.spi.Maildrop;
import org.pop3j.store.spi.MaildropException;
import org.pop3j.store.spi.MaildropInUseException;
import org.pop3j.store.spi.MaildropName;
import org.pop3j.store.spi.MaildropStore;
import org.pop3j.store.spi.StoredContent;
import org.pop3j.store.spi.UnknownMaildropException;

/** Maildrops in memory: for tests, examples and embedded use. What it holds is gone with it. */
public final class MemoryStore implements MaildropStore {
    private final Map<MaildropName, Drop> drops = new ConcurrentHashMap<>();

    /** Makes a store without maildrops. */
    public MemoryStore() {}

    @Override
    public Maildrop open(MaildropName name) throws MaildropException {
        return drop(name).open();
    }

    @Override
    public UniqueId deliver(MaildropName name, InputStream message, Optional<DeliveryId> deliveryId)
            throws MaildropException, IOException {
        Drop drop = drop(name);
        return drop.add(message.readAllBytes(), deliveryId);
    }

    /** Delivery ids are remembered as long as the store lives. */
    @Override
    public Duration deliveryWindow() {
        return Duration.ofSeconds(Long.MAX_VALUE);
    }

    @Override
    public void create(MaildropName name) {
        drops.computeIfAbsent(name, Drop::new);
    }

    @Override
    public void close() {
        // Nothing is held outside the heap.
    }

    private Drop drop(MaildropName name) throws UnknownMaildropException {
        return Optional.ofNullable(drops.get(name))
                .orElseThrow(() -> new UnknownMaildropException("no maildrop " + name + " in memory"));
    }

    /** One message; its size is counted once, when it arrives. */
    private record Message(UniqueId uniqueId, byte[] octets, long wireOctets) {
        static Message of(long serial, byte[] octets) {
            ContentEncoder counter = ContentEncoder.counting();
            try {
                counter.write(octets, 0, octets.length);
                return new Message(new UniqueId("m" + serial), octets, counter.finish());
            } catch (IOException e) {
                throw new IllegalStateException("counting in memory does no I/O", e);
            }
        }
    }

    /** A maildrop with its exclusive-access lock. */
    private static final class Drop {
        private final MaildropName name;
        private final ReentrantLock lock = new ReentrantLock();
        private final Map<UniqueId, Message> messages = new LinkedHashMap<>();
        private final Map<DeliveryId, UniqueId> deliveries = new HashMap<>();
        private long serial;
        private boolean inUse;

        Drop(MaildropName name) {
            this.name = name;
        }

        UniqueId add(byte[] octets, Optional<DeliveryId> deliveryId) {
            return locked(() -> {
                Optional<UniqueId> earlier = deliveryId.map(deliveries::get);
                if (earlier.isPresent()) {
                    return earlier.orElseThrow();
                }
                Message message = Message.of(++serial, octets);
                messages.put(message.uniqueId(), message);
                deliveryId.ifPresent(id -> deliveries.put(id, message.uniqueId()));
                return message.uniqueId();
            });
        }

        Maildrop open() throws MaildropInUseException {
            Optional<Maildrop> snapshot = locked(() -> {
                if (inUse) {
                    return Optional.empty();
                }
                inUse = true;
                return Optional.of(new Snapshot(this, List.copyOf(messages.values())));
            });
            return snapshot.orElseThrow(() -> new MaildropInUseException("maildrop " + name + " is open already"));
        }

        void remove(List<UniqueId> removed) {
            locked(() -> messages.keySet().removeAll(removed));
        }

        void release() {
            locked(() -> inUse = false);
        }

        private <T> T locked(Supplier<T> action) {
            lock.lock();
            try {
                return action.get();
            } finally {
                lock.unlock();
            }
        }
    }

    private static final class Snapshot implements Maildrop {
        private final Drop drop;
        private final List<Message> messages;
        private boolean isOpen = true;

        Snapshot(Drop drop, List<Message> messages) {
            this.drop = drop;
            this.messages = messages;
        }

        @Override
        public int count() {
            return messages.size();
        }

        @Override
        public long octets() {
            return messages.stream().mapToLong(Message::wireOctets).sum();
        }

        @Override
        public long octets(int number) {
            return messages.get(number - 1).wireOctets();
        }

        @Override
        public UniqueId uniqueId(int number) {
            return messages.get(number - 1).uniqueId();
        }

        @Override
        public StoredContent content(int number) {
            InputStream octets =
                    new ByteArrayInputStream(messages.get(number - 1).octets());
            return new StoredContent() {
                @Override
                public Form form() {
                    return Form.UNKNOWN;
                }

                @Override
                public InputStream octets() {
                    return octets;
                }

                @Override
                public void close() throws IOException {
                    octets.close();
                }
            };
        }

        @Override
        public BitSet commit(BitSet numbers) {
            drop.remove(numbers.stream().mapToObj(this::uniqueId).toList());
            return new BitSet();
        }

        @Override
        public void close() {
            if (isOpen) {
                isOpen = false;
                drop.release();
            }
        }
    }
}
