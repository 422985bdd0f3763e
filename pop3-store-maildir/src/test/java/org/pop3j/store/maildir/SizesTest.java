package org.pop3j.store.maildir;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Sizes of many messages: what finding them costs, and what is known afterwards. */
class SizesTest {
    @TempDir
    Path mail;

    private Ann ann;
    private WatchedFolder folder;
    private final AtomicLong time = new AtomicLong();
    private long step;

    @BeforeEach
    void createAnn() throws Exception {
        ann = Ann.in(mail);
    }

    private OpenMaildir open() throws Exception {
        folder = WatchedFolder.of(ann.maildir());
        Maildir maildir = folder.maildir(ann.maildir());
        Opening opening = Opening.of(maildir, Ann.HASTY, new Recent(), Clock.systemUTC());
        folder.calls();
        return new OpenMaildir(opening, Ann.HASTY, () -> time.getAndAdd(step));
    }

    private void plant(int messages) throws Exception {
        for (int i = 1; i <= messages; i++) {
            ann.plant(i % 2 == 0 ? "cur" : "new", (1_700_000_000 + i) + ".x", "x".repeat(i % 100) + "\n");
        }
    }

    private static long size(int number) {
        return number % 100 + 2;
    }

    /** The sizes that are in the cache. */
    private List<Long> cached() throws Exception {
        List<Long> cached = new ArrayList<>();
        try (Maildir maildir = Folders.openMaildir(ann.maildir())) {
            Catalogue messages = new CacheFile(maildir).read().messages();
            for (int i = 0; i < messages.count(); i++) {
                cached.add(messages.wire(i));
            }
        }
        return cached;
    }

    private long count(String call) {
        return folder.calls().stream().filter(call::equals).count();
    }

    @Test
    @DisplayName("S-40: a listing gives what it has after five seconds, and goes on where it ended")
    void patience() throws Exception {
        plant(2_100);
        step = Duration.ofMillis(2_500).toNanos();
        try (OpenMaildir drop = open()) {
            long[] sizes = new long[2_100];
            assertThat(drop.octets(1, sizes))
                    .as("five seconds are over at the end of the second 1,024")
                    .isEqualTo(2_048);
            assertThat(sizes[2_047]).isEqualTo(size(2_048));
            sizes = new long[52];
            assertThat(drop.octets(2_049, sizes)).isEqualTo(52);
            for (int i = 0; i < 52; i++) {
                assertThat(sizes[i]).isEqualTo(size(2_049 + i));
            }
            step = Duration.ofHours(1).toNanos();
            assertThat(drop.octets(1, new long[2_100])).as("known").isEqualTo(2_100);
            assertThat(drop.octets(5, new long[7])).isEqualTo(7);
        }
    }

    @Test
    @DisplayName("Many sizes are found with one opening of each folder, one with one opening of its own")
    void cost() throws Exception {
        plant(100);
        try (OpenMaildir drop = open()) {
            assertThat(drop.octets(2)).isEqualTo(size(2));
            assertThat(count("enter cur")).isEqualTo(1);
            long[] sizes = new long[90];
            assertThat(drop.octets(3, sizes)).isEqualTo(90);
            List<String> calls = folder.calls();
            assertThat(calls).filteredOn("enter cur"::equals).hasSize(1);
            assertThat(calls).filteredOn("enter new"::equals).hasSize(1);
            assertThat(calls).filteredOn(call -> call.startsWith("open cur/")).hasSize(45);
            for (int i = 0; i < 90; i++) {
                assertThat(sizes[i]).isEqualTo(size(3 + i));
            }
            assertThat(drop.octets(1, new long[100])).isEqualTo(100);
            assertThat(folder.calls())
                    .filteredOn(call -> call.startsWith("open cur/"))
                    .hasSize(4);
            assertThat(drop.octets()).isEqualTo(100 * 99 / 2 + 2 * 100);
            assertThat(folder.calls()).noneMatch(call -> call.startsWith("open cur/"));
        }
    }

    @Test
    @DisplayName("Two that are not known are many")
    void two() throws Exception {
        ann.plant("cur", "1.x", "a\n");
        ann.plant("cur", "2.x", "bc\n");
        try (OpenMaildir drop = open()) {
            assertThat(drop.octets()).isEqualTo(3 + 4);
            assertThat(count("enter cur")).isEqualTo(1);
        }
    }

    @Test
    @DisplayName("Sizes that a later session finds are in the cache when it ends, whether for one message or for many")
    void kept() throws Exception {
        plant(6);
        ann.ids();
        assertThat(cached()).containsOnly(Catalogue.UNKNOWN);
        try (OpenMaildir drop = open()) {
            drop.octets(3);
        }
        assertThat(cached()).containsExactly(-1L, -1L, size(3), -1L, -1L, -1L);
        try (OpenMaildir drop = open()) {
            drop.octets(1, new long[5]);
        }
        assertThat(cached()).containsExactly(size(1), size(2), size(3), size(4), size(5), -1L);
        try (OpenMaildir drop = open()) {
            assertThat(Ann.text(drop, 6)).isEqualTo("xxxxxx\n");
        }
        assertThat(cached()).endsWith(size(6));
    }

    @Test
    @DisplayName("R1939-16, R1939-39: what a later session corrects is in the cache when it ends; it told the old size")
    void corrected() throws Exception {
        String text = "0123456789abcde\n".repeat(4096);
        long wire = 17 * 4096;
        ann.plant("cur", "1.x,W=" + (wire - 1) + ":2,", text);
        try (OpenMaildir drop = open()) {
            assertThat(drop.octets(1)).isEqualTo(wire - 1);
        }
        try (OpenMaildir drop = open()) {
            assertThat(Ann.text(drop, 1)).isEqualTo(text);
            long[] told = new long[1];
            assertThat(drop.octets(1, told)).isEqualTo(1);
            assertThat(told[0]).isEqualTo(wire - 1);
            assertThat(drop.octets()).isEqualTo(wire - 1);
        }
        assertThat(cached()).containsExactly(wire);
    }

    @Test
    @DisplayName("A message that cannot be read is listed with 0 octets, and looked for again by the next session only")
    void unreadable() throws Exception {
        plant(4);
        Path second;
        try (OpenMaildir drop = open()) {
            second = Files.move(ann.path("cur", "1700000002.x"), mail.resolve("parked"));
            long[] sizes = new long[4];
            assertThat(drop.octets(1, sizes)).isEqualTo(4);
            assertThat(sizes).containsExactly(size(1), 0, size(3), size(4));
            folder.calls();
            assertThat(drop.octets(1, sizes)).isEqualTo(4);
            assertThat(sizes).containsExactly(size(1), 0, size(3), size(4));
            assertThat(folder.calls()).noneMatch(call -> call.startsWith("open cur/"));
            Files.move(second, ann.path("cur", "1700000002.x"));
        }
        try (OpenMaildir drop = open()) {
            assertThat(drop.octets()).isEqualTo(size(1) + size(2) + size(3) + size(4));
        }
    }
}
