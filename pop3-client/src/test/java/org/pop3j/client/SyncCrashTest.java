package org.pop3j.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.pop3j.client.TestServer.mail;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A crash at every step leaves each message to be delivered again, or done: never lost, never deleted untaken. */
@Tag("any-jdk")
@Timeout(300)
class SyncCrashTest {
    private static final TestServer.Mail[] MAILS = {mail("x", "a"), mail("y", "b"), mail("y", "c")};

    @TempDir
    private Path folder;

    /** The machine loses power here. */
    private static final class PowerCut extends Error {
        private static final long serialVersionUID = 1L;
    }

    /** A disk that keeps what was forced, and of the rest a part by chance; the power goes at a certain operation. */
    private static final class Disk implements LedgerStorage {
        private final Random random;
        private final byte[] durable;
        private final ByteArrayOutputStream written = new ByteArrayOutputStream();
        private byte[] forced;
        private int operationsLeft;
        private boolean hasPower = true;

        Disk(byte[] durable, int operations, Random random) {
            this.durable = durable;
            this.forced = durable;
            this.operationsLeft = operations;
            this.random = random;
            written.writeBytes(durable);
        }

        /** What is found after the power is back. */
        byte[] afterPowerCut() {
            byte[] all = written.toByteArray();
            boolean isLonger = all.length > forced.length;
            return isLonger
                    ? Arrays.copyOf(all, forced.length + random.nextInt(all.length - forced.length + 1))
                    : forced;
        }

        /** Whether the power did not go. */
        boolean hasPower() {
            return hasPower;
        }

        private void operation() {
            if (operationsLeft <= 0) {
                hasPower = false;
                throw new PowerCut();
            }
            operationsLeft--;
        }

        @Override
        public byte[] load() {
            return durable;
        }

        @Override
        public void append(byte[] octets) {
            operation();
            written.write(octets, 0, octets.length / 2);
            operation();
            written.write(octets, octets.length / 2, octets.length - octets.length / 2);
        }

        @Override
        public void force() {
            operation();
            forced = written.toByteArray();
        }

        @Override
        public void truncate(long octets) {
            operation();
            byte[] kept = Arrays.copyOf(written.toByteArray(), (int) octets);
            written.reset();
            written.writeBytes(kept);
            forced = Arrays.copyOf(forced, (int) Math.min(forced.length, octets));
        }

        @Override
        public void replace(byte[] octets) {
            operation();
            written.reset();
            written.writeBytes(octets);
            forced = octets;
        }

        @Override
        public void close() {}
    }

    /** What a sync is told, and whether the server has unique-ids. */
    private record Case(Retention retention, String capabilities) {
        private static final Duration DAY = Duration.ofDays(1);
        private static final String WITHOUT_UIDL = "TOP\r\nPIPELINING\r\n";

        /** Over a clock that stands still. */
        Pop3Sync.Builder sync(TestServer server, SyncLedger ledger, SyncTest.Hands hands) {
            server.capabilities = capabilities;
            return server.sync(ledger).retention(retention).clock(hands);
        }

        @Override
        public String toString() {
            return (retention.equals(Retention.DELETE) ? "delete" : "keep")
                    + (capabilities.contains("UIDL") ? "" : ", no UIDL");
        }
    }

    static List<Case> cases() {
        String withUidl = "UIDL\r\n" + Case.WITHOUT_UIDL;
        return List.of(
                new Case(Retention.DELETE, withUidl),
                new Case(Retention.keepFor(Case.DAY), withUidl),
                new Case(Retention.DELETE, Case.WITHOUT_UIDL),
                new Case(Retention.keepFor(Case.DAY), Case.WITHOUT_UIDL));
    }

    @ParameterizedTest
    @MethodSource("cases")
    @DisplayName(
            "Power cut at every operation of the ledger, in the run that takes and in the one that deletes, until all is"
                    + " done")
    void powerCuts(Case how) throws IOException {
        int cut = 0;
        for (boolean wasCut = true; wasCut; cut++) {
            Random random = new Random(cut);
            SyncTest.Hands hands = new SyncTest.Hands();
            try (TestServer server = new TestServer(MAILS)) {
                SyncTest.Taken taken = new SyncTest.Taken();
                Disk first = new Disk(new byte[0], cut, random);
                Days days = new Days(how, server, taken, hands);
                byte[] disk = days.next(first);
                // The power that is left is for the next day, when what was kept is deleted; once cut, it goes again
                // soon.
                Disk second = new Disk(disk, first.hasPower() ? first.operationsLeft : random.nextInt(20), random);
                disk = days.next(second);
                wasCut = !first.hasPower() || !second.hasPower();
                for (int i = 0; i < 2; i++) {
                    disk = days.next(new Disk(disk, Integer.MAX_VALUE, random));
                }
                assertThat(server.mails).as("cut at %d", cut).isEmpty();
                assertThat(taken.subjects).as("cut at %d", cut).contains("a", "b", "c");
                assertSameKeys(taken);
            }
        }
        // Three messages, each begun in two pieces, taken in two and forced, marked as deleted in two; else nothing was
        // cut.
        assertThat(cut).isGreaterThan(20);
    }

