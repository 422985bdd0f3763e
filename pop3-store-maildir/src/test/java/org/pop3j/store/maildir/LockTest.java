package org.pop3j.store.maildir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.pop3j.store.maildir.MaildirOptions.SessionLock;
import org.pop3j.store.spi.LeaseLostException;
import org.pop3j.store.spi.Maildrop;
import org.pop3j.store.spi.MaildropException;
import org.pop3j.store.spi.MaildropFailedException;
import org.pop3j.store.spi.MaildropInUseException;

@Timeout(60)
@SuppressWarnings("try") // some sessions are only held open
class LockTest {
    @TempDir
    Path mail;

    private Ann ann;
    private Path lockFile;

    @BeforeEach
    void createAnn() throws MaildropException {
        ann = Ann.in(mail);
        lockFile = ann.maildir().resolve("pop3j.lock");
    }

    @Test
    @DisplayName("R1939-13: another process has the maildrop: in use, until it ends")
    void otherProcess() throws Exception {
        try (OtherProcess other = OtherProcess.thatHolds(mail)) {
            assertThatThrownBy(ann::open).isInstanceOf(MaildropInUseException.class);
        }
        ann.open().close();
    }

    @Test
    @DisplayName("R1939-15: kill -9 of the process that has the lock frees it at once")
    void killed() throws Exception {
        OtherProcess other = OtherProcess.thatHolds(mail);
        assertThatThrownBy(ann::open).isInstanceOf(MaildropInUseException.class);
        other.kill();
        ann.open().close();
    }

    @Test
    @DisplayName("R1939-13: refused sessions, deliveries and reading in this process do not drop the lock for others")
    void survivesOurOwn() throws Exception {
        try (Maildrop drop = ann.open()) {
            assertThat(OtherProcess.canLock(lockFile)).isFalse();
            assertThatThrownBy(ann::open).isInstanceOf(MaildropInUseException.class);
            assertThatThrownBy(Ann.in(mail)::open).isInstanceOf(MaildropInUseException.class);
            Path alias = Files.createSymbolicLink(mail.resolveSibling(mail.getFileName() + "-alias"), mail);
            assertThatThrownBy(Ann.in(alias)::open).isInstanceOf(MaildropInUseException.class);
            Files.delete(alias);
            ann.deliver("x", "id");
            assertThat(OtherProcess.canLock(lockFile)).isFalse();
            assertThat(drop.count()).isZero();
        }
        assertThat(OtherProcess.canLock(lockFile)).isTrue();
    }

    @Test
    @DisplayName("R1939-13: open waits a while for a session of this process that is about to end")
    void waits() throws Exception {
        Ann patient = Ann.in(mail, MaildirOptions.defaults().withLockWait(Duration.ofMinutes(5)), Clock.systemUTC());
        Maildrop first = ann.open();
        CompletableFuture<Maildrop> second = new CompletableFuture<>();
        Thread opening = new Thread(() -> {
            try {
                second.complete(patient.open());
            } catch (MaildropException e) {
                second.completeExceptionally(e);
            }
        });
        opening.start();
        while (opening.getState() != Thread.State.TIMED_WAITING) {
            Thread.onSpinWait();
        }
        first.close();
        second.get().close();
    }

    @Test
    @DisplayName("R1939-14: a session that fails to open leaves the maildrop free")
    void failedOpening() throws Exception {
        Path parked = Files.move(ann.maildir().resolve("cur"), mail.resolve("parked"));
        assertThatThrownBy(ann::open).isInstanceOf(MaildropFailedException.class);
        Files.move(parked, ann.maildir().resolve("cur"));
        ann.open().close();
    }

    @Test
    @DisplayName("Without the lock file the lease is lost: everything fails and commit removes nothing")
    void lockFileRemoved() throws Exception {
        ann.deliver("one");
        try (Maildrop drop = ann.open()) {
            Files.delete(lockFile);
            assertLost(drop);
        }
        assertThat(ann.ids()).hasSize(1);
    }

