package org.pop3j.store.maildir;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pop3j.store.spi.Maildrop;

/** The cache file, whole and damaged. */
@Tag("any-jdk")
class CacheFileTest {
    private static final int MESSAGES = 6;

    @TempDir
    Path mail;

    private Ann ann;
    private Path cache;

    @BeforeEach
    void fill() throws Exception {
        ann = Ann.in(mail);
        cache = ann.maildir().resolve("pop3j.cache");
        for (int i = 1; i <= MESSAGES; i++) {
            ann.plant(
                    i % 2 == 0 ? "cur" : "new",
                    (1_700_000_000 + i) + ".M1P1.host" + (i % 2 == 0 ? ":2,S" : ""),
                    "x\n".repeat(i));
        }
        settle();
        listing();
    }

    /** The folders have been left alone long enough for their stamps to be trusted. */
    private void settle() throws Exception {
        for (String folder : new String[] {"new", "cur"}) {
            Files.setLastModifiedTime(
                    ann.maildir().resolve(folder),
                    FileTime.from(Instant.now().minusSeconds(100).plusNanos(System.nanoTime() % 1000)));
        }
    }

    /** Number, size, unique-id of all messages, by a store that remembers nothing. */
    private List<String> listing() throws Exception {
        List<String> lines = new ArrayList<>();
        try (Maildrop drop = Ann.in(mail).open()) {
            for (int n = 1; n <= drop.count(); n++) {
                lines.add(n + " " + drop.octets(n) + " " + drop.uniqueId(n));
            }
            long sum = 0;
            for (int n = 1; n <= drop.count(); n++) {
                sum += drop.octets(n);
            }
            assertThat(drop.octets()).isEqualTo(sum);
        }
        return lines;
    }

    private static List<String> unordered(List<String> listing) {
        return listing.stream()
                .map(line -> line.substring(line.indexOf(' ')))
                .sorted()
                .toList();
    }

    @Test
    @DisplayName("R1939-16: an unchanged Maildir is listed from the cache, without a look at the folders")
    void fromTheCache() throws Exception {
        List<String> before = listing();
        FileTime time = Files.getLastModifiedTime(ann.path("new", ""));
        Path file = ann.path("new", "1700000001.M1P1.host");
        Files.delete(file);
        Files.setLastModifiedTime(ann.path("new", ""), time);
        assertThat(listing()).as("the file is missed by nobody").isEqualTo(before);
        settle();
        assertThat(unordered(listing())).isEqualTo(unordered(before.subList(1, before.size())));
    }

    @Test
    @DisplayName("A cache cut at any octet changes no unique-id and no size and hides no message")
    void cut() throws Exception {
        List<String> whole = listing();
        byte[] octets = Files.readAllBytes(cache);
        for (int length = 0; length < octets.length; length++) {
            Files.write(cache, java.util.Arrays.copyOf(octets, length));
            assertThat(unordered(listing())).as("cut to %d", length).isEqualTo(unordered(whole));
        }
    }

    @Test
    @DisplayName(
            "A cache with any bit flipped (one of four, each with -Psoak) changes no unique-id and no size and hides no message")
    void flipped() throws Exception {
        List<String> whole = listing();
        byte[] octets = Files.readAllBytes(cache);
        boolean isEach = Integer.getInteger("pop3j.soak", 1) > 1;
        long seed = System.nanoTime();
        System.out.println("seed " + seed);
        Random random = new Random(seed);
        for (int bit = 0; bit < 8 * octets.length; bit += isEach ? 1 : 1 + random.nextInt(7)) {
            byte[] damaged = octets.clone();
            damaged[bit / 8] ^= (byte) (1 << bit % 8);
            Files.write(cache, damaged);
            assertThat(unordered(listing()))
                    .as("bit %d of octet %d", bit % 8, bit / 8)
                    .isEqualTo(unordered(whole));
        }
    }