    /** A run a day. */
    private record Days(Case how, TestServer server, SyncTest.Taken taken, SyncTest.Hands hands) {
        /** Gives what is found on the disk afterwards. */
        byte[] next(Disk disk) throws IOException {
            hands.now = hands.now.plus(Case.DAY);
            try {
                SyncLedger ledger = new SyncLedger(disk, "ada@localhost");
                SyncReport report = how.sync(server, ledger, hands).build().run(taken);
                assertThat(report.failure()).isEmpty();
                return disk.written.toByteArray();
            } catch (PowerCut e) {
                return disk.afterPowerCut();
            } finally {
                assertNothingDeletedUntaken(server, taken);
            }
        }
    }

    private static void assertNothingDeletedUntaken(TestServer server, SyncTest.Taken taken) {
        for (TestServer.Mail gone : server.deleted) {
            assertThat(taken.subjects)
                    .contains(gone.content().lines().findFirst().orElse("").substring(9));
        }
    }

    private static void assertSameKeys(SyncTest.Taken taken) {
        for (int i = 0; i < taken.keys.size(); i++) {
            int first = taken.subjects.indexOf(taken.subjects.get(i));
            assertThat(taken.keys.get(i)).isEqualTo(taken.keys.get(first));
        }
    }

    @Test
    @DisplayName(
            "A ledger that fails (disk full) at any write: nothing is deleted that it does not remember, the next run mends it")
    void diskFull() throws IOException {
        for (int failing = 0; failing < 30; failing++) {
            AtomicInteger left = new AtomicInteger(failing);
            try (TestServer server = new TestServer(MAILS)) {
                SyncTest.Taken taken = new SyncTest.Taken();
                Path file = folder.resolve("full-" + failing);
                try (SyncLedger ledger = new SyncLedger(new Full(LedgerFile.open(file), left), "ada@localhost")) {
                    server.sync(ledger).retention(Retention.DELETE).build().run(taken);
                } catch (IOException full) {
                    assertThat(full).hasMessageContaining("no space");
                }
                assertNothingDeletedUntaken(server, taken);
                try (SyncLedger ledger = SyncLedger.open(file, "ada@localhost")) {
                    assertThat(ledger.damagedLines()).isZero();
                    server.sync(ledger).retention(Retention.DELETE).build().run(taken);
                }
                assertThat(server.mails).isEmpty();
                assertThat(taken.subjects).contains("a", "b", "c");
            }
        }
    }

    /** Fails at one write and at all later ones. */
    private record Full(LedgerStorage storage, AtomicInteger left) implements LedgerStorage {
        private void use() throws IOException {
            if (left.getAndDecrement() <= 0) {
                throw new IOException("no space");
            }
        }

        @Override
        public byte[] load() throws IOException {
            return storage.load();
        }

        @Override
        public void append(byte[] octets) throws IOException {
            use();
            storage.append(octets);
        }

        @Override
        public void force() throws IOException {
            use();
            storage.force();
        }

        @Override
        public void truncate(long octets) throws IOException {
            storage.truncate(octets);
        }

        @Override
        public void replace(byte[] octets) throws IOException {
            storage.replace(octets);
        }

