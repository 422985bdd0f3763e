package org.pop3j.testkit;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.pop3j.codec.UniqueId;
import org.pop3j.store.spi.LeaseLostException;
import org.pop3j.store.spi.Maildrop;
import org.pop3j.store.spi.MaildropInUseException;
import org.pop3j.store.spi.MaildropName;
import org.pop3j.store.spi.StoredContent;
import org.pop3j.store.spi.UnknownMaildropException;

/** Opening: exclusive-access lock and snapshot (RFC 1939 section 4). */
abstract class OpeningContract extends StoreFixture {
    private static final int RACES = 200;
    private static final int RACERS = 8;

    @Test
    @DisplayName("a new maildrop is empty")
    void aNewMaildropIsEmpty() throws Exception {
        try (Maildrop maildrop = store.open(MROSE)) {
            assertEquals(0, maildrop.count());
            assertEquals(0, maildrop.octets());
        }
    }

    @Test
    @DisplayName("an unknown maildrop is unknown, and opening does not create it")
    void anUnknownMaildropIsUnknown() {
        assertThrows(UnknownMaildropException.class, () -> store.open(NOBODY));
        assertThrows(UnknownMaildropException.class, () -> store.open(NOBODY));
    }

    @Test
    @DisplayName("S-16: a name that no maildrop can have is unknown")
    void anImpossibleNameIsUnknown() {
        assumeFalse(impossibleNames().isEmpty(), "this store takes every name");
        for (MaildropName name : impossibleNames()) {
            assertAll(
                    "name " + name,
                    () -> assertThrows(UnknownMaildropException.class, () -> store.create(name)),
                    () -> assertThrows(UnknownMaildropException.class, () -> store.open(name)),
                    () -> assertThrows(UnknownMaildropException.class, () -> deliver(name, octets("x"))));
        }
    }

    @Test
    @DisplayName("creating a maildrop that exists changes nothing")
    void creatingTwiceIsHarmless() throws Exception {
        UniqueId id = deliver("Subject: a\n\n");
        store.create(MROSE);
        assertEquals(List.of(id), ids(store));
        try (Maildrop maildrop = store.open(MROSE)) {
            store.create(MROSE);
            assertThrows(MaildropInUseException.class, () -> store.open(MROSE), "creating must not release the lock");
            assertEquals(1, maildrop.count());
        }
    }

    @Test
    @DisplayName("R1939-13, R1939-15: an open maildrop is in use, to other stores over the same data too, until closed")
    void anOpenMaildropIsInUse() throws Exception {
        try (Maildrop first = store.open(MROSE)) {
            assertEquals(0, first.count());
            assertThrows(MaildropInUseException.class, () -> store.open(MROSE));
            assertThrows(MaildropInUseException.class, () -> again().open(MROSE));
        }
        again().open(MROSE).close();
        store.open(MROSE).close();
    }

    @Test
    @DisplayName("R1939-13: a refused opening leaves the lock where it is")
    void aRefusedOpeningDoesNotReleaseTheLock() throws Exception {
        Maildrop first = store.open(MROSE);
        for (int attempt = 0; attempt < 3; attempt++) {
            assertThrows(MaildropInUseException.class, () -> store.open(MROSE));
        }
        first.close();
        store.open(MROSE).close();
    }

    @Test
    @DisplayName("the lock is for one maildrop only")
    void otherMaildropsAreNotLocked() throws Exception {
        store.create(OTHER);
        Maildrop first = store.open(MROSE);
        store.open(OTHER).close();
        first.close();
    }

    @Test
    @DisplayName("closing twice is harmless, to a later session too")
    void closingTwiceIsHarmless() throws Exception {
        Maildrop first = store.open(MROSE);
        first.close();
        first.close();
        Maildrop second = store.open(MROSE);
        first.close();
        assertThrows(
                MaildropInUseException.class, () -> store.open(MROSE), "the lock belongs to the second session by now");
        second.close();
    }

