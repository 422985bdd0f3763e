package org.pop3j.store.maildir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
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
        CompletableFuture<Maildrop> second = openingBy(patient);
        first.close();
        second.get().close();
    }

    @Test
    @DisplayName("R1939-13: and for one of another process, or of Dovecot")
    void waitsForOthers() throws Exception {
        MaildirOptions options = MaildirOptions.defaults()
                .withLockWait(Duration.ofMinutes(5))
                .withSessionLock(SessionLock.OWN_AND_DOVECOT);
        Ann patient = Ann.in(mail, options, Clock.systemUTC());
        CompletableFuture<Maildrop> second;
        try (OtherProcess other = OtherProcess.thatHolds(mail)) {
            second = openingBy(patient);
        }
        second.get().close();
        Path dotlock = Files.writeString(ann.maildir().resolve("dovecot-pop3-session.lock"), "1:dovecot");
        CompletableFuture<Maildrop> third = openingBy(patient);
        Files.delete(dotlock);
        third.get().close();
    }

    /** Returns when it waits. */
    private static CompletableFuture<Maildrop> openingBy(Ann patient) {
        CompletableFuture<Maildrop> drop = new CompletableFuture<>();
        Thread opening = new Thread(() -> {
            try {
                drop.complete(patient.open());
            } catch (MaildropException e) {
                drop.completeExceptionally(e);
            }
        });
        opening.start();
        while (opening.getState() != Thread.State.TIMED_WAITING && opening.isAlive()) {
            Thread.onSpinWait();
        }
        assertThat(drop).isNotDone();
        return drop;
    }

    @Test
    @DisplayName("R1939-13: other code of this Java process that has locked our file: in use, and nothing is left open")
    void lockedByOtherCode() throws Exception {
        try (FileChannel channel = FileChannel.open(lockFile, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock lock = channel.lock()) {
            assertThatThrownBy(ann::open).isInstanceOf(MaildropInUseException.class);
            assertThat(OpenFiles.below(mail)).containsExactly(lockFile.toString());
        }
        ann.open().close();
    }

    @Test
    @DisplayName("R1939-13: the turn among all copies of these classes is had once for a file, and leaves nothing open")
    void turnOfAllCopies() throws Exception {
        try (Maildir maildir = Folders.openMaildir(ann.maildir());
                JvmTurn turn = JvmTurn.take(maildir, SessionLocks.FILE).orElseThrow()) {
            int open = OpenFiles.below(mail).size();
            assertThat(JvmTurn.take(maildir, SessionLocks.FILE)).isEmpty();
            assertThat(OpenFiles.below(mail)).hasSize(open);
            JvmTurn.take(maildir, Delivery.LOCK).orElseThrow().close();
            turn.close();
            JvmTurn.take(maildir, SessionLocks.FILE).orElseThrow().close();
        }
        assertThat(OpenFiles.below(mail)).isEmpty();
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
    @DisplayName("R1939-13: who gets a turn that another leaves has it alone")
    void turnIsHandedOn() throws Exception {
        Turns turns = new Turns();
        assertThat(turns.enter("a", Duration.ZERO)).isTrue();
        FutureTask<Boolean> second = new FutureTask<>(() -> turns.enter("a", Duration.ofMinutes(1)));
        Thread waiting = new Thread(second);
        waiting.start();
        while (waiting.getState() != Thread.State.TIMED_WAITING) {
            Thread.onSpinWait();
        }
        turns.leave("a");
        assertThat(second.get()).isTrue();
        assertThat(turns.enter("a", Duration.ZERO)).isFalse();
        turns.leave("a");
        assertThat(turns.size()).isZero();
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
    @DisplayName("S-38: what is no file of ours in the place of Dovecot's session lock is not taken for left behind")
    void dovecotLockOfOthers() throws Exception {
        Path dotlock = Files.createDirectory(ann.maildir().resolve("dovecot-pop3-session.lock"));
        assertThatThrownBy(besideDovecot()::open).isInstanceOf(MaildropInUseException.class);
        Files.delete(dotlock);
        Process process = new ProcessBuilder("true").start();
        process.waitFor();
        Files.writeString(dotlock, process.pid() + ":" + DeliveryName.HOST);
        Programs.need("needs the right to give files away", "chown", "12345", dotlock.toString());
        assertThatThrownBy(besideDovecot()::open).isInstanceOf(MaildropInUseException.class);
    }

    @Test
    @DisplayName("R1939-15: a session lock of Dovecot's kind that could not be made whole is not left there")
    void dovecotLockThatFails() throws Exception {
        FaultyFolder folder = FaultyFolder.of(ann.maildir());
        try (Maildir maildir = new Maildir(ann.maildir(), folder.stream())) {
            folder.failFromNowOn("getFileAttributeView");
            assertThatThrownBy(() -> DovecotLock.take(maildir, Clock.systemUTC()))
                    .hasMessage("broken");
            assertThat(OpenFiles.below(mail)).containsOnly(ann.maildir().toString());
        }
        assertThat(ann.maildir().resolve("dovecot-pop3-session.lock")).doesNotExist();
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
        CountDownLatch isTouched = new CountDownLatch(10);
        AtomicInteger stuckTouches = new AtomicInteger();
        try (Maildir stuck = Folders.openMaildir(mail.resolve("stuck/ann"));
                Maildir other = Folders.openMaildir(ann.maildir())) {
            DovecotLock first = DovecotLock.take(
                            stuck,
                            stopping(
                                    () -> {
                                        stuckTouches.incrementAndGet();
                                        isStuck.countDown();
                                    },
                                    released),
                            Duration.ofMillis(1))
                    .orElseThrow();
            isStuck.await();
            DovecotLock second = DovecotLock.take(
                            other, stopping(isTouched::countDown, new CountDownLatch(0)), Duration.ofMillis(1))
                    .orElseThrow();
            try {
                assertThat(isTouched.await(10, TimeUnit.SECONDS)).isTrue();
                assertThat(stuckTouches).as("threads that wait for it").hasValue(1);
            } finally {
                released.countDown();
                first.close();
                second.close();
            }
        }
    }

    /** A clock that tells that it was asked, and answers when it may. */
    private static Clock stopping(Runnable asked, CountDownLatch released) {
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
                asked.run();
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
