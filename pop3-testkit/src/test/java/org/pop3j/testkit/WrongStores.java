package org.pop3j.testkit;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;
import org.pop3j.codec.UniqueId;
import org.pop3j.store.spi.DeliveryId;
import org.pop3j.store.spi.Maildrop;
import org.pop3j.store.spi.MaildropException;
import org.pop3j.store.spi.MaildropInUseException;
import org.pop3j.store.spi.MaildropName;
import org.pop3j.store.spi.MaildropStore;
import org.pop3j.store.spi.StoredContent;
import org.pop3j.store.spi.UniqueIdTarget;
import org.pop3j.store.spi.UnknownMaildropException;

/** Stores with one fault each. */
final class WrongStores {
    private WrongStores() {}

    /** Makes maildrops wrong and leaves the rest of the store right. */
    static MaildropStore maildrops(UnaryOperator<Maildrop> wrong) {
        return new StoreWrapper() {
            @Override
            public Maildrop open(MaildropName name) throws MaildropException {
                return wrong.apply(super.open(name));
            }
        };
    }

    /** Gives the sizes of a slice shifted by one. */
    static Maildrop withWrongSizesTogether(Maildrop right) {
        return new StoreWrapper.MaildropWrapper(right) {
            @Override
            public int octets(int from, long[] into) throws MaildropException {
                return super.octets(from > 1 ? from - 1 : from, into);
            }
        };
    }

    /** Gives the unique-ids of a slice without the last one. */
    static Maildrop withWrongIdsTogether(Maildrop right) {
        return new StoreWrapper.MaildropWrapper(right) {
            @Override
            public void uniqueIds(int from, int count, UniqueIdTarget target) throws MaildropException {
                super.uniqueIds(from, Math.max(1, count - 1), target);
            }
        };
    }

    /** Removes what the client has, as some do. */
    static Maildrop removingRetrieved(Maildrop right) {
        return new StoreWrapper.MaildropWrapper(right) {
            @Override
            public BitSet commit(BitSet numbers, BitSet retrieved) throws MaildropException {
                BitSet both = (BitSet) numbers.clone();
                both.or(retrieved);
                return commit(both);
            }
        };
    }

    /** Lets a second session in: closes the first one's lock at once. */
    static MaildropStore withoutLock() {
        return new StoreWrapper() {
            @Override
            public Maildrop open(MaildropName name) throws MaildropException {
                Maildrop maildrop = super.open(name);
                maildrop.close();
                return maildrop;
            }
        };
    }

    /** Looks whether the lock is free, and takes it a moment later. */
    static MaildropStore withRacyLock() {
        return new StoreWrapper() {
            private final Map<MaildropName, Boolean> inUse = new ConcurrentHashMap<>();

            @Override
            public Maildrop open(MaildropName name) throws MaildropException {
                if (inUse.getOrDefault(name, false)) {
                    throw new MaildropInUseException("in use");
                }
                Thread.yield();
                Maildrop maildrop;
                synchronized (this) {
                    maildrop = super.open(name);
                    maildrop.close();
                }
                inUse.put(name, true);
                return new MaildropWrapper(maildrop) {
                    private boolean isOpen = true;

                    @Override
                    public void close() {
                        if (isOpen) {
                            isOpen = false;
                            inUse.put(name, false);
                        }
                    }
                };
            }
        };
    }

    /** Says "unknown" where it should say "in use". */
    static MaildropStore withOneAnswerForAll() {
        return new StoreWrapper() {
            @Override
            public Maildrop open(MaildropName name) throws MaildropException {
                try {
                    return super.open(name);
                } catch (MaildropInUseException e) {
                    throw new UnknownMaildropException("cannot open", e);
                }
            }
        };
    }

    /** Creates what is opened. */
    static MaildropStore creatingOnOpen() {
        return new StoreWrapper() {
            @Override
            public Maildrop open(MaildropName name) throws MaildropException {
                create(name);
                return super.open(name);
            }
        };
    }

