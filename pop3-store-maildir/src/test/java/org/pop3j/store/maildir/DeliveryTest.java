package org.pop3j.store.maildir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pop3j.store.spi.DeliveryId;
import org.pop3j.store.spi.MaildropException;
import org.pop3j.store.spi.MaildropFailedException;

class DeliveryTest {
    @TempDir
    Path mail;

    private Ann ann;

    @BeforeEach
    void createAnn() throws MaildropException {
        ann = Ann.in(mail);
    }

    @Test
    @DisplayName("M-01: one private file in new, nothing in tmp, with the sizes that Dovecot expects")
    void delivered() throws Exception {
        ann.deliver("a\nb\r\n.c");
        String name = ann.files("new").get(0);
        assertThat(name)
                .matches("[0-9]{10}\\.M[0-9]{6}P" + ProcessHandle.current().pid()
                        + "Q[0-9]+R[0-9a-f]{5}\\.[!-~]+,S=7,W=8");
        Path file = ann.path("new", name);
        assertThat(file).hasContent("a\nb\r\n.c");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(ann.files("tmp")).isEmpty();
        assertThat(ann.files("cur")).isEmpty();
    }

    @Test
    @DisplayName("The name has the time of delivery")
    void time() throws Exception {
        Instant then = Instant.ofEpochSecond(1700000000, 42_000);
        Ann.in(mail, Ann.HASTY, Clock.fixed(then, ZoneOffset.UTC)).deliver("x");
        assertThat(ann.files("new").get(0)).startsWith("1700000000.M000042P");
    }

    @ParameterizedTest
    @DisplayName("M-02: host names are escaped as maildir(5) says")
    @CsvSource({"a.example, a.example", "a/b:c, a\\057b\\072c", "'h ost\n', h_ost", "h\u00f6st, h_st"})
    void hosts(String host, String escaped) {
        assertThat(DeliveryName.escaped(host)).isEqualTo(escaped);
    }

    @Test
    @DisplayName("A retry with the same delivery id stores nothing while the first is there, wherever it was moved")
    void sameId() throws Exception {
        var first = ann.deliver("x", "id 1".replace(' ', '-'));
        String name = ann.files("new").get(0);
        assertThat(ann.deliver("x", "id-1")).isEqualTo(first);
        Files.move(ann.path("new", name), ann.path("cur", name + ":2,S"));
        assertThat(ann.deliver("x", "id-1")).isEqualTo(first);
        assertThat(ann.deliver("x", "id-2")).isNotEqualTo(first);
        assertThat(ann.deliver("x")).isNotEqualTo(first);
        assertThat(ann.ids()).hasSize(3).contains(first.value());
        assertThat(ann.files("tmp")).isEmpty();
    }

    @Test
    @DisplayName("S-39: when reading the message fails nothing is left, and the cause comes through")
    void readingFails() throws Exception {
        IOException broken = new IOException("broken");
        InputStream message = new SequenceInputStream(new ByteArrayInputStream(new byte[100_000]), new InputStream() {
            @Override
            public int read() throws IOException {
                throw broken;
            }
        });
        assertThatThrownBy(() -> ann.store().deliver(Ann.NAME, message, Optional.empty()))
                .isSameAs(broken);
        assertThat(ann.files("tmp")).isEmpty();
        assertThat(ann.files("new")).isEmpty();
    }

    @Test
    @DisplayName("S-39: on a full disk nothing is left, and the next delivery works when there is room")
    void fullDisk() throws Exception {
        Programs.need(
                "needs the right to mount",
                "mount",
                "-t",
                "tmpfs",
                "-o",
                "size=256k",
                "tmpfs",
                ann.maildir().toString());
        try {
            ann.store().create(Ann.NAME);
            String large = "x".repeat(500_000);
            assertThatThrownBy(() -> ann.deliver(large)).isInstanceOf(MaildropFailedException.class);
            assertThat(ann.files("tmp")).isEmpty();
            assertThat(ann.files("new")).isEmpty();
            ann.deliver("small");
            assertThat(ann.ids()).hasSize(1);
        } finally {
            Programs.run("umount", ann.maildir().toString());
        }
    }

