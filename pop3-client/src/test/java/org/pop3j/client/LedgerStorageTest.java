package org.pop3j.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.pop3j.client.TestServer.mail;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pop3j.client.LedgerLine.Event;

/** What a ledger asks of its storage, and when; and what its file does when the disk fails. */
@Timeout(60)
class LedgerStorageTest {
    private static final Instant THEN = Instant.parse("2026-01-31T12:00:00Z");
    private static final String ACCOUNT = "ada";

    @TempDir
    private Path folder;

    /** Writes down what is asked of it. */
    private static final class Recorded implements LedgerStorage {
        final List<String> calls = new CopyOnWriteArrayList<>();
        private final byte[] content;

        Recorded(String content) {
            this.content = content.getBytes(StandardCharsets.US_ASCII);
        }

        @Override
        public byte[] load() {
            return content;
        }

        @Override
        public void append(byte[] octets) {
            calls.add(new String(octets, StandardCharsets.US_ASCII).split(" ")[2]);
        }

        @Override
        public void force() {
            calls.add("force");
        }

        @Override
        public void truncate(long octets) {
            calls.add("truncate " + octets);
        }

        @Override
        public void replace(byte[] octets) {
            calls.add("replace");
        }

        @Override
        public void close() {
            calls.add("close");
        }
    }

    private static String line(Event event, String key) {
        return new String(new LedgerLine(event, THEN, ACCOUNT, key, "").octets(), StandardCharsets.US_ASCII);
    }

    private static Recorded opened(String content) throws IOException {
        Recorded storage = new Recorded(content);
        new SyncLedger(storage, ACCOUNT);
        return storage;
    }

    @Test
    @DisplayName(
            "S-39: what was taken, and what is forgotten, is durable when the call returns; the rest with the next of these")
    void durable() throws IOException {
        Recorded storage = new Recorded("");
        SyncLedger ledger = new SyncLedger(storage, ACCOUNT);
        ledger.taken("x", THEN);
        ledger.write(Event.BEGUN, "y", THEN, "");
        ledger.forget("x");
        ledger.force();
        ledger.close();
        assertThat(storage.calls).containsExactly("TAKEN", "force", "BEGUN", "FORGOTTEN", "force", "force", "close");
    }

    @Test
    @DisplayName(
            "S-39 C0040: that messages are deleted is durable before QUIT is sent; what a run thinks of attempts at its end")
    void durableBeforeQuit() throws IOException {
        Recorded storage = new Recorded("");
        List<String> before = new ArrayList<>();
        try (TestServer server = new TestServer(mail("x", "a"), mail("y", "b"))) {
            SyncTest.Taken taken = new SyncTest.Taken();
            taken.refuses.add("b");
            server.fault = command -> {
                if (command.equals("QUIT")) {
                    before.addAll(storage.calls);
                }
                return Optional.empty();
            };
            SyncLedger ledger = new SyncLedger(storage, ACCOUNT);
            server.sync(ledger).retention(Retention.DELETE).attempts(1).build().run(taken);
        }
        assertThat(before).containsExactly("BEGUN", "TAKEN", "force", "BEGUN", "DELETED", "force");
        assertThat(storage.calls.subList(before.size(), storage.calls.size())).containsExactly("ASIDE", "force");
    }

    @ParameterizedTest
    @CsvSource({
        "256,   1, false",
        "257,   1, true",
        "258, 129, false",
        "259, 129, true",
        "300, 300, false",
    })
    @DisplayName("A ledger is written anew when it has more than 256 lines, and more than half of them are not needed")
    void whenToCompact(int lines, int keys, boolean isWrittenAnew) throws IOException {
        StringBuilder content = new StringBuilder();
        for (int i = 0; i < lines; i++) {
            content.append(line(Event.TAKEN, "k" + i % keys));
        }
        assertThat(opened(content.toString()).calls).hasSize(isWrittenAnew ? 1 : 0);
    }

    @Test
    @DisplayName(
            "Only a cut tail is cut off: a whole ledger is not touched, one damaged line at the end goes with the cut one")
    void tails() throws IOException {
        String good = line(Event.TAKEN, "x");
        assertThat(opened(good).calls).isEmpty();
        assertThat(opened(good + "2 half").calls).containsExactly("truncate " + good.length());
        assertThat(opened(good + "junk\nhalf").calls).containsExactly("truncate " + good.length());
        assertThat(opened(good + "junk\njunk\nhalf").calls).containsExactly("truncate " + (good.length() + 10));
        assertThat(new SyncLedger(new Recorded(good + "junk\n"), ACCOUNT).damagedLines())
                .isZero();
        assertThat(opened("x".repeat(8192)).calls).containsExactly("truncate 0");
        assertThatExceptionOfType(IOException.class).isThrownBy(() -> opened("x".repeat(8193)));
    }

