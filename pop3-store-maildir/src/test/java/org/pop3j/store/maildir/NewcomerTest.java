package org.pop3j.store.maildir;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Messages that were not known: which of them is the older one, and what tells two files apart. */
class NewcomerTest {
    private static final long PINNED = 2_011_618_050_936_999_810L;

    private static Newcomer newcomer(String name, long octets, long modifiedNanos, Object key) {
        byte[] coded = name.getBytes(java.nio.charset.StandardCharsets.US_ASCII);
        return Newcomer.of(
                Part.CUR, name, NameReader.baseLength(coded, 0, coded.length), new Look(octets, modifiedNanos, key));
    }

    @Test
    @DisplayName("Oldest first: the time in the name or of the file; then base, time of the file, size, which file")
    void order() {
        List<Newcomer> ordered = List.of(
                newcomer("1.z:2,S", 9, 9_000_000_000L, "9"),
                newcomer("msg.a", 9, 1_500_000_999L, "9"),
                newcomer("2.a:2,Z", 9, 1, "9"),
                newcomer("2.a", 9, 2, "9"),
                newcomer("2.b:2,F", 1, 3, "9"),
                newcomer("2.b", 2, 3, "1"),
                newcomer("2.b:2,", 2, 3, "2"),
                newcomer("msg.b", 2, 2_000_001_000L, "2"),
                newcomer("2.M2.b", 2, 3, "2"));
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int i = 0; i < 50; i++) {
            List<Newcomer> mixed = new ArrayList<>(ordered);
            Collections.shuffle(mixed, random);
            mixed.sort(Newcomer.ARRIVAL);
            assertThat(mixed).as("seed %d", seed).isEqualTo(ordered);
        }
    }

    @Test
    @DisplayName("C0041: one base and one file is one message, under whatever name")
    void identity() {
        Newcomer one = newcomer("1.x", 1, 1, "file");
        assertThat(newcomer("1.x:2,S", 2, 2, "file").identity()).isEqualTo(one.identity());
        assertThat(newcomer("1.x", 1, 1, "other").identity()).isNotEqualTo(one.identity());
        assertThat(newcomer("2.x", 1, 1, "file").identity()).isNotEqualTo(one.identity());
        assertThat(newcomer("1.x:2,S", 1, 1, "file").octets()).asString().isEqualTo("1.x:2,S");
    }

    @Test
    @DisplayName(
            "C0040: the print is pinned, since unique-ids follow from it; size and time both count, the file does not")
    void prints() {
        assertThat(new Look(1_234, 1_700_000_000_123_456_789L, "a").print()).isEqualTo(PINNED);
        assertThat(new Look(1_234, 1_700_000_000_123_456_789L, "b").print()).isEqualTo(PINNED);
        assertThat(new Look(0, 0, "").print())
                .as("no file has the print of none")
                .isEqualTo(1);
        Set<Long> prints = new HashSet<>();
        for (int octets = 0; octets < 100; octets++) {
            for (int nanos = 1; nanos <= 100; nanos++) {
                prints.add(new Look(octets, 1_700_000_000_000_000_000L + nanos * 1_000_000L, "").print());
            }
        }
        assertThat(prints).hasSize(10_000);
    }
}