    @Test
    @DisplayName("S-38: who is not the owner of the Maildir cannot deliver what would not be listed")
    void notTheOwner() throws Exception {
        Programs.need(
                "needs the right to give files away",
                "chown",
                "12345",
                ann.maildir().toString());
        assertThatThrownBy(() -> ann.deliver("x"))
                .isInstanceOf(MaildropFailedException.class)
                .hasMessageContaining("the Maildir belongs to 12345");
        assertThat(ann.files("tmp")).isEmpty();
    }

    @Test
    @DisplayName("A Maildir without tmp is broken")
    void withoutTmp() throws Exception {
        Files.delete(ann.maildir().resolve("tmp"));
        assertThatThrownBy(() -> ann.deliver("x")).isInstanceOf(MaildropFailedException.class);
        ann.open().close();
    }

    @Test
    @DisplayName("M-08: files in tmp go when neither written nor renamed for 36 hours, looked for once a day")
    void oldDrafts() throws Exception {
        Instant now = Instant.now();
        Path touched = ann.plant("tmp", "touched", "x");
        Files.setLastModifiedTime(touched, FileTime.from(now.plus(Duration.ofHours(30))));
        ann.plant("tmp", "left", "x");
        Path renamed = ann.plant("tmp", "renamed", "x");
        Files.setLastModifiedTime(renamed, FileTime.from(now.minus(Duration.ofDays(9))));
        Files.createDirectory(ann.path("tmp", "folder"));

        openAt(now.plus(Duration.ofHours(35)));
        assertThat(ann.files("tmp")).containsExactly("folder", "left", "renamed", "touched");
        openAt(now.plus(Duration.ofHours(37)));
        assertThat(ann.files("tmp")).containsExactly("folder", "left", "renamed", "touched");
        openAt(now.plus(Duration.ofHours(60)));
        assertThat(ann.files("tmp")).containsExactly("folder", "touched");
    }

    @Test
    @DisplayName("M-08: once a day, and at once where the last time is in the future")
    void due() {
        assertThat(OldDrafts.isDue(1_000, 1_000 + 86_399)).isFalse();
        assertThat(OldDrafts.isDue(1_000, 1_000 + 86_400)).isTrue();
        assertThat(OldDrafts.isDue(1_000, 1_000)).isFalse();
        assertThat(OldDrafts.isDue(1_001, 1_000)).isTrue();
    }

    @ParameterizedTest(name = "hidden in {0} passes")
    @DisplayName("M-05: a message that others rename while it is looked for by its mark is found, or given up in time")
    @CsvSource({"0, true, 1", "1, true, 2", "9, true, 10", "10, false, 10"})
    void hidden(int passes, boolean isFound, int expected) throws Exception {
        Path cur = ann.plant("cur", "1700000001.marked:2,", "x").getParent();
        AtomicInteger entered = new AtomicInteger();
        WatchedFolder folder = WatchedFolder.of(ann.maildir());
        folder.hide("cur/1700000001.marked:2,", passes);
        folder.before("enter cur", () -> {
            FileTime time = FileTime.from(Instant.ofEpochSecond(1_700_000_000 + entered.incrementAndGet()));
            return Files.setLastModifiedTime(cur, time);
        });
        try (Maildir maildir = folder.maildir(ann.maildir())) {
            assertThat(NameSearch.find(maildir, "marked").isPresent()).isEqualTo(isFound);
        }
        assertThat(entered).hasValue(expected);
    }

    @Test
    @DisplayName("M-05: what is not there is looked for once in a folder that nobody changes")
    void notThere() throws Exception {
        ann.plant("cur", "1700000001.x:2,", "x");
        WatchedFolder folder = WatchedFolder.of(ann.maildir());
        try (Maildir maildir = folder.maildir(ann.maildir())) {
            assertThat(NameSearch.find(maildir, "marked")).isEmpty();
        }
        assertThat(folder.calls()).filteredOn("enter cur"::equals).hasSize(1);
    }