    @Test
    @DisplayName("A cache with octets lost, doubled or made zero, as a crash may leave it, changes nothing either")
    void torn() throws Exception {
        List<String> whole = listing();
        byte[] octets = Files.readAllBytes(cache);
        long seed = System.nanoTime();
        System.out.println("seed " + seed);
        Random random = new Random(seed);
        for (int i = 0; i < 300; i++) {
            int from = random.nextInt(octets.length);
            int to = from + random.nextInt(octets.length - from);
            String text = new String(octets, StandardCharsets.ISO_8859_1);
            String torn = switch (i % 3) {
                case 0 -> text.substring(0, from) + text.substring(to);
                case 1 -> text.substring(0, to) + text.substring(from);
                default -> text.substring(0, from) + "\0".repeat(to - from) + text.substring(to);
            };
            Files.write(cache, torn.getBytes(StandardCharsets.ISO_8859_1));
            assertThat(unordered(listing())).isEqualTo(unordered(whole));
        }
    }

    @ParameterizedTest
    @DisplayName("S-38: what lies in place of the cache, FIFO, link or folder, holds nobody up and is not followed")
    @ValueSource(strings = {"fifo", "link", "folder", "foreign"})
    void planted(String kind) throws Exception {
        List<String> whole = listing();
        Files.delete(cache);
        Path elsewhere = Files.writeString(mail.resolve("elsewhere"), "secret");
        switch (kind) {
            case "fifo" -> assertThat(Programs.run("mkfifo", cache.toString())).isZero();
            case "link" -> Files.createSymbolicLink(cache, elsewhere);
            case "folder" -> Files.createDirectory(cache);
            default -> Files.createLink(cache, elsewhere);
        }
        assertThat(listing()).isEqualTo(whole);
        assertThat(elsewhere).hasContent("secret");
    }

    @Test
    @DisplayName("The order of numbers stays when messages come that are older by their names")
    void order() throws Exception {
        List<String> before = listing();
        ann.plant("cur", "1600000000.M1P1.host:2,", "old");
        assertThat(listing().subList(0, MESSAGES)).isEqualTo(before);
        assertThat(Ann.in(mail).ids()).endsWith("1600000000.M1P1.host");
    }

    @Test
    @DisplayName("A session appends what changed; when too much of the file is old it is written anew")
    void appended() throws Exception {
        listing();
        long first = Files.size(cache);
        Object key = Files.readAttributes(cache, java.nio.file.attribute.BasicFileAttributes.class)
                .fileKey();
        ann.deliver("more");
        listing();
        assertThat(Files.size(cache)).isGreaterThan(first);
        assertThat(Files.readAttributes(cache, java.nio.file.attribute.BasicFileAttributes.class)
                        .fileKey())
                .isEqualTo(key);
        long most = 0;
        for (int i = 0; i < 300; i++) {
            settle();
            listing();
            most = Math.max(most, Files.size(cache));
        }
        assertThat(most).isLessThan(40_000);
        assertThat(cache.resolveSibling("pop3j.cache.new")).doesNotExist();
    }

    @Test
    @DisplayName("A cache of a later version, or of somebody else, is made anew")
    void otherVersion() throws Exception {
        List<String> whole = listing();
        byte[] octets = Files.readAllBytes(cache);
        Files.writeString(cache, "pop3j cache 2\n" + "something");
        assertThat(listing()).isEqualTo(whole);
        assertThat(Files.readAllBytes(cache)).startsWith("pop3j cache 1\n".getBytes(StandardCharsets.US_ASCII));
        assertThat(Files.size(cache)).isLessThanOrEqualTo(octets.length + 100);
    }

    @Test
    @DisplayName("A cache that cannot be written is no reason to refuse a session")
    void unwritable() throws Exception {
        List<String> whole = listing();
        Programs.need("needs a file system with immutable files", "chattr", "+i", cache.toString());
        try {
            ann.deliver("more");
            assertThat(listing()).hasSize(whole.size() + 1).containsAll(whole);
        } finally {
            Programs.run("chattr", "-i", cache.toString());
        }
    }

    @Test
    @DisplayName("Names of any octets are found again from the cache")
    void octetsOfNames() throws Exception {
        Path odd = ann.path("cur", "1700000009.caf%E9%0A:2,S");
        Files.writeString(odd, "odd");
        listing();
        settle();
        listing();
        try (Maildrop drop = Ann.in(mail).open()) {
            assertThat(Ann.text(drop, MESSAGES + 1)).isEqualTo("odd");
            assertThat(drop.commit(Ann.numbers(MESSAGES + 1)).isEmpty()).isTrue();
        }
        assertThat(odd).doesNotExist();
    }
}
