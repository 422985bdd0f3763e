package org.pop3j.testkit;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.BitSet;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.pop3j.codec.UniqueId;
import org.pop3j.store.spi.Maildrop;

/** Removal: the UPDATE state (RFC 1939 section 6). */
abstract class RemovalContract extends ContentContract {
    private static final BitSet NONE = new BitSet();

    @Test
    @DisplayName("R1939-26: commit removes exactly the named messages, durably")
    void commitRemovesExactlyTheNamed() throws Exception {
        UniqueId first = deliver("Subject: 1\n\n");
        deliver("Subject: 2\n\n");
        UniqueId third = deliver("Subject: 3\n\n");
        deliver("Subject: 4\n\n");
        assertEquals(NONE, remove(2, 4), "what could not be removed");
        assertEquals(List.of(first, third), ids(store));
        assertEquals(List.of(first, third), ids(again()), "after a restart");
        try (Maildrop maildrop = store.open(MROSE)) {
            assertArrayEquals(wire(octets("Subject: 1\n\n")), sent(maildrop, 1));
            assertArrayEquals(wire(octets("Subject: 3\n\n")), sent(maildrop, 2));
        }
    }

    @Test
    @DisplayName("R1939-26, R1939-27: that messages were retrieved removes none of them, and changes no unique-id")
    void retrievedMessagesStay() throws Exception {
        List<UniqueId> all = List.of(deliver("Subject: 1\n\n"), deliver("Subject: 2\n\n"), deliver("Subject: 3\n\n"));
        try (Maildrop maildrop = store.open(MROSE)) {
            assertEquals(NONE, maildrop.commit(bits(), bits(1, 2)));
        }
        assertEquals(all, ids(store));
        try (Maildrop maildrop = store.open(MROSE)) {
            assertEquals(NONE, maildrop.commit(bits(2), bits(2, 3)));
        }
        assertEquals(List.of(all.get(0), all.get(2)), ids(store));
        assertEquals(List.of(all.get(0), all.get(2)), ids(again()), "after a restart");
    }

    @Test
    @DisplayName("commit of nothing removes nothing, commit of everything everything")
    void commitOfNothingAndOfEverything() throws Exception {
        List<UniqueId> both = List.of(deliver("Subject: 1\n\n"), deliver("Subject: 2\n\n"));
        assertEquals(NONE, remove());
        assertEquals(both, ids(store));
        assertEquals(NONE, remove(1, 2));
        assertEquals(List.of(), ids(store));
        try (Maildrop maildrop = store.open(MROSE)) {
            assertEquals(0, maildrop.octets());
        }
    }

    @Test
    @DisplayName("S-33: commit removes by identity, whatever arrives during the session")
    void commitRemovesByIdentity() throws Exception {
        UniqueId first = deliver("Subject: 1\n\n");
        deliver("Subject: 2\n\n");
        UniqueId third = deliver("Subject: 3\n\n");
        UniqueId arrived;
        try (Maildrop maildrop = store.open(MROSE)) {
            arrived = deliver("Subject: 4\n\n");
            assertEquals(NONE, maildrop.commit(bits(2)));
        }
        assertEquals(List.of(first, third, arrived), ids(store));
    }

    @Test
    @DisplayName("S-33: commit does not touch identical messages, nor other maildrops")
    void commitTouchesNothingElse() throws Exception {
        store.create(OTHER);
        byte[] message = octets("Subject: the same\n\n");
        UniqueId kept = deliver(MROSE, message);
        deliver(MROSE, message);
        UniqueId others = deliver(OTHER, message);
        assertEquals(NONE, remove(2));
        assertEquals(List.of(kept), ids(store));
        try (Maildrop other = store.open(OTHER)) {
            assertEquals(List.of(others), ids(other));
        }
    }

    @Test
    @DisplayName("a message that somebody else has removed meanwhile counts as removed, and the rest goes too")
    void removedElsewhereCountsAsRemoved() throws Exception {
        UniqueId first = deliver("Subject: 1\n\n");
        deliver("Subject: 2\n\n");
        UniqueId third = deliver("Subject: 3\n\n");
        try (Maildrop maildrop = store.open(MROSE)) {
            removeElsewhere(store, MROSE, first);
            assertEquals(NONE, maildrop.commit(bits(1, 2)));
        }
        assertEquals(List.of(third), ids(store));
    }
}