    @Test
    @DisplayName("S-39, M-01: durable in tmp, then renamed, then new is durable; with an id that is written down last")
    void durable() throws Exception {
        WatchedFolder folder = WatchedFolder.of(ann.maildir());
        try (Maildir maildir = folder.maildir(ann.maildir())) {
            store(maildir, Optional.empty());
            assertThat(places(folder)).containsExactly("write tmp", "force tmp", "move tmp", "force new", "delete tmp");
            store(maildir, Optional.of(new DeliveryId("id")));
            assertThat(places(folder))
                    .containsExactly(
                            "write tmp",
                            "force tmp",
                            "move tmp",
                            "force new",
                            "write pop3j.ids",
                            "force pop3j.ids",
                            "force .",
                            "delete tmp");
            store(maildir, Optional.of(new DeliveryId("id")));
            assertThat(places(folder))
                    .as("the first try may have died before it was durable")
                    .containsExactly("write tmp", "force tmp", "force new", "force cur", "delete tmp");
        }
        assertThat(ann.files("new")).hasSize(2);
    }

    @Test
    @DisplayName("S-39: where new cannot be made durable the message is taken out of it again, and the delivery fails")
    void notDurable() throws Exception {
        WatchedFolder folder = WatchedFolder.of(ann.maildir());
        folder.fail("force new");
        try (Maildir maildir = folder.maildir(ann.maildir())) {
            assertThatThrownBy(() -> store(maildir, Optional.empty())).hasMessage("broken: force new");
        }
        assertThat(ann.files("new")).isEmpty();
        assertThat(ann.files("tmp")).isEmpty();
    }

    private static void store(Maildir maildir, Optional<DeliveryId> id) throws Exception {
        new Delivery(maildir, Clock.systemUTC(), id).store(new ByteArrayInputStream(new byte[] {'x'}));
    }

    /** What was changed, without the names of messages. */
    private static List<String> places(WatchedFolder folder) {
        return folder.changes().stream().map(call -> call.replaceAll("/.*", "")).toList();
    }

    @Test
    @DisplayName("M-07: maildirsize is kept up to date where it exists")
    void quota() throws Exception {
        ann.deliver("before");
        assertThat(ann.maildir().resolve("maildirsize")).doesNotExist();
        Path quota = Files.writeString(ann.maildir().resolve("maildirsize"), "1000S\n6 1\n");
        ann.deliver("four");
        ann.deliver("a\nb");
        try (var drop = ann.open()) {
            drop.commit(Ann.numbers());
            drop.commit(Ann.numbers(1, 3));
        }
        assertThat(quota).hasContent("1000S\n6 1\n4 1\n3 1\n-9 -2\n");
        Files.delete(quota);
        assertThat(Programs.run("mkfifo", quota.toString())).isZero();
        ann.deliver("x");
    }

    @Test
    @DisplayName("A retry within the delivery window stores nothing, though others have removed the message")
    void window() throws Exception {
        assertThat(ann.store().deliveryWindow()).isEqualTo(Duration.ofDays(7));
        var first = ann.deliver("x", "id-1");
        Files.delete(ann.path("new", ann.files("new").get(0)));
        assertThat(ann.deliver("x", "id-1")).isEqualTo(first);
        assertThat(ann.files("new")).isEmpty();
    }

    @Test
    @DisplayName("When the delivery window is over an id stores again, unless its message is still there")
    void windowIsOver() throws Exception {
        Instant begin = Instant.now();
        var first = at(begin).deliver("x", "id-1");
        Ann later = at(begin.plus(Duration.ofDays(7)).plusSeconds(1));
        assertThat(later.deliver("x", "id-1")).isEqualTo(first);
        Files.delete(ann.path("new", ann.files("new").get(0)));
        assertThat(at(begin.plus(Duration.ofDays(7))).deliver("x", "id-1")).isEqualTo(first);
        assertThat(ann.files("new")).isEmpty();
        assertThat(later.deliver("x", "id-1")).isNotEqualTo(first);
        assertThat(ann.files("new")).hasSize(1);
    }

    private Ann at(Instant now) throws MaildropException {
        return Ann.in(mail, Ann.HASTY, Clock.fixed(now, ZoneOffset.UTC));
    }

    private void openAt(Instant now) throws MaildropException {
        Ann.in(mail, Ann.HASTY, Clock.fixed(now, ZoneOffset.UTC)).open().close();
    }
}
