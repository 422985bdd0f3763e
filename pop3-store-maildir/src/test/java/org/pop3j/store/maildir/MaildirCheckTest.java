package org.pop3j.store.maildir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pop3j.store.maildir.MaildirFinding.Kind;
import org.pop3j.store.spi.Maildrop;
import org.pop3j.store.spi.MaildropInUseException;

class MaildirCheckTest {
    @TempDir
    Path mail;

    private Ann ann;

    @BeforeEach
    void createAnn() throws Exception {
        ann = Ann.in(mail);
        ann.plant("new", "1700000001.x", "one\n");
        ann.plant("cur", "1700000002.x:2,S", "two\n");
    }

    private List<MaildirFinding> check() throws Exception {
        return MaildirCheck.check(ann.maildir());
    }

    private void assertMended(Kind kind) throws Exception {
        assertThat(check()).extracting(MaildirFinding::kind).containsExactly(kind);
        assertThat(check()).extracting(MaildirFinding::isMended).containsExactly(false);
        assertThat(MaildirCheck.repair(ann.maildir()))
                .extracting(MaildirFinding::kind, MaildirFinding::isMended)
                .containsExactly(org.assertj.core.groups.Tuple.tuple(kind, true));
        assertThat(check()).isEmpty();
    }

    @Test
    @DisplayName("A Maildir in order, never served and served")
    void inOrder() throws Exception {
        assertThat(check()).isEmpty();
        ann.ids();
        assertThat(check()).isEmpty();
        assertThat(MaildirCheck.repair(ann.maildir())).isEmpty();
        assertThat(OpenFiles.below(mail)).isEmpty();
    }

    @Test
    @DisplayName("What is no Maildir, and one in use")
    void refused() throws Exception {
        assertThatThrownBy(() -> MaildirCheck.check(mail))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("no Maildir");
        assertThatThrownBy(() -> MaildirCheck.check(mail.resolve("nothing"))).isInstanceOf(IOException.class);
    }

    @Test
    @DisplayName("A session that has it open")
    void inUse() throws Exception {
        Maildrop drop = ann.open();
        try {
            assertThatThrownBy(this::check).isInstanceOf(MaildropInUseException.class);
        } finally {
            drop.close();
        }
    }

    @Test
    @DisplayName("A missing folder is made")
    void missingFolder() throws Exception {
        Files.delete(ann.maildir().resolve("tmp"));
        assertMended(Kind.MISSING_FOLDER);
        assertThat(ann.maildir().resolve("tmp")).isDirectory();
    }