    /** Creates what is delivered to. */
    static MaildropStore creatingOnDelivery() {
        return new StoreWrapper() {
            @Override
            public UniqueId deliver(MaildropName name, InputStream message, Optional<DeliveryId> deliveryId)
                    throws MaildropException, IOException {
                create(name);
                return super.deliver(name, message, deliveryId);
            }
        };
    }

    /** Empties a maildrop that is created again. */
    static MaildropStore emptyingOnCreate() {
        return new StoreWrapper() {
            @Override
            public void create(MaildropName name) throws MaildropException {
                super.create(name);
                try (Maildrop maildrop = open(name)) {
                    BitSet all = new BitSet();
                    all.set(1, maildrop.count() + 1);
                    maildrop.commit(all);
                }
            }
        };
    }

    /** Each close releases the lock, whoever holds it: counts one close too many. */
    static MaildropStore closingOthersSessions() {
        return new StoreWrapper() {
            private final Map<MaildropName, Maildrop> holders = new HashMap<>();

            @Override
            public Maildrop open(MaildropName name) throws MaildropException {
                Maildrop maildrop = super.open(name);
                holders.put(name, maildrop);
                return new MaildropWrapper(maildrop) {
                    @Override
                    public void close() {
                        holders.get(name).close();
                    }
                };
            }
        };
    }

    /** Keeps the lock after a commit. */
    static Maildrop lockedAfterCommit(Maildrop right) {
        return new StoreWrapper.MaildropWrapper(right) {
            private boolean committed;

            @Override
            public BitSet commit(BitSet numbers) throws MaildropException {
                committed = true;
                return super.commit(numbers);
            }

            @Override
            public void close() {
                if (!committed) {
                    super.close();
                }
            }
        };
    }

    /** Removes what was read when it is closed. */
    static Maildrop removingOnClose(Maildrop right) {
        return new StoreWrapper.MaildropWrapper(right) {
            private final BitSet read = new BitSet();

            @Override
            public StoredContent content(int number) throws MaildropException {
                read.set(number);
                return super.content(number);
            }

            @Override
            public void close() {
                try {
                    right.commit(read);
                } catch (MaildropException e) {
                    throw new IllegalStateException(e);
                } finally {
                    super.close();
                }
            }
        };
    }

    /** Looks at the maildrop as it is now, not as it was. */
    static MaildropStore withoutSnapshot() {
        return new StoreWrapper() {
            private final Map<MaildropName, List<Long>> arrived = new HashMap<>();

            @Override
            public UniqueId deliver(MaildropName name, InputStream message, Optional<DeliveryId> deliveryId)
                    throws MaildropException, IOException {
                arrived.computeIfAbsent(name, n -> new ArrayList<>()).add(1L);
                return super.deliver(name, message, deliveryId);
            }

            @Override
            public Maildrop open(MaildropName name) throws MaildropException {
                int before = arrived.getOrDefault(name, List.of()).size();
                return new MaildropWrapper(super.open(name)) {
                    @Override
                    public int count() throws MaildropException {
                        return super.count()
                                + arrived.getOrDefault(name, List.of()).size()
                                - before;
                    }
                };
            }
        };
    }

    /** Counts stored octets where wire octets are asked for. */
    static Maildrop withStoredSizes(Maildrop right) {
        return new StoreWrapper.MaildropWrapper(right) {
            @Override
            public long octets(int number) throws MaildropException {
                try (StoredContent content = content(number)) {
                    return content.octets().readAllBytes().length;
                } catch (IOException e) {
                    throw new IllegalStateException(e);
                }
            }
        };
    }

    /** Adds the sizes without the last message. */
    static Maildrop withWrongTotal(Maildrop right) {
        return new StoreWrapper.MaildropWrapper(right) {
            @Override
            public long octets() throws MaildropException {
                return count() == 0 ? 0 : super.octets() - octets(count());
            }
        };
    }

    /** Takes number 0 for the first message. */
    static Maildrop withoutBounds(Maildrop right) {
        return new StoreWrapper.MaildropWrapper(right) {
            @Override
            public long octets(int number) throws MaildropException {
                return super.octets(Math.max(1, number));
            }
        };
    }