        @Override
        public void close() throws IOException {
            storage.close();
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    @DisplayName("The connection is cut at every command: the next run does the rest")
    void cutConnections(Case how) throws IOException {
        int cut = 0;
        for (boolean wasCut = true; wasCut; cut++) {
            SyncTest.Hands hands = new SyncTest.Hands();
            try (TestServer server = new TestServer(MAILS);
                    SyncLedger ledger = SyncLedger.inMemory("ada@localhost")) {
                SyncTest.Taken taken = new SyncTest.Taken();
                AtomicInteger left = new AtomicInteger(cut);
                server.fault = command -> {
                    if (left.getAndDecrement() == 0) {
                        throw new IOException("cut");
                    }
                    return Optional.empty();
                };
                Pop3Sync sync = how.sync(server, ledger, hands).sessions(1).build();
                for (int day = 0; day < 2; day++) {
                    hands.now = hands.now.plus(Case.DAY);
                    try {
                        sync.run(taken);
                    } catch (Pop3BrokenException beforeTheListing) {
                        assertThat(taken.keys.size()).isIn(0, MAILS.length);
                    }
                    assertNothingDeletedUntaken(server, taken);
                }
                wasCut = left.get() < 0;
                server.fault = command -> Optional.empty();
                for (int day = 0; day < 2; day++) {
                    hands.now = hands.now.plus(Case.DAY);
                    assertThat(sync.run(taken).isComplete()).isTrue();
                }
                assertThat(server.mails).isEmpty();
                assertThat(taken.subjects).as("cut at %d", cut).containsExactlyInAnyOrder("a", "b", "c");
            }
        }
        // Two sessions, each with at least login, listings and QUIT; three RETR and three DELE.
        assertThat(cut).isGreaterThan(16);
    }

    @Test
    @DisplayName("A child process that dies at every step of its own, kill -9: delivered again, or done")
    void childKilledAtEveryStep() throws Exception {
        int step = 0;
        int code = 9;
        for (; code == 9; step++) {
            Path file = folder.resolve("ledger-" + step);
            Path takenFile = folder.resolve("taken-" + step);
            try (TestServer server = new TestServer(mail("x", "a"), mail("y", "b"))) {
                code = child(server, file, takenFile, step).waitFor();
                assertThat(code).isIn(9, 0);
                assertDeletedWasTaken(server, takenFile);
                finish(server, file, takenFile, step);
            }
        }
        // Two messages, each begun, read, taken and written down; two deletions: else the steps were not all seen.
        assertThat(step).isGreaterThan(20);
    }

    @Test
    @DisplayName("A child process that is killed at every command that it sends: delivered again, or done")
    void childKilledAtEveryCommand() throws Exception {
        boolean wasKilled = true;
        int command = 0;
        for (; wasKilled; command++) {
            Path file = folder.resolve("ledger-" + command);
            Path takenFile = folder.resolve("taken-" + command);
            AtomicReference<Process> victim = new AtomicReference<>();
            AtomicInteger left = new AtomicInteger(command);
            try (TestServer server = new TestServer(mail("x", "a"), mail("y", "b"))) {
                server.fault = line -> {
                    if (left.getAndDecrement() == 0) {
                        while (victim.get() == null) {
                            Thread.onSpinWait();
                        }
                        victim.get().destroyForcibly().onExit().join();
                    }
                    return Optional.empty();
                };
                victim.set(child(server, file, takenFile, Integer.MAX_VALUE));
                wasKilled = victim.get().waitFor() != 0;
                assertDeletedWasTaken(server, takenFile);
                finish(server, file, takenFile, command);
            }
        }
        assertThat(command).isGreaterThan(10);
    }

    private static Process child(TestServer server, Path ledger, Path taken, int step) throws IOException {
        return ChildJvm.start(
                SyncChild.class,
                "sync",
                ledger.toString(),
                String.valueOf(server.port()),
                taken.toString(),
                String.valueOf(step));
    }

    private static List<String> taken(Path file) throws IOException {
        return Files.exists(file) ? Files.readAllLines(file, StandardCharsets.ISO_8859_1) : new ArrayList<>();
    }

    private static void assertDeletedWasTaken(TestServer server, Path takenFile) throws IOException {
        for (TestServer.Mail gone : server.deleted) {
            assertThat(taken(takenFile))
                    .contains(
                            gone.id() + "=" + gone.content().lines().findFirst().orElse(""));
        }
    }

    /** A whole run after the crash, in this process: then all is there, and nothing is left. */
    private static void finish(TestServer server, Path ledgerFile, Path takenFile, int step) throws IOException {
        List<String> all = new ArrayList<>(taken(takenFile));
        try (SyncLedger ledger = SyncLedger.open(ledgerFile, "ada@localhost")) {
            assertThat(ledger.damagedLines()).isZero();
            SyncReport report = server.sync(ledger)
                    .retention(Retention.DELETE)
                    .build()
                    .run((message, content) -> all.add(message.key() + "="
                            + new String(content.readAllBytes(), StandardCharsets.ISO_8859_1)
                                    .lines()
                                    .findFirst()
                                    .orElse("")));
            assertThat(report.isComplete()).as("step %d", step).isTrue();
        }
        assertThat(server.mails).isEmpty();
        assertThat(all).contains("x=Subject: a", "y=Subject: b");
        assertThat(all.size()).isLessThanOrEqualTo(3);
    }
}