    @Test
    @DisplayName("M-02, S-38: what is no message, and is left out")
    void strangers() throws Exception {
        Files.createSymbolicLink(ann.path("cur", "1.link"), mail);
        Files.createDirectory(ann.path("new", "2.folder"));
        ann.plant("new", ".hidden", "x");
        assertThat(check())
                .extracting(MaildirFinding::kind, MaildirFinding::place)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(Kind.NO_MESSAGE, "new/2.folder"),
                        org.assertj.core.groups.Tuple.tuple(Kind.NO_MESSAGE, "cur/1.link"));
        assertThat(MaildirCheck.repair(ann.maildir())).noneMatch(MaildirFinding::isMended);
    }

    @Test
    @DisplayName("Two messages with one base name are told, and stay")
    void doubled() throws Exception {
        ann.plant("cur", "1700000001.x:2,S", "another\n");
        assertThat(check()).extracting(MaildirFinding::kind).containsExactly(Kind.DOUBLED_BASE);
        assertThat(check().get(0)).hasToString("cur/1700000001.x:2,S: has the base name of new/1700000001.x");
        assertThat(MaildirCheck.repair(ann.maildir())).noneMatch(MaildirFinding::isMended);
        assertThat(ann.ids()).hasSize(3);
    }

    @Test
    @DisplayName("A damaged cache is written anew")
    void damagedCache() throws Exception {
        ann.ids();
        Path cache = ann.maildir().resolve("pop3j.cache");
        Files.write(cache, new byte[] {1, 2, 3}, StandardOpenOption.APPEND);
        assertMended(Kind.CACHE);
    }

    @Test
    @DisplayName("What is no cache at all in its place is told, and written anew")
    void foreignCache() throws Exception {
        ann.ids();
        Files.writeString(
                ann.maildir().resolve("pop3j.cache"), "somebody else's notes, long enough for a cache\n".repeat(9));
        assertMended(Kind.CACHE);
    }

    @Test
    @DisplayName("A wrong size in the cache, from a name that lies, is corrected")
    void wrongSize() throws Exception {
        String large = "x\n".repeat(20_000);
        ann.plant("cur", "1700000003.x,W=59999:2,", large);
        try (Maildrop drop = ann.open()) {
            assertThat(drop.octets(3)).isEqualTo(59_999);
        }
        assertMended(Kind.CACHE);
        try (Maildrop drop = Ann.in(mail).open()) {
            assertThat(drop.octets(3)).isEqualTo(60_000);
        }
    }

    @Test
    @DisplayName("Damaged lines are left out of the file of unique-ids, the others stay")
    void damagedIds() throws Exception {
        try (Maildrop drop = ann.open()) {
            drop.commit(Ann.numbers(1));
        }
        Path ids = ann.maildir().resolve("pop3j.ids");
        String before = Files.readString(ids);
        Files.writeString(ids, "R 1 2 torn", StandardOpenOption.APPEND);
        assertMended(Kind.UNIQUE_IDS);
        assertThat(ids).hasContent(before);
        assertThat(ann.maildir().resolve("pop3j.ids.damaged")).hasContent(before + "R 1 2 torn");
    }

    @Test
    @DisplayName(
            "A file of unique-ids with another first line: nobody logs in, and is told what to do; mended, all lines count")
    void brokenFirstLine() throws Exception {
        try (Maildrop drop = ann.open()) {
            drop.commit(Ann.numbers(1));
        }
        Path ids = ann.maildir().resolve("pop3j.ids");
        String before = Files.readString(ids);
        Files.writeString(ids, before.replace("pop3j ids 1", "pop3j idx 1"));
        assertThatThrownBy(() -> Ann.in(mail).open()).hasStackTraceContaining("pop3 maildir check DIR --repair");

        assertMended(Kind.UNIQUE_IDS);

        assertThat(ids).hasContent(before);
        Ann.in(mail).open().close();
    }

    @Test
    @Timeout(60)
    @DisplayName("S-39: the file of unique-ids is not replaced while a delivery may append to it")
    void damagedIdsDuringDelivery() throws Exception {
        Path ids = Files.writeString(ann.maildir().resolve("pop3j.ids"), "pop3j ids 1\nR 1 2 torn\n");
        CompletableFuture<List<MaildirFinding>> repaired = new CompletableFuture<>();
        Thread repairing = new Thread(() -> {
            try {
                repaired.complete(MaildirCheck.repair(ann.maildir()));
            } catch (IOException | MaildropInUseException e) {
                repaired.completeExceptionally(e);
            }
        });
        try (Maildir maildir = Folders.openMaildir(ann.maildir())) {
            MaildirLock delivery =
                    MaildirLock.take(maildir, Delivery.LOCK, Duration.ZERO).orElseThrow();
            repairing.start();
            while (repairing.getState() != Thread.State.TIMED_WAITING && repairing.isAlive()) {
                Thread.onSpinWait();
            }
            assertThat(ids).content().contains("torn");
            new IdFile(maildir).append(List.of(IdLine.delivered(1_700_000_009, "1700000009.late")));
            delivery.close();
        }
        assertThat(repaired.get()).extracting(MaildirFinding::isMended).containsExactly(true);
        assertThat(ids).content().doesNotContain("torn").contains("1700000009.late");
    }

    @Test
    @DisplayName("M-07: a quota whose sum is that of the files is in order, one that is to be counted soon too")
    void quotaInOrder() throws Exception {
        quota("5000S,10C\n4 1\n4 1\n");
        assertThat(check()).isEmpty();
        quota("5000S\n" + "1 1\n".repeat(2000));
        assertThat(check()).isEmpty();
    }

    @ParameterizedTest(name = "{0}")
    @DisplayName("M-07: a quota that says something else than the files, or cannot be read, is counted anew")
    @CsvSource(
            delimiter = '|',
            value = {
                "4 1       | says 4 octets in 1 message, but there are 8 octets in 2 messages",
                "8 1       | says 8 octets in 1 message, but there are 8 octets in 2 messages",
                "9 2,-9 -2 | says 0 octets in 0 messages, but there are 8 octets in 2 messages",
                "''        | says 0 octets in 0 messages, but there are 8 octets in 2 messages",
                "8 2,x,8   | lines that cannot be read: 2",
                "8 2,torn- | lines that cannot be read: 1",
            })
    void wrongQuota(String lines, String text) throws Exception {
        String sum = lines.isEmpty() ? "" : (lines.replace(',', '\n') + "\n").replace("torn-\n", "0 0");
        Path file = quota("5000S,10C\n" + sum);
        assertThat(check()).extracting(MaildirFinding::toString).containsExactly("maildirsize: " + text);
        assertThat(file).hasContent("5000S,10C\n" + sum);

        assertMended(Kind.QUOTA);

        assertThat(file).hasContent("5000S,10C\n8 2\n");
        assertThat(ann.ids()).hasSize(2);
    }

    @Test
    @DisplayName("M-07: nobody but its owner knows what a quota should be whose first line is broken")
    void brokenQuota() throws Exception {
        Path file = quota("5000\n4 1\n");
        assertThat(MaildirCheck.repair(ann.maildir()))
                .extracting(MaildirFinding::toString)
                .containsExactly("maildirsize: the first line names no limit, so there is no quota");
        assertThat(file).hasContent("5000\n4 1\n");
    }

    @Test
    @DisplayName("M-07: what is no file in its place is told, and stays")
    void noQuotaFile() throws Exception {
        Files.createDirectory(ann.maildir().resolve("maildirsize"));
        assertThat(MaildirCheck.repair(ann.maildir()))
                .extracting(MaildirFinding::kind, MaildirFinding::isMended)
                .containsExactly(org.assertj.core.groups.Tuple.tuple(Kind.QUOTA, false));
    }

    @Test
    @DisplayName("M-07: nothing is said of a sum while messages come, since each is there before its line")
    void quotaDuringDelivery() throws Exception {
        quota("5000S\n4 1\n");
        Files.setLastModifiedTime(ann.maildir().resolve("new"), FileTime.from(Instant.now()));
        assertThat(check()).isEmpty();
    }

    /** In a Maildir to which nothing came for a while. */
    private Path quota(String content) throws IOException {
        for (String part : new String[] {"new", "cur"}) {
            FileTime before = FileTime.from(Instant.now().minusSeconds(60));
            Files.setLastModifiedTime(ann.maildir().resolve(part), before);
        }
        return Files.writeString(ann.maildir().resolve("maildirsize"), content);
    }

    @Test
    @DisplayName("M-08: old files in tmp are removed")
    void oldDrafts() throws Exception {
        ann.plant("tmp", "left", "x");
        Clock later = Clock.fixed(Clock.systemUTC().instant().plus(Duration.ofHours(37)), ZoneOffset.UTC);
        try (Maildir maildir = Folders.openMaildir(ann.maildir())) {
            assertThat(OldDrafts.list(maildir, Clock.systemUTC())).isEmpty();
            assertThat(OldDrafts.list(maildir, later)).containsExactly("left");
        }
        assertThat(at(later, false)).containsExactly(draft(false));
        assertThat(ann.files("tmp")).containsExactly("left");
        assertThat(at(later, true)).containsExactly(draft(true));
        assertThat(ann.files("tmp")).isEmpty();
        assertThat(at(later, true)).isEmpty();
    }

    private List<MaildirFinding> at(Clock clock, boolean isRepair) throws Exception {
        return new MaildirCheck(ann.maildir(), Optional.empty(), isRepair, clock).run();
    }

    private static MaildirFinding draft(boolean isMended) {
        return new MaildirFinding(Kind.STALE_DRAFT, "tmp/left", "left by a delivery more than 36 hours ago", isMended);
    }

    @Test
    @DisplayName("S-38: a file of somebody else is no message, and left out")
    void foreign() throws Exception {
        Path foreign = ann.plant("cur", "1700000003.x:2,", "of somebody else");
        Programs.need("needs the right to give files away", "chown", "12345", foreign.toString());
        assertThat(check())
                .extracting(MaildirFinding::toString)
                .containsExactly("cur/1700000003.x:2,: belongs to 12345, left out");
    }

    @Test
    @DisplayName(
            "C0040: a file that was written again since it became known has a size of its own, and nothing is wrong")
    void writtenAgain() throws Exception {
        try (Maildrop drop = ann.open()) {
            assertThat(drop.octets(1)).isEqualTo(5);
        }
        Files.writeString(ann.path("new", "1700000001.x"), "longer than before\n");
        assertThat(check()).isEmpty();
    }

    @Test
    @DisplayName("What cannot be read is told; what others remove meanwhile is not")
    void unreadable() throws Exception {
        WatchedFolder folder = WatchedFolder.of(ann.maildir());
        folder.fail("read new/1700000001.x");
        folder.before("look cur/1700000002.x:2,S", () -> Files.deleteIfExists(ann.path("cur", "1700000002.x:2,S")));
        try (Maildir maildir = folder.maildir(ann.maildir())) {
            FileInspection inspection = new FileInspection(maildir, Known.nothing());
            inspection.run();
            assertThat(inspection.findings())
                    .extracting(MaildirFinding::kind, MaildirFinding::toString)
                    .containsExactly(org.assertj.core.groups.Tuple.tuple(
                            Kind.UNREADABLE, "new/1700000001.x: cannot be read: broken: read new/1700000001.x"));
        }
    }

    @Test
    @DisplayName("Each finding says what it is, where, and what can be done")
    void texts() throws Exception {
        Files.delete(ann.maildir().resolve("new/1700000001.x"));
        Files.delete(ann.maildir().resolve("new"));
        assertThat(check()).extracting(MaildirFinding::toString).containsExactly("new: the folder is missing");
        assertThat(MaildirCheck.repair(ann.maildir()))
                .extracting(MaildirFinding::toString)
                .containsExactly("new: the folder is missing (mended)");
        Files.createDirectory(ann.path("cur", "1.folder"));
        assertThat(check())
                .extracting(MaildirFinding::toString)
                .containsExactly("cur/1.folder: no regular file, so no message: left out of the maildrop");
    }
}
