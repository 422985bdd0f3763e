package org.pop3j.testkit;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.pop3j.codec.UniqueId;
import org.pop3j.store.spi.DeliveryId;
import org.pop3j.store.spi.Maildrop;
import org.pop3j.store.spi.MaildropName;
import org.pop3j.store.spi.UnknownMaildropException;

/** Delivery: whole or not at all, once for each delivery id (S-39). */
abstract class DeliveryContract extends RemovalContract {
    private static final Optional<DeliveryId> QUEUE_ID = Optional.of(new DeliveryId("4bq8dd1@example.org"));
    private static final int DELIVERERS = 8;
    private static final int DELIVERIES_EACH = 25;

    @Test
    @DisplayName("delivery into an unknown maildrop is refused and creates nothing")
    void deliveryIntoNothingIsRefused() {
        assertThrows(UnknownMaildropException.class, () -> deliver(NOBODY, octets("Subject: a\n\n")));
        assertThrows(UnknownMaildropException.class, () -> store.open(NOBODY));
    }

    @Test
    @DisplayName("S-39: a message that cannot be read to its end leaves nothing, and the next one is stored")
    void aMessageIsStoredWholeOrNotAtAll() throws Exception {
        assertThrows(IOException.class, () -> store.deliver(MROSE, breaking(), Optional.empty()));
        assertEquals(List.of(), ids(store));
        assertEquals(List.of(), ids(again()), "after a restart");
        UniqueId next = deliver("Subject: a\n\n");
        assertEquals(List.of(next), ids(store));
    }

    /** Some octets, and then the line breaks. */
    private static InputStream breaking() {
        InputStream broken = new InputStream() {
            @Override
            public int read() throws IOException {
                throw new IOException("the sender is gone");
            }
        };
        return new SequenceInputStream(
                new ByteArrayInputStream(octets("Subject: a\n\n" + "x".repeat(200_000))), broken);
    }

    @Test
    @DisplayName("S-39: a stored message is there after a restart, whole")
    void aStoredMessageSurvives() throws Exception {
        byte[] message = octets("Subject: a\n\n" + "x\n".repeat(100_000));
        UniqueId id = deliver(MROSE, message);
        try (Maildrop maildrop = again().open(MROSE)) {
            assertEquals(List.of(id), ids(maildrop));
            assertArrayEquals(wire(message), sent(maildrop, 1));
        }
    }

    @Test
    @DisplayName("a message is read to its end, however it comes, and not closed")
    void theStreamIsReadToItsEndAndNotClosed() throws Exception {
        byte[] message = octets("Subject: a\n\none\ntwo\n");
        AtomicBoolean closed = new AtomicBoolean();
        InputStream dripping = new ByteArrayInputStream(message) {
            @Override
            public synchronized int read(byte[] into, int offset, int length) {
                return super.read(into, offset, Math.min(length, 1));
            }

            @Override
            public int available() {
                return 0;
            }

            @Override
            public void close() {
                closed.set(true);
            }
        };
        store.deliver(MROSE, dripping, Optional.empty());
        assertEquals(-1, dripping.read());
        assertFalse(closed.get(), "the stream belongs to the caller");
        try (Maildrop maildrop = store.open(MROSE)) {
            assertArrayEquals(wire(message), sent(maildrop, 1));
        }
    }

    @Test
    @DisplayName("a session hinders no delivery, nor does a removal")
    void aSessionHindersNoDelivery() throws Exception {
        UniqueId first = deliver("Subject: 1\n\n");
        List<UniqueId> expected = new ArrayList<>();
        try (Maildrop maildrop = store.open(MROSE)) {
            assertEquals(first, maildrop.uniqueId(1));
            expected.add(deliver("Subject: 2\n\n"));
            maildrop.commit(bits(1));
            expected.add(deliver("Subject: 3\n\n"));
        }
        assertEquals(expected, ids(store));
    }

    @Test
    @DisplayName("deliveries at the same time are all stored, each under its own unique-id")
    void deliveriesAtTheSameTime() throws Exception {
        Callable<List<UniqueId>> deliverer = () -> {
            List<UniqueId> ids = new ArrayList<>();
            for (int i = 0; i < DELIVERIES_EACH; i++) {
                ids.add(deliver("Subject: the same\n\n"));
            }
            return ids;
        };
        ExecutorService threads = Executors.newFixedThreadPool(DELIVERERS);
        List<UniqueId> delivered = new ArrayList<>();
        try {
            for (Future<List<UniqueId>> done : threads.invokeAll(Collections.nCopies(DELIVERERS, deliverer))) {
                delivered.addAll(done.get());
            }
        } finally {
            threads.shutdown();
        }
        assertEquals(DELIVERERS * DELIVERIES_EACH, new HashSet<>(delivered).size(), "different unique-ids");
        assertEquals(new HashSet<>(delivered), new HashSet<>(ids(store)));
    }

    @Test
    @DisplayName("the delivery window is not negative")
    void theDeliveryWindowIsNotNegative() {
        assertFalse(store.deliveryWindow().isNegative(), () -> "window " + store.deliveryWindow());
    }

    @Test
    @DisplayName("a delivery that is tried again with its id is stored once, after a restart and after a removal too")
    void aDeliveryIsNotStoredTwice() throws Exception {
        UniqueId first = deliverQueued(MROSE);
        assertEquals(first, deliverQueued(MROSE));
        assertEquals(List.of(first), ids(store));
        store = again();
        assertEquals(first, deliverQueued(MROSE), "after a restart");
        assertEquals(List.of(first), ids(store));
        remove(1);
        assertEquals(first, deliverQueued(MROSE), "after the message has been fetched and removed");
        assertEquals(List.of(), ids(store));
    }

    @Test
    @DisplayName("different deliveries are stored each: other ids, no ids, other maildrops")
    void differentDeliveriesAreStoredEach() throws Exception {
        store.create(OTHER);
        UniqueId first = deliverQueued(MROSE);
        UniqueId another = store.deliver(MROSE, message(), Optional.of(new DeliveryId("another")));
        assertNotEquals(first, another);
        deliver("Subject: a\n\n");
        deliver("Subject: a\n\n");
        assertEquals(4, ids(store).size());
        deliverQueued(OTHER);
        try (Maildrop other = store.open(OTHER)) {
            assertEquals(1, other.count(), "one delivery may have several recipients");
        }
    }

    @Test
    @DisplayName("a delivery that failed can be tried again with its id")
    void aFailedDeliveryCanBeTriedAgain() throws Exception {
        assertThrows(IOException.class, () -> store.deliver(MROSE, breaking(), QUEUE_ID));
        UniqueId id = deliverQueued(MROSE);
        assertEquals(List.of(id), ids(store));
        try (Maildrop maildrop = store.open(MROSE)) {
            assertArrayEquals(wire(message().readAllBytes()), sent(maildrop, 1));
        }
    }

    private UniqueId deliverQueued(MaildropName name) throws Exception {
        Assumptions.assumeFalse(
                store.deliveryWindow().equals(Duration.ZERO), "this store does not remember delivery ids");
        return store.deliver(name, message(), QUEUE_ID);
    }

    private static InputStream message() {
        return new ByteArrayInputStream(octets("Subject: queued\n\n"));
    }
}