    /** Names messages by their position. */
    static Maildrop withPositionsAsIds(Maildrop right) {
        return new StoreWrapper.MaildropWrapper(right) {
            @Override
            public UniqueId uniqueId(int number) throws MaildropException {
                super.uniqueId(number);
                return new UniqueId("n" + number);
            }
        };
    }

    /** Names messages by their content. */
    static Maildrop withDigestsAsIds(Maildrop right) {
        return new StoreWrapper.MaildropWrapper(right) {
            @Override
            public UniqueId uniqueId(int number) throws MaildropException {
                return new UniqueId("s" + octets(number));
            }
        };
    }

    /** Names messages at more length than RFC 1939 allows. */
    static Maildrop withLongIds(Maildrop right) {
        return new StoreWrapper.MaildropWrapper(right) {
            @Override
            public UniqueId uniqueId(int number) throws MaildropException {
                return new UniqueId("x".repeat(70) + super.uniqueId(number));
            }
        };
    }

    /** Shows the newest message first. */
    static Maildrop newestFirst(Maildrop right) {
        return new StoreWrapper.MaildropWrapper(right) {
            @Override
            public UniqueId uniqueId(int number) throws MaildropException {
                return super.uniqueId(count() + 1 - number);
            }
        };
    }

    /** Forgets what was removed: the next message gets the id again. */
    static MaildropStore usingIdsAgain() {
        return new StoreWrapper() {
            @Override
            public UniqueId deliver(MaildropName name, InputStream message, Optional<DeliveryId> deliveryId)
                    throws MaildropException, IOException {
                super.deliver(name, message, deliveryId);
                try (Maildrop maildrop = open(name)) {
                    return maildrop.uniqueId(maildrop.count());
                }
            }

            @Override
            public Maildrop open(MaildropName name) throws MaildropException {
                return withPositionsAsIds(super.open(name));
            }
        };
    }

    /** Claims to have nothing but LF. */
    static Maildrop withWrongForm(Maildrop right, StoredContent.Form form) {
        return new StoreWrapper.MaildropWrapper(right) {
            @Override
            public StoredContent content(int number) throws MaildropException {
                StoredContent content = super.content(number);
                return new StoredContent() {
                    @Override
                    public Form form() {
                        return form;
                    }

                    @Override
                    public InputStream octets() {
                        return content.octets();
                    }

                    @Override
                    public void close() throws IOException {
                        content.close();
                    }
                };
            }
        };
    }

    /** Gives one content for all who ask. */
    static Maildrop withSharedContent(Maildrop right) {
        return new StoreWrapper.MaildropWrapper(right) {
            private final Map<Integer, StoredContent> contents = new HashMap<>();

            @Override
            public StoredContent content(int number) throws MaildropException {
                if (!contents.containsKey(number)) {
                    contents.put(number, super.content(number));
                }
                return contents.get(number);
            }
        };
    }

    /** Removes one more than asked for. */
    static Maildrop removingTheNextToo(Maildrop right) {
        return new StoreWrapper.MaildropWrapper(right) {
            @Override
            public BitSet commit(BitSet numbers) throws MaildropException {
                BitSet more = (BitSet) numbers.clone();
                more.set(Math.min(count(), numbers.length()));
                return super.commit(more);
            }
        };
    }

    /** Says that it removed and does not. */
    static Maildrop removingNothing(Maildrop right) {
        return new StoreWrapper.MaildropWrapper(right) {
            @Override
            public BitSet commit(BitSet numbers) {
                return new BitSet();
            }
        };
    }

    /** Removes and says that it could not. */
    static Maildrop reportingWrongly(Maildrop right) {
        return new StoreWrapper.MaildropWrapper(right) {
            @Override
            public BitSet commit(BitSet numbers) throws MaildropException {
                super.commit(numbers);
                return numbers;
            }
        };
    }