    @Test
    @DisplayName("R1939-15: the lock is free after close, whatever happened before")
    void theLockIsFreeWhateverHappenedBefore() throws Exception {
        deliver("Subject: a\n\n");
        deliver("Subject: b\n\n");
        Maildrop misused = store.open(MROSE);
        assertThrows(IndexOutOfBoundsException.class, () -> misused.content(99));
        misused.close();
        Maildrop left = store.open(MROSE);
        StoredContent half = left.content(1);
        assertEquals('S', half.octets().read());
        left.close();
        half.close();
        Maildrop committed = store.open(MROSE);
        committed.commit(bits(1));
        committed.close();
        assertEquals(1, ids(store).size());
    }

    @Test
    @DisplayName("R1939-27: closing removes nothing")
    void closingRemovesNothing() throws Exception {
        List<UniqueId> delivered = List.of(deliver("Subject: a\n\n"), deliver("Subject: b\n\n"));
        Maildrop maildrop = store.open(MROSE);
        sent(maildrop, 1);
        sent(maildrop, 2);
        maildrop.close();
        assertEquals(delivered, ids(store));
        assertEquals(delivered, ids(again()));
    }

    @Test
    @DisplayName("R1939-16: what arrives during a session is invisible to it and visible to the next")
    void theMaildropIsASnapshot() throws Exception {
        byte[] before = octets("Subject: before\n\none\n");
        UniqueId first = deliver(MROSE, before);
        UniqueId second;
        try (Maildrop maildrop = store.open(MROSE)) {
            second = deliver("Subject: during\n\nlonger than the other\n");
            assertEquals(1, maildrop.count());
            assertEquals(size(before), maildrop.octets());
            assertEquals(size(before), maildrop.octets(1));
            assertEquals(first, maildrop.uniqueId(1));
            assertArrayEquals(wire(before), sent(maildrop, 1));
            assertThrows(IndexOutOfBoundsException.class, () -> maildrop.octets(2));
        }
        assertEquals(List.of(first, second), ids(store));
    }

    @Test
    @DisplayName("R1939-13: of many that open one maildrop at the same time exactly one gets it")
    void oneOfManyOpensTheMaildrop() throws Exception {
        ExecutorService racers = Executors.newFixedThreadPool(RACERS);
        try {
            CyclicBarrier start = new CyclicBarrier(RACERS);
            for (int race = 1; race <= RACES; race++) {
                assertEquals(1, winners(racers, start), "sessions at once in race " + race);
            }
        } finally {
            racers.shutdown();
        }
    }

    private int winners(ExecutorService racers, CyclicBarrier start) throws Exception {
        Callable<List<Maildrop>> racer = () -> {
            start.await();
            try {
                return List.of(store.open(MROSE));
            } catch (MaildropInUseException expected) {
                return List.of();
            }
        };
        List<Maildrop> winners = new ArrayList<>();
        for (Future<List<Maildrop>> racing : racers.invokeAll(Collections.nCopies(RACERS, racer))) {
            winners.addAll(racing.get());
        }
        winners.forEach(Maildrop::close);
        return winners.size();
    }

    @Test
    @DisplayName("a lost lease stops everything but closing, and nothing is removed")
    void aLostLeaseStopsEverything() throws Exception {
        UniqueId id = deliver("Subject: a\n\n");
        Maildrop maildrop = store.open(MROSE);
        loseLease(maildrop);
        assertAll(
                () -> assertThrows(LeaseLostException.class, maildrop::count),
                () -> assertThrows(LeaseLostException.class, maildrop::octets),
                () -> assertThrows(LeaseLostException.class, () -> maildrop.octets(1)),
                () -> assertThrows(LeaseLostException.class, () -> maildrop.uniqueId(1)),
                () -> assertThrows(LeaseLostException.class, () -> maildrop.content(1)),
                () -> assertThrows(LeaseLostException.class, () -> maildrop.commit(bits(1))));
        maildrop.close();
        assertEquals(List.of(id), ids(store));
    }
}
