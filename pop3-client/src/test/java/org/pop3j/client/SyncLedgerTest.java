package org.pop3j.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.entry;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pop3j.client.LedgerLine.Event;

/** The ledger: durable, checked, repaired, compacted, and used by one at a time. */
class SyncLedgerTest {
    private static final Instant THEN = Instant.parse("2026-01-31T12:00:00Z");
    private static final String ACCOUNT = "ada lovelace@host:995";

    @TempDir
    private Path folder;

    private Path file() {
        return folder.resolve("mail.ledger");
    }

    private SyncLedger open() throws IOException {
        return SyncLedger.open(file(), ACCOUNT);
    }

    @Test
    @DisplayName(
            "What was taken is known after opening again; accounts and odd keys do not mix; the file is its owner's")
    void remembers() throws IOException {
        String odd = "a%20b é\u001b 3f#1";
        try (SyncLedger ledger = open()) {
            ledger.taken("x", THEN);
            ledger.taken(odd, THEN.plusSeconds(1));
        }
        try (SyncLedger other = SyncLedger.open(file(), "bob@host:995")) {
            assertThat(other.takenAt("x")).isEmpty();
            other.taken("y", THEN);
        }
        try (SyncLedger ledger = open()) {
            assertThat(ledger.takenAt("x")).contains(THEN);
            assertThat(ledger.takenAt(odd)).contains(THEN.plusSeconds(1));
            assertThat(ledger.takenAt("y")).isEmpty();
            assertThat(ledger.keys()).containsExactlyInAnyOrder("x", odd);
            ledger.write(LedgerLine.Event.BEGUN, "begun", THEN, "");
            assertThat(ledger.taken()).containsOnly(entry("x", THEN), entry(odd, THEN.plusSeconds(1)));
            assertThat(ledger.damagedLines()).isZero();
            ledger.forget("x");
            assertThat(ledger.takenAt("x")).isEmpty();
        }
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file())))
                .isEqualTo("rw-------");
        assertThat(Files.readString(file())).doesNotContain("\u001b").matches("[\\x20-\\x7e\\n]*");
    }

    @Test
    @DisplayName("A ledger of the first version is read, another account's lines left alone")
    void firstVersion() throws IOException {
        Files.writeString(
                file(), "2026-01-31T12:00:00Z ada%20lovelace@host:995 x\n2026-01-31T12:00:00Z bob@host:995 y\n");
        try (SyncLedger ledger = open()) {
            assertThat(ledger.takenAt("x")).contains(THEN);
            assertThat(ledger.takenAt("y")).isEmpty();
        }
        try (SyncLedger ledger = SyncLedger.open(file(), "bob@host:995")) {
            assertThat(ledger.takenAt("y")).contains(THEN);
        }
    }

    @Test
    @DisplayName(
            "A tail cut at any octet is repaired: every whole line counts, the cut one does not, and new lines follow well")
    void tornTail() throws IOException {
        try (SyncLedger ledger = open()) {
            ledger.taken("first", THEN);
            ledger.taken("second", THEN);
        }
        byte[] whole = Files.readAllBytes(file());
        int firstEnd = new String(whole, StandardCharsets.US_ASCII).indexOf('\n') + 1;
        for (int cut = 0; cut < whole.length; cut++) {
            Files.write(file(), java.util.Arrays.copyOf(whole, cut));
            try (SyncLedger ledger = open()) {
                assertThat(ledger.takenAt("first").isPresent())
                        .as("cut at %d", cut)
                        .isEqualTo(cut >= firstEnd);
                assertThat(ledger.takenAt("second")).isEmpty();
                assertThat(ledger.damagedLines()).isZero();
                ledger.taken("third", THEN);
            }
            try (SyncLedger ledger = open()) {
                assertThat(ledger.takenAt("third")).contains(THEN);
                assertThat(ledger.damagedLines()).isZero();
            }
        }
    }

    @Test
    @DisplayName("A damaged octet makes its line not count, and nothing else")
    void damage() throws IOException {
        try (SyncLedger ledger = open()) {
            ledger.taken("first", THEN);
            ledger.taken("second", THEN);
        }
        byte[] whole = Files.readAllBytes(file());
        int firstEnd = new String(whole, StandardCharsets.US_ASCII).indexOf('\n');
        for (int i = 0; i < firstEnd; i++) {
            byte[] damaged = whole.clone();
            damaged[i] ^= 1;
            Files.write(file(), damaged);
            try (SyncLedger ledger = open()) {
                assertThat(ledger.takenAt("first")).as("octet %d", i).isEmpty();
                assertThat(ledger.takenAt("second")).contains(THEN);
                assertThat(ledger.damagedLines()).isEqualTo(1);
                assertThat(ledger.keys()).containsExactly("second");
            }
        }
    }

    @Test
    @DisplayName("Somebody else's file is not touched")
    void otherFile() throws IOException {
        for (String content : new String[] {"From ada\nSubject: x\n\n", "one line\n", "x".repeat(10_000)}) {
            Files.writeString(file(), content);
            assertThatExceptionOfType(IOException.class)
                    .isThrownBy(this::open)
                    .withMessageContaining("expected a ledger");
            assertThat(file()).hasContent(content);
        }
        Files.writeString(file(), "2 garbage");
        open().close();
        assertThat(file()).isEmptyFile();
    }

    @Test
    @DisplayName("Several damaged lines at the end stay, and are told: only a torn tail is cut")
    void damagedEnd() throws IOException {
        try (SyncLedger ledger = open()) {
            ledger.taken("first", THEN);
        }
        Files.writeString(file(), "junk\njunk\nhalf", StandardOpenOption.APPEND);
        try (SyncLedger ledger = open()) {
            assertThat(ledger.damagedLines()).isEqualTo(2);
            ledger.taken("second", THEN);
        }
        assertThat(Files.readString(file())).contains("\njunk\njunk\n2 ").doesNotContain("half");
    }

    @Test
    @DisplayName("One at a time: a second run is told so, in this process and from another; then it works again")
    void oneAtATime() throws Exception {
        try (SyncLedger ledger = open()) {
            assertThatExceptionOfType(IOException.class)
                    .isThrownBy(this::open)
                    .withMessageContaining("is in use by another run");
            assertThatExceptionOfType(IOException.class)
                    .isThrownBy(() -> SyncLedger.open(folder.resolve(".").resolve("mail.ledger"), "x"));
            Process other = ChildJvm.start(SyncChild.class, "open", file().toString());
            assertThat(new String(other.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                    .contains("is in use by another run");
            assertThat(other.waitFor()).isEqualTo(1);
            ledger.taken("x", THEN);
        }
        Process other = ChildJvm.start(SyncChild.class, "open", file().toString());
        assertThat(other.waitFor()).isZero();
        open().close();
    }

    @Test
    @DisplayName("A symbolic link to a ledger is that ledger, with the same lock")
    void symbolicLink() throws IOException {
        Path link = folder.resolve("link");
        try (SyncLedger ledger = open()) {
            Files.createSymbolicLink(link, file());
            ledger.taken("x", THEN);
            assertThatExceptionOfType(IOException.class)
                    .isThrownBy(() -> SyncLedger.open(link, ACCOUNT))
                    .withMessageContaining("is in use by another run");
        }
        try (SyncLedger ledger = SyncLedger.open(link, ACCOUNT)) {
            assertThat(ledger.takenAt("x")).contains(THEN);
        }
        assertThat(link).isSymbolicLink();
    }

    @Test
    @DisplayName("A ledger that mostly says what later lines override is written anew, and says the same")
    void compaction() throws IOException {
        try (SyncLedger ledger = open()) {
            for (int i = 0; i < 300; i++) {
                ledger.write(Event.BEGUN, "k" + i % 3, THEN, "");
                ledger.write(Event.EXCUSED, "k" + i % 3, THEN, "");
            }
            ledger.write(Event.BEGUN, "k1", THEN, "");
            ledger.write(Event.ASIDE, "k1", THEN, "too odd");
            ledger.taken("t", THEN);
            ledger.write(Event.DELETED, "t", THEN, "");
            ledger.write(Event.ABSENT, "t", THEN.plusSeconds(1), "");
        }
        long before = Files.size(file());
        for (int i = 0; i < 2; i++) {
            try (SyncLedger ledger = open()) {
                assertThat(Files.size(file())).isLessThan(before / 20);
                assertThat(ledger.entry("k1").attempts()).isEqualTo(1);
                assertThat(ledger.entry("k1").lastBegun()).contains(THEN);
                assertThat(ledger.entry("k0").attempts()).isZero();
                assertThat(ledger.setAside()).isEqualTo(Map.of("k1", "too odd"));
                assertThat(ledger.entry("t").takenAt()).contains(THEN);
                assertThat(ledger.entry("t").deletedAt()).contains(THEN);
                assertThat(ledger.entry("t").absentSince()).contains(THEN.plusSeconds(1));
                ledger.taken("new" + i, THEN);
            }
        }
        assertThat(folder).isDirectoryNotContaining("glob:**.new");
    }

    @Test
    @DisplayName("A short ledger is not written anew")
    void noCompaction() throws IOException {
        try (SyncLedger ledger = open()) {
            for (int i = 0; i < 100; i++) {
                ledger.write(Event.BEGUN, "k", THEN, "");
                ledger.write(Event.EXCUSED, "k", THEN, "");
            }
        }
        long before = Files.size(file());
        open().close();
        assertThat(Files.size(file())).isEqualTo(before);
    }
}