    @Test
    @DisplayName("With another lock file in its place the lease is lost too")
    void lockFileReplaced() throws Exception {
        ann.deliver("one");
        try (Maildrop drop = ann.open()) {
            Files.delete(lockFile);
            Files.createFile(mail.resolve("occupies the old inode"));
            Files.createFile(lockFile);
            assertLost(drop);
        }
        assertThat(ann.ids()).hasSize(1);
    }

    @Test
    @DisplayName("An interrupt while waiting for the lock fails, stays set, and leaves the session that has it alone")
    void interrupted() throws Exception {
        Ann patient = Ann.in(mail, MaildirOptions.defaults(), Clock.systemUTC());
        try (Maildrop drop = ann.open()) {
            Thread.currentThread().interrupt();
            assertThatThrownBy(patient::open)
                    .isInstanceOf(MaildropFailedException.class)
                    .hasMessageContaining("interrupted");
            assertThat(Thread.interrupted()).isTrue();
            assertThat(drop.count()).isZero();
        }
    }

    @Test
    @DisplayName("S-38: a planted lock file, FIFO or link, is refused and nobody waits")
    void plantedLockFile() throws Exception {
        Path elsewhere = mail.resolve("elsewhere");
        Files.createSymbolicLink(lockFile, elsewhere);
        assertThatThrownBy(ann::open).isInstanceOf(MaildropFailedException.class);
        assertThat(elsewhere).doesNotExist();
        Files.delete(lockFile);
        assertThat(Programs.run("mkfifo", lockFile.toString())).isZero();
        assertThatThrownBy(ann::open).isInstanceOf(MaildropFailedException.class);
    }

    @Test
    @DisplayName("Turns are forgotten with the last who waits")
    void turnsAreForgotten() throws Exception {
        Turns turns = new Turns();
        assertThat(turns.enter("a", Duration.ZERO)).isTrue();
        assertThat(turns.enter("a", Duration.ZERO)).isFalse();
        assertThat(turns.enter("b", Duration.ZERO)).isTrue();
        turns.leave("b");
        assertThat(turns.size()).isEqualTo(1);
        turns.leave("a");
        assertThat(turns.size()).isZero();
        assertThat(turns.enter("a", Duration.ZERO)).isTrue();
    }

    @Test
    @DisplayName("Dovecot's session lock: taken, told with pid and host, kept fresh, given back")
    void dovecotLock() throws Exception {
        Path dotlock = ann.maildir().resolve("dovecot-pop3-session.lock");
        Ann beside = besideDovecot();
        try (Maildrop drop = beside.open()) {
            assertThat(Files.readString(dotlock))
                    .startsWith(ProcessHandle.current().pid() + ":");
            Files.delete(dotlock);
            assertThatThrownBy(drop::count).isInstanceOf(LeaseLostException.class);
            Files.writeString(dotlock, "1:dovecot");
        }
        assertThat(dotlock).hasContent("1:dovecot");
        assertThatThrownBy(beside::open).isInstanceOf(MaildropInUseException.class);
        ann.open().close();
        Files.setLastModifiedTime(dotlock, FileTime.from(Instant.now().minusSeconds(299)));
        assertThatThrownBy(beside::open).isInstanceOf(MaildropInUseException.class);
        Files.setLastModifiedTime(dotlock, FileTime.from(Instant.now().minusSeconds(301)));
        beside.open().close();
        assertThat(dotlock).doesNotExist();
    }

    @Test
    @DisplayName(
            "R1939-15: Dovecot's session lock that a killed process of this machine has left behind is taken at once")
    void dovecotLockLeftBehind() throws Exception {
        Path dotlock = ann.maildir().resolve("dovecot-pop3-session.lock");
        Process process = new ProcessBuilder("cat").start();
        try {
            Files.writeString(dotlock, process.pid() + ":" + DeliveryName.HOST);
            assertThatThrownBy(besideDovecot()::open).isInstanceOf(MaildropInUseException.class);
        } finally {
            process.destroyForcibly().waitFor();
        }
        Files.writeString(dotlock, process.pid() + ":elsewhere.example");
        assertThatThrownBy(besideDovecot()::open).isInstanceOf(MaildropInUseException.class);
        Files.writeString(dotlock, process.pid() + ":" + DeliveryName.HOST);
        besideDovecot().open().close();
        assertThat(dotlock).doesNotExist();
    }