    @Test
    @DisplayName("An empty line at the begin is a damaged one, and hides none behind it")
    void emptyLine() throws IOException {
        SyncLedger ledger = new SyncLedger(new Recorded("\n" + line(Event.TAKEN, "x")), ACCOUNT);
        assertThat(ledger.takenAt("x")).contains(THEN);
        assertThat(ledger.damagedLines()).isEqualTo(1);
    }

    @Test
    @DisplayName("A line as it stands in the file: version, CRC-32, event, time, account, key, note")
    void format() {
        LedgerLine line = new LedgerLine(Event.ASIDE, THEN, "ada lovelace@host:995", "50%~\u007f!\u00e9", "too odd");
        assertThat(new String(line.octets(), StandardCharsets.US_ASCII))
                .matches(
                        "2 [0-9a-f]{8} ASIDE 2026-01-31T12:00:00Z ada%20lovelace@host:995 50%25~%7F!%C3%A9 too%20odd\n");
    }

    /** A file whose disk can be full, whose fsync can fail, and that gives an octet a read. */
    private static final class Failing extends DelegatingChannel {
        int octetsLeft = Integer.MAX_VALUE;
        boolean forceFails;

        Failing(FileChannel real) {
            super(real);
        }

        @Override
        public int write(ByteBuffer source) throws IOException {
            if (octetsLeft == 0) {
                throw new IOException("no space left on device");
            }
            ByteBuffer part = source.slice();
            part.limit(Math.min(part.remaining(), octetsLeft));
            int written = super.write(part);
            source.position(source.position() + written);
            octetsLeft -= written;
            return written;
        }

        @Override
        public int read(ByteBuffer target) throws IOException {
            ByteBuffer one = ByteBuffer.allocate(1);
            int count = super.read(one);
            target.put(one.flip());
            return count;
        }

        @Override
        public void force(boolean metadata) throws IOException {
            if (forceFails) {
                throw new IOException("input/output error");
            }
        }
    }

    private Failing failing() throws IOException {
        return new Failing(FileChannel.open(
                folder.resolve("ledger"),
                StandardOpenOption.CREATE,
                StandardOpenOption.READ,
                StandardOpenOption.WRITE));
    }

    private LedgerFile file(FileChannel channel) throws IOException {
        FileChannel lock =
                FileChannel.open(folder.resolve("ledger.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        return new LedgerFile(folder.resolve("ledger"), lock, channel);
    }

    @Test
    @DisplayName("A full disk leaves no half line, and the ledger goes on when there is room again")
    void fullDisk() throws IOException {
        Failing channel = failing();
        try (LedgerFile file = file(channel)) {
            file.append("one\n".getBytes(StandardCharsets.US_ASCII));
            channel.octetsLeft = 3;
            assertThatExceptionOfType(IOException.class)
                    .isThrownBy(() -> file.append("two\n".getBytes(StandardCharsets.US_ASCII)))
                    .withMessage("no space left on device");
            channel.octetsLeft = Integer.MAX_VALUE;
            file.append("3\n".getBytes(StandardCharsets.US_ASCII));
            assertThat(file.load()).asString(StandardCharsets.US_ASCII).isEqualTo("one\n3\n");
            file.append("four\n".getBytes(StandardCharsets.US_ASCII));
        }
        assertThat(folder.resolve("ledger")).hasContent("one\n3\nfour\n");
        assertThat(channel.isOpen()).isFalse();
    }

    @Test
    @DisplayName("S-39: after an fsync that failed nothing is written any more: a second one would claim success")
    void failedSync() throws IOException {
        Failing channel = failing();
        try (LedgerFile file = file(channel)) {
            channel.forceFails = true;
            assertThatExceptionOfType(IOException.class).isThrownBy(file::force);
            channel.forceFails = false;
            for (var refused : List.<org.assertj.core.api.ThrowableAssert.ThrowingCallable>of(
                    file::force, () -> file.append(new byte[1]), () -> file.replace(new byte[1]))) {
                assertThatExceptionOfType(IOException.class)
                        .isThrownBy(refused)
                        .withMessageContaining("could not be written before: input/output error");
            }
        }
        assertThat(folder.resolve("ledger")).isEmptyFile();
    }

    @Test
    @DisplayName("A ledger that could not be opened can be, as soon as what was wrong is mended")
    void openedLater() throws IOException {
        for (String obstacle : new String[] {"mail.ledger.lock", "mail.ledger"}) {
            Path inTheWay = Files.createDirectory(folder.resolve(obstacle));
            assertThatExceptionOfType(IOException.class)
                    .isThrownBy(() -> SyncLedger.open(folder.resolve("mail.ledger"), ACCOUNT));
            Files.delete(inTheWay);
            SyncLedger.open(folder.resolve("mail.ledger"), ACCOUNT).close();
            Files.deleteIfExists(folder.resolve("mail.ledger"));
        }
    }
}
