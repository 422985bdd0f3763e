package org.pop3j.testkit;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.pop3j.codec.UniqueId;
import org.pop3j.store.spi.Maildrop;
import org.pop3j.store.spi.StoredContent;

/** Messages: sizes, octets, unique-ids, numbers (RFC 1939 sections 5, 7 and 11). */
abstract class ContentContract extends OpeningContract {
    private static final int BIG = 3 * 1024 * 1024;

    private static Map<String, byte[]> samples() {
        Map<String, String> texts = new TreeMap<>();
        texts.put("LF", "Subject: a\n\none\ntwo\n");
        texts.put("CRLF", "Subject: a\r\n\r\none\r\ntwo\r\n");
        texts.put("mixed", "Subject: a\r\n\none\ntwo\r\nthree\n");
        texts.put("bare CR", "Subject: a\n\none\rtwo\r\r\n\r");
        texts.put("NUL", "Subject: a\n\n\0one\0\n\0");
        texts.put("empty", "");
        texts.put("no final line end", "Subject: a\n\none");
        texts.put("no final line end, CRLF", "Subject: a\r\n\r\none");
        texts.put("only a CR", "\r");
        texts.put("only an LF", "\n");
        texts.put("8-bit", "Subject: \u00e4\u00f6\n\n\u0080\u00ff\n");
        texts.put("dots", ".Subject: a\n\n.\n..\n.x\nx.\n.");
        texts.put("dots, CRLF", ".\r\n.\r\n..\r\n");
        texts.put("header only", "Subject: a\n");
        texts.put("a long line", "Subject: a\n\n" + "x".repeat(100_000) + "\n");
        texts.put("big", "Subject: a\n\n" + "0123456789abcdef\n".repeat(BIG / 17));
        Map<String, byte[]> samples = new TreeMap<>();
        texts.forEach((name, text) -> samples.put(name, octets(text)));
        return samples;
    }

    @TestFactory
    @DisplayName("R1939-39: the size is what RETR sends, and RETR sends what was delivered")
    Stream<DynamicTest> everyMessageComesBack() {
        return samples().entrySet().stream()
                .map(sample -> DynamicTest.dynamicTest(sample.getKey(), () -> comesBack(sample.getValue())));
    }

    /** Dynamic tests share the store: each looks at the last message. */
    private void comesBack(byte[] message) throws Exception {
        UniqueId id = deliver(MROSE, message);
        try (Maildrop maildrop = store.open(MROSE)) {
            int last = maildrop.count();
            assertEquals(id, maildrop.uniqueId(last));
            assertEquals(size(message), maildrop.octets(last));
            assertArrayEquals(wire(message), sent(maildrop, last));
        }
    }

    @Test
    @DisplayName("what is said of line ends is true")
    void theFormIsTrue() throws Exception {
        for (byte[] message : samples().values()) {
            deliver(MROSE, message);
        }
        try (Maildrop maildrop = store.open(MROSE)) {
            for (int number = 1; number <= maildrop.count(); number++) {
                assertFormIsTrue(maildrop, number);
            }
        }
    }

    private static void assertFormIsTrue(Maildrop maildrop, int number) throws Exception {
        try (StoredContent content = maildrop.content(number)) {
            StoredContent.Form form = content.form();
            String stored = new String(content.octets().readAllBytes(), StandardCharsets.ISO_8859_1);
            boolean bareLf = stored.replace("\r\n", "").contains("\n");
            boolean crlf = stored.contains("\r\n");
            boolean isTrue = switch (form) {
                case UNKNOWN -> true;
                case LF -> !crlf;
                case CRLF -> !bareLf;
                case MIXED -> bareLf && crlf;
                case WIRE_CLEAN ->
                    !bareLf
                            && (stored.isEmpty() || stored.endsWith("\r\n"))
                            && !stored.startsWith(".")
                            && !stored.contains("\r\n.");
            };
            assertTrue(isTrue, () -> "message " + number + " of " + stored.length() + " octets is not " + form);
        }
    }

    @Test
    @DisplayName("the octets of the maildrop are the sum over all messages")
    void theTotalIsTheSum() throws Exception {
        long sum = 0;
        for (byte[] message : samples().values()) {
            deliver(MROSE, message);
            sum += size(message);
        }
        try (Maildrop maildrop = store.open(MROSE)) {
            assertEquals(samples().size(), maildrop.count());
            assertEquals(sum, maildrop.octets());
        }
    }

    @Test
    @DisplayName("numbers go from 1 to the count and no further")
    void numbersHaveBounds() throws Exception {
        deliver("Subject: a\n\n");
        deliver("Subject: b\n\n");
        try (Maildrop maildrop = store.open(MROSE)) {
            for (int number : new int[] {0, -1, 3, Integer.MIN_VALUE, Integer.MAX_VALUE}) {
                assertThrows(IndexOutOfBoundsException.class, () -> maildrop.octets(number), "octets of " + number);
                assertThrows(IndexOutOfBoundsException.class, () -> maildrop.uniqueId(number), "id of " + number);
                assertThrows(IndexOutOfBoundsException.class, () -> maildrop.content(number), "content of " + number);
            }
        }
    }