    /** Counts from the end as it is now: right unless something arrived. */
    static MaildropStore removingByPosition() {
        return new StoreWrapper() {
            @Override
            public Maildrop open(MaildropName name) throws MaildropException {
                StoreWrapper store = this;
                return new MaildropWrapper(super.open(name)) {
                    @Override
                    public BitSet commit(BitSet numbers) throws MaildropException {
                        int before = count();
                        right.close();
                        try (Maildrop now = store.right.open(name)) {
                            int shift = now.count() - before;
                            BitSet shifted = new BitSet();
                            numbers.stream().forEach(n -> shifted.set(n + shift));
                            return now.commit(shifted);
                        }
                    }
                };
            }
        };
    }

    /** Stores what came before the stream broke. */
    static MaildropStore storingHalfMessages() {
        return new StoreWrapper() {
            @Override
            public UniqueId deliver(MaildropName name, InputStream message, Optional<DeliveryId> deliveryId)
                    throws MaildropException, IOException {
                ByteArrayOutputStream whole = new ByteArrayOutputStream();
                try {
                    message.transferTo(whole);
                } catch (IOException e) {
                    super.deliver(name, new ByteArrayInputStream(whole.toByteArray()), deliveryId);
                    throw e;
                }
                return super.deliver(name, new ByteArrayInputStream(whole.toByteArray()), deliveryId);
            }
        };
    }

    /** Takes what one read gives for the whole message. */
    static MaildropStore readingOnce() {
        return new StoreWrapper() {
            @Override
            public UniqueId deliver(MaildropName name, InputStream message, Optional<DeliveryId> deliveryId)
                    throws MaildropException, IOException {
                byte[] piece = new byte[1 << 24];
                int count = Math.max(0, message.read(piece));
                return super.deliver(name, new ByteArrayInputStream(piece, 0, count), deliveryId);
            }
        };
    }

    /** Closes a stream that is not its own. */
    static MaildropStore closingTheMessage() {
        return new StoreWrapper() {
            @Override
            public UniqueId deliver(MaildropName name, InputStream message, Optional<DeliveryId> deliveryId)
                    throws MaildropException, IOException {
                try (message) {
                    return super.deliver(name, message, deliveryId);
                }
            }
        };
    }

    /** Forgets delivery ids. */
    static MaildropStore forgettingDeliveries() {
        return new StoreWrapper() {
            @Override
            public UniqueId deliver(MaildropName name, InputStream message, Optional<DeliveryId> deliveryId)
                    throws MaildropException, IOException {
                return super.deliver(name, message, Optional.empty());
            }
        };
    }

    /** Remembers delivery ids for all maildrops together. */
    static MaildropStore mixingRecipients() {
        return new StoreWrapper() {
            private final Map<DeliveryId, UniqueId> seen = new ConcurrentHashMap<>();

            @Override
            public UniqueId deliver(MaildropName name, InputStream message, Optional<DeliveryId> deliveryId)
                    throws MaildropException, IOException {
                Optional<UniqueId> earlier = deliveryId.map(seen::get);
                if (earlier.isPresent()) {
                    return earlier.orElseThrow();
                }
                UniqueId id = super.deliver(name, message, deliveryId);
                deliveryId.ifPresent(d -> seen.put(d, id));
                return id;
            }
        };
    }

    /** Remembers a delivery id before the message is stored. */
    static MaildropStore rememberingTooEarly() {
        return new StoreWrapper() {
            private final Map<DeliveryId, UniqueId> seen = new ConcurrentHashMap<>();

            @Override
            public UniqueId deliver(MaildropName name, InputStream message, Optional<DeliveryId> deliveryId)
                    throws MaildropException, IOException {
                Optional<UniqueId> earlier = deliveryId.map(d -> seen.putIfAbsent(d, new UniqueId("to-be-stored")));
                return earlier.isPresent() ? earlier.orElseThrow() : super.deliver(name, message, deliveryId);
            }
        };
    }

    /** Makes deliveries wait for the end of the session. */
    static MaildropStore lockingDeliveries() {
        return new StoreWrapper() {
            @Override
            public UniqueId deliver(MaildropName name, InputStream message, Optional<DeliveryId> deliveryId)
                    throws MaildropException, IOException {
                super.open(name).close();
                return super.deliver(name, message, deliveryId);
            }
        };
    }
}