    @Test
    @DisplayName("Dovecot's session lock is touched as long as it is ours")
    void dovecotLockIsTouched() throws Exception {
        Path dotlock = ann.maildir().resolve("dovecot-pop3-session.lock");
        try (Maildir maildir = new Folders(FolderTemplate.of(mail.toString())).open(Ann.NAME);
                DovecotLock lock = DovecotLock.take(maildir, Clock.systemUTC()).orElseThrow()) {
            Instant old = Instant.now().minusSeconds(200);
            Files.setLastModifiedTime(dotlock, FileTime.from(old));
            lock.touch();
            assertThat(Files.getLastModifiedTime(dotlock).toInstant()).isAfter(old.plusSeconds(100));
        }
    }

    @Test
    @DisplayName("A Maildir that does not answer does not keep the session locks of others from being touched")
    void dovecotLockBesideAStuckOne() throws Exception {
        Ann.in(Files.createDirectory(mail.resolve("stuck")));
        CountDownLatch isStuck = new CountDownLatch(1);
        CountDownLatch released = new CountDownLatch(1);
        CountDownLatch isTouched = new CountDownLatch(3);
        try (Maildir stuck = Folders.openMaildir(mail.resolve("stuck/ann"));
                Maildir other = Folders.openMaildir(ann.maildir())) {
            DovecotLock first = DovecotLock.take(stuck, stopping(isStuck, released), Duration.ofMillis(1))
                    .orElseThrow();
            isStuck.await();
            DovecotLock second = DovecotLock.take(
                            other, stopping(isTouched, new CountDownLatch(0)), Duration.ofMillis(1))
                    .orElseThrow();
            try {
                assertThat(isTouched.await(10, TimeUnit.SECONDS)).isTrue();
            } finally {
                released.countDown();
                first.close();
                second.close();
            }
        }
    }

    /** A clock that tells that it was asked, and answers when it may. */
    private static Clock stopping(CountDownLatch asked, CountDownLatch released) {
        return new Clock() {
            @Override
            public ZoneId getZone() {
                return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(ZoneId zone) {
                throw new UnsupportedOperationException();
            }

            @Override
            public Instant instant() {
                asked.countDown();
                try {
                    released.await();
                } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                }
                return Instant.now();
            }
        };
    }

    @Test
    @DisplayName(
            "R1939-15: closing twice leaves the lock of a session that came between alone, even with the same inode")
    void dovecotLockClosedTwice() throws Exception {
        Path dotlock = ann.maildir().resolve("dovecot-pop3-session.lock");
        try (Maildir maildir = new Folders(FolderTemplate.of(mail.toString())).open(Ann.NAME);
                DovecotLock lock = DovecotLock.take(maildir, Clock.systemUTC()).orElseThrow()) {
            Path sameInode = Files.createLink(mail.resolve("same inode"), dotlock);
            lock.close();
            assertThat(dotlock).doesNotExist();
            Files.move(sameInode, dotlock);
        }
        assertThat(dotlock).exists();
    }

    private Ann besideDovecot() throws MaildropException {
        return Ann.in(mail, Ann.HASTY.withSessionLock(SessionLock.OWN_AND_DOVECOT), Clock.systemUTC());
    }

    private static void assertLost(Maildrop drop) {
        assertThatThrownBy(drop::count).isInstanceOf(LeaseLostException.class);
        assertThatThrownBy(drop::octets).isInstanceOf(LeaseLostException.class);
        assertThatThrownBy(() -> drop.octets(1)).isInstanceOf(LeaseLostException.class);
        assertThatThrownBy(() -> drop.uniqueId(1)).isInstanceOf(LeaseLostException.class);
        assertThatThrownBy(() -> drop.content(1)).isInstanceOf(LeaseLostException.class);
        assertThatThrownBy(() -> drop.commit(Ann.numbers(1))).isInstanceOf(LeaseLostException.class);
    }
}
