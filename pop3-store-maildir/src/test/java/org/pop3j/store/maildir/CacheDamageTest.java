package org.pop3j.store.maildir;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
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

/** What damage to the files that we keep in a Maildir may do: cost time, and nothing else. */
@Tag("any-jdk")
@DisplayName("R1939-31 R1939-39: messages, their order, unique-ids and sizes stay as they were")
class CacheDamageTest {
    private static final String CACHE = "pop3j.cache";
    private static final String IDS = "pop3j.ids";

    /** Sessions take time; with the profile soak each damage has two. */
    private static final int SECOND_SESSION_EACH = Integer.getInteger("pop3j.soak", 1) > 1 ? 1 : 16;

    @TempDir
    Path mail;

    private Ann ann;
    private List<String> before;
    private byte[] cache;
    private int tries;

    /** Messages with ids of all kinds: the name, a digest, one that was given when a name came back. */
    @BeforeEach
    void fill() throws Exception {
        ann = Ann.in(mail);
        ann.plant("cur", "1700000005.M1P1.host:2,S", "Subject: returned\n\nfirst\n");
        ann.ids();
        try (Maildrop drop = ann.open()) {
            assertThat(drop.commit(Ann.numbers(1)).isEmpty()).isTrue();
        }
        ann.plant("new", "1700000005.M1P1.host", "Subject: returned\n\nsecond, another message\n");
        ann.plant("cur", "1700000001.M1P1.host:2,S", "Subject: one\n\n" + "text\n".repeat(100));
        ann.plant("cur", "1700000002." + "n".repeat(80) + ":2,", "Subject: long name\r\n\r\nno line end");
        ann.plant("new", "1700000003.%E4%20.host", "Subject: octets\n\n.\n");
        ann.plant("cur", "1700000004.M1P1.host,S=20,W=23:2,RS", "Subject: sizes\n\nxx\n\n");
        before = seen();
        // Known messages come first, whatever their names say: what arrived last is last.
        ann.plant("new", "1600000000.M1P1.host", "Subject: late\n\n");
        before = seen();
        assertThat(before).hasSize(6).last().asString().contains("late");
        cache = Files.readAllBytes(file(CACHE));
    }

    private Path file(String name) {
        return ann.maildir().resolve(name);
    }

    /** As a server sees it that has just been started. */
    private List<String> seen() throws Exception {
        List<String> seen = new ArrayList<>();
        try (Maildrop drop = Ann.in(mail).open()) {
            for (int number = 1; number <= drop.count(); number++) {
                seen.add(drop.uniqueId(number).value() + " " + drop.octets(number) + " " + Ann.text(drop, number));
            }
            assertThat(drop.octets())
                    .isEqualTo(seen.stream()
                            .mapToLong(line -> Long.parseLong(line.split(" ")[1]))
                            .sum());
        }
        return seen;
    }

    private void assertUnharmed(String damage) throws Exception {
        assertThat(seen()).as(damage).containsExactlyInAnyOrderElementsOf(before);
        if (tries++ % SECOND_SESSION_EACH == 0) {
            // What was found out again is written, and holds for the next session.
            assertThat(seen()).as(damage + ", second session").containsExactlyInAnyOrderElementsOf(before);
        }
    }

    @Test
    @DisplayName("when the cache is cut at any octet")
    void cut() throws Exception {
        assertThat(cache.length).isGreaterThan(100);
        for (int length = 0; length < cache.length; length++) {
            Files.write(file(CACHE), Arrays.copyOf(cache, length));
            assertUnharmed("cut after " + length + " of " + cache.length);
        }
    }

    @Test
    @DisplayName("when a bit of the cache is flipped: one in two octets; with the profile soak, each")
    void flipped() throws Exception {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        int step = Integer.getInteger("pop3j.soak", 1) > 1 ? 1 : 16;
        for (int bit = random.nextInt(step); bit < cache.length * 8; bit += 1 + random.nextInt(2 * step - 1)) {
            byte[] damaged = cache.clone();
            damaged[bit / 8] ^= (byte) (1 << bit % 8);
            Files.write(file(CACHE), damaged);
            assertUnharmed("bit " + bit + " flipped, seed " + seed);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"nothing", "noise", "its second half", "twice", "of another Maildir", "from the future"})
    @DisplayName("when the cache is replaced")
    void replaced(String by) throws Exception {
        switch (by) {
            case "nothing" -> Files.delete(file(CACHE));
            case "noise" -> {
                byte[] noise = new byte[100_000];
                new Random(1).nextBytes(noise);
                Files.write(file(CACHE), noise);
            }
            case "its second half" ->
                Files.write(file(CACHE), Arrays.copyOfRange(cache, cache.length / 2, cache.length));
            case "twice" -> Files.write(file(CACHE), join(cache, cache));
            case "of another Maildir" -> Files.write(file(CACHE), otherCache());
            case "from the future" ->
                Files.setLastModifiedTime(
                        file(CACHE), FileTime.from(Instant.now().plusSeconds(100_000)));
            default -> throw new IllegalArgumentException(by);
        }
        assertUnharmed(by);
    }

    private static byte[] join(byte[] first, byte[] second) {
        byte[] both = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }

    /** With other messages, and other times of its folders. */
    private static byte[] otherCache() throws Exception {
        Path folder = Files.createTempDirectory("other");
        try {
            Ann other = Ann.in(folder);
            other.plant("new", "1700000009.M1P1.host", "x");
            other.ids();
            return Files.readAllBytes(other.maildir().resolve(CACHE));
        } finally {
            Programs.run("rm", "-r", folder.toString());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"fifo", "link", "folder", "foreign"})
    @DisplayName(
            "S-38: when something else is planted in the cache's place: nobody waits, nothing of it is read or written")
    void planted(String kind) throws Exception {
        Path secret = Files.writeString(mail.resolve("secret"), "the secret of somebody else");
        Files.delete(file(CACHE));
        switch (kind) {
            case "fifo" ->
                assertThat(Programs.run("mkfifo", file(CACHE).toString())).isZero();
            case "link" -> Files.createSymbolicLink(file(CACHE), secret);
            case "folder" -> Files.createDirectory(file(CACHE));
            case "foreign" -> {
                Programs.need("needs the right to give files away", "chown", "12345", secret.toString());
                Files.createLink(file(CACHE), secret);
            }
            default -> throw new IllegalArgumentException(kind);
        }
        assertUnharmed(kind);
        assertThat(secret).content().isEqualTo("the secret of somebody else");
    }

    @Test
    @DisplayName("when the last line of the file of unique-ids was not written whole")
    void tornIds() throws Exception {
        byte[] ids = Files.readAllBytes(file(IDS));
        byte[] line = new String(ids, StandardCharsets.ISO_8859_1)
                .lines()
                .reduce((first, second) -> second)
                .orElseThrow()
                .getBytes(StandardCharsets.ISO_8859_1);
        for (int length = 1; length < line.length; length += 3) {
            Files.write(file(IDS), join(ids, Arrays.copyOf(line, length)));
            assertUnharmed("torn after " + length);
            String arrived = ann.deliver("Subject: after\n\n", "id-" + length).value();
            try (Maildrop drop = ann.open()) {
                assertThat(Ann.ids(drop)).hasSize(7).contains(arrived);
                int number = 1 + Ann.ids(drop).indexOf(arrived);
                assertThat(drop.commit(Ann.numbers(number)).isEmpty()).isTrue();
            }
            assertUnharmed("torn after " + length + ", then a delivery and a removal");
        }
    }
}