    @Test
    @DisplayName("sizes and unique-ids asked for together are those that are asked for one by one")
    void togetherAsOneByOne() throws Exception {
        for (byte[] message : samples().values()) {
            deliver(MROSE, message);
        }
        try (Maildrop maildrop = store.open(MROSE)) {
            int count = maildrop.count();
            for (int from = 1; from <= count; from += 3) {
                assertTogether(maildrop, from, count - from + 1);
                assertTogether(maildrop, from, 1);
            }
            for (int from : new int[] {0, -1, count + 1, Integer.MAX_VALUE}) {
                assertThrows(IndexOutOfBoundsException.class, () -> maildrop.octets(from, new long[1]));
                assertThrows(
                        IndexOutOfBoundsException.class,
                        () -> maildrop.uniqueIds(from, 1, (n, octets, at, length) -> {}));
            }
            assertThrows(IndexOutOfBoundsException.class, () -> maildrop.octets(2, new long[count]), "too many");
            assertThrows(
                    IndexOutOfBoundsException.class,
                    () -> maildrop.uniqueIds(2, count, (n, octets, at, length) -> {}),
                    "too many");
        }
    }

    private static void assertTogether(Maildrop maildrop, int from, int count) throws Exception {
        long[] sizes = new long[count];
        int known = maildrop.octets(from, sizes);
        assertTrue(known >= 1 && known <= count, () -> known + " of " + count + " sizes");
        for (int i = 0; i < known; i++) {
            assertEquals(maildrop.octets(from + i), sizes[i], "octets of " + (from + i));
        }
        List<String> together = new ArrayList<>();
        maildrop.uniqueIds(
                from,
                count,
                (number, octets, offset, length) ->
                        together.add(number + " " + new String(octets, offset, length, StandardCharsets.US_ASCII)));
        List<String> oneByOne = new ArrayList<>();
        for (int number = from; number < from + count; number++) {
            oneByOne.add(number + " " + maildrop.uniqueId(number));
        }
        assertEquals(oneByOne, together, "unique-ids");
    }

    @Test
    @DisplayName("a content is read by itself, again and beside others")
    void contentsDoNotDisturbEachOther() throws Exception {
        byte[] message = octets("Subject: a\n\none\n");
        deliver(MROSE, message);
        try (Maildrop maildrop = store.open(MROSE);
                StoredContent two = maildrop.content(1)) {
            StoredContent one = maildrop.content(1);
            assertSame(one.octets(), one.octets());
            assertEquals('S', one.octets().read());
            assertEquals('S', two.octets().read());
            assertEquals('u', one.octets().read());
            one.close();
            assertEquals('u', two.octets().read());
            assertArrayEquals(wire(message), sent(maildrop, 1));
        }
    }

    @Test
    @DisplayName("C0041, R1939-32: unique-ids are conformant, and identical messages have different ones")
    void identicalMessagesHaveDifferentIds() throws Exception {
        for (int i = 0; i < 10; i++) {
            deliver("Subject: the same\n\n");
        }
        List<UniqueId> ids = ids(store);
        assertEquals(10, new HashSet<>(ids).size(), () -> "different ids among " + ids);
        assertTrue(ids.stream().allMatch(UniqueId::isConformant), () -> "at most 70 octets each: " + ids);
    }

    @Test
    @DisplayName("C0039, R1939-31: a message keeps its unique-id over sessions, arrivals, removals and restarts")
    void idsPersist() throws Exception {
        UniqueId first = deliver("Subject: a\n\n");
        UniqueId second = deliver("Subject: b\n\n");
        UniqueId third = deliver("Subject: c\n\n");
        assertEquals(List.of(first, second, third), ids(store));
        assertEquals(List.of(first, second, third), ids(store), "in a second session");
        remove(2);
        UniqueId fourth = deliver("Subject: d\n\n");
        assertEquals(List.of(first, third, fourth), ids(store), "after a removal and an arrival");
        assertEquals(List.of(first, third, fourth), ids(again()), "after a restart");
    }

    @Test
    @DisplayName("C0040: the unique-id of a removed message does not come back")
    void idsAreNotUsedAgain() throws Exception {
        HashSet<UniqueId> seen = new HashSet<>();
        for (int round = 0; round < 20; round++) {
            UniqueId id = deliver("Subject: the same\n\n");
            assertTrue(seen.add(id), () -> "used again: " + id);
            remove(1);
        }
        store = again();
        UniqueId afterRestart = deliver("Subject: the same\n\n");
        assertTrue(seen.add(afterRestart), () -> "used again after a restart: " + afterRestart);
    }

    @Test
    @DisplayName("the order of messages is the same in every session, the newest last")
    void theOrderIsStable() throws Exception {
        List<UniqueId> before = List.of();
        for (int i = 0; i < 12; i++) {
            UniqueId newest = deliver("Subject: " + i + "\n\n");
            List<UniqueId> now = ids(store);
            assertEquals(before, now.subList(0, i), "the earlier messages");
            assertEquals(newest, now.get(i), "the newest");
            before = now;
        }
        assertEquals(before, ids(again()), "after a restart");
    }

    @Test
    @DisplayName("many messages: count, sizes, unique-ids and contents")
    void manyMessagesAreNoBurden() throws Exception {
        int many = manyMessages();
        long sum = 0;
        for (int i = 1; i <= many; i++) {
            byte[] message = octets("Subject: " + i + "\n\n");
            deliver(MROSE, message);
            sum += size(message);
        }
        try (Maildrop maildrop = store.open(MROSE)) {
            assertEquals(many, maildrop.count());
            assertEquals(sum, maildrop.octets());
            assertEquals(many, new HashSet<>(ids(maildrop)).size(), "different unique-ids");
            assertArrayEquals(wire(octets("Subject: " + many + "\n\n")), sent(maildrop, many));
        }
    }
}
