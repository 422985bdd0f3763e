package org.pop3j.store.maildir;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Messages are found by their bases. */
class CatalogueIndexTest {
    private final Catalogue messages = new Catalogue();

    private void add(String base) {
        byte[] name = octets(base + ":2,S");
        messages.add(Part.CUR, name, name.length - 4, new Look(1, 1, 1));
    }

    private static byte[] octets(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    private static int hash(String base) {
        return CatalogueIndex.hash(octets(base), 0, base.length());
    }

    /** All messages of a base, in the order in which they are told. */
    private static List<Integer> found(CatalogueIndex index, String base) {
        byte[] octets = octets(base + "behind");
        List<Integer> found = new ArrayList<>();
        for (int i = index.first(octets, base.length());
                i != CatalogueIndex.NONE;
                i = index.next(i, octets, base.length())) {
            found.add(i);
        }
        return found;
    }

    @ParameterizedTest
    @DisplayName("M-03: each of so many messages is found by its base, and no other one")
    @ValueSource(ints = {0, 1, 3, 4, 5, 8, 9, 1_000})
    void each(int count) {
        for (int i = 0; i < count; i++) {
            add("17000000" + i + ".M1P1.host");
        }
        CatalogueIndex index = new CatalogueIndex(messages);
        for (int i = 0; i < count; i++) {
            assertThat(found(index, "17000000" + i + ".M1P1.host")).containsExactly(i);
            assertThat(index.first(i)).isEqualTo(i);
        }
        assertThat(found(index, "17000000" + count + ".M1P1.host")).isEmpty();
        assertThat(found(index, "17000000")).isEmpty();
        assertThat(found(index, "")).isEmpty();
    }

    @Test
    @DisplayName("C0041: all messages of one base are found, in their order")
    void doubled() {
        for (int i = 0; i < 50; i++) {
            add(i % 5 == 0 ? "double" : "single" + i);
        }
        CatalogueIndex index = new CatalogueIndex(messages);
        assertThat(found(index, "double")).containsExactly(0, 5, 10, 15, 20, 25, 30, 35, 40, 45);
        assertThat(found(index, "single7")).containsExactly(7);
        assertThat(index.first(45)).isZero();
        assertThat(index.first(44)).isEqualTo(44);
        byte[] octets = octets("double");
        int hash = hash("double");
        assertThat(index.first(hash, octets, 6)).isZero();
        assertThat(index.next(5, hash, octets, 6)).isEqualTo(10);
        assertThat(index.next(45, hash, octets, 6)).isEqualTo(CatalogueIndex.NONE);
    }

    @Test
    @DisplayName("C0041: two bases of one hash are two bases")
    void oneHash() {
        Map<Integer, String> seen = new HashMap<>();
        String first = null;
        String second = null;
        for (int i = 0; second == null; i++) {
            first = seen.put(hash("base" + i), "base" + i);
            second = first == null ? null : "base" + i;
        }
        add(first);
        add(second);
        add(first);
        CatalogueIndex index = new CatalogueIndex(messages);
        assertThat(found(index, first)).containsExactly(0, 2);
        assertThat(found(index, second)).containsExactly(1);
    }

    @Test
    @DisplayName("A hash is of all octets and of nothing else, wherever they stand")
    void hashes() {
        String text = "1700000001.M123456P7890.host,S=1234,W=2345";
        Set<Integer> hashes = new HashSet<>();
        int bases = 0;
        for (int length = 0; length <= text.length(); length++) {
            String base = text.substring(0, length);
            hashes.add(hash(base));
            bases++;
            byte[] inside = octets("12345" + base + "67890");
            assertThat(CatalogueIndex.hash(inside, 5, length)).isEqualTo(hash(base));
            for (int at = 0; at < length; at++) {
                hashes.add(hash(base.substring(0, at) + "#" + base.substring(at + 1)));
                bases++;
            }
        }
        assertThat(hashes).as("all different").hasSize(bases);
    }

    @Test
    @DisplayName("What is touched before it is looked up is where the look-up will begin")
    void touched() {
        add("1.x");
        add("2.x");
        CatalogueIndex index = new CatalogueIndex(messages);
        int[] touched = new int[3];
        index.touch(new int[] {hash("2.x"), hash("1.x"), hash("1.x")}, touched);
        assertThat(touched).containsExactly(1, 0, 0);
        new CatalogueIndex(new Catalogue()).touch(new int[] {hash("2.x"), 0, -1}, touched);
        assertThat(touched).containsOnly(CatalogueIndex.NONE);
    }
}
