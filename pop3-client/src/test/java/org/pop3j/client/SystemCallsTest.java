package org.pop3j.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pop3j.codec.MessageNumber;
import org.pop3j.conformance.Dialogue;
import org.pop3j.conformance.ScriptedPeer;

/** What a power cut would leave of a file cannot be seen by killing a process; the order of system calls can (S-39). */
@Tag("peer")
class SystemCallsTest {
    private static final Pattern CALL =
            Pattern.compile("\\b(fsync|fdatasync|rename|renameat2?)\\((.*)\\) += 0|\\bp?write(?:64)?\\(\\d+<([^>]*)>");

    /** As many lines as a ledger has before it is worth while to write it anew. */
    private static final int MANY = 300;

    @TempDir
    Path folder;

    /** The process that is watched. */
    static final class Taking {
        private Taking() {}

        /** Opens a ledger and says that a message was taken. */
        public static void main(String[] arguments) throws IOException {
            try (SyncLedger ledger = SyncLedger.open(Path.of(arguments[0]), "ada")) {
                ledger.taken("new", Instant.now());
            }
        }
    }

    /** Another. */
    static final class Retrieving {
        private Retrieving() {}

        /** Retrieves message 1 from a port into a new file. */
        public static void main(String[] arguments) throws IOException {
            Pop3Client client = PlainClient.of(Integer.parseInt(arguments[0])).build();
            try (Pop3Session session = client.connect()) {
                session.logIn("mrose", "secret");
                session.retrieve(new MessageNumber(1), Path.of(arguments[1]));
            }
        }
    }

    @BeforeEach
    void needsStrace() throws Exception {
        boolean isThere = new ProcessBuilder("sh", "-c", "strace -o /dev/null true")
                        .redirectErrorStream(true)
                        .start()
                        .waitFor()
                == 0;
        if (System.getenv("CI") == null) {
            assumeTrue(isThere, "needs strace, and the right to trace");
        }
        assertThat(isThere).as("strace works").isTrue();
    }

    @Test
    @DisplayName("S-39: a new ledger: its folder is synced before the first message is taken, its content behind each")
    void aNewOne() throws Exception {
        Path ledger = folder.resolve("ledger");
        assertThat(calls(Taking.class, ledger.toString()))
                .containsExactly("fsync " + folder, "write " + ledger, "sync " + ledger);
    }

    @Test
    @DisplayName(
            "S-39: a ledger that is written anew: the new file is synced, put in place, and then its folder is synced")
    void writtenAnew() throws Exception {
        Path ledger = folder.resolve("ledger");
        try (SyncLedger old = SyncLedger.open(ledger, "ada")) {
            old.taken("old", Instant.now());
            for (int i = 0; i < MANY; i++) {
                old.write(LedgerLine.Event.FORGOTTEN, "gone", Instant.EPOCH, "");
            }
        }
        assertThat(calls(Taking.class, ledger.toString()))
                .containsExactly(
                        "fsync " + folder,
                        "write " + ledger + ".new",
                        "sync " + ledger + ".new",
                        "rename",
                        "fsync " + folder,
                        "write " + ledger,
                        "sync " + ledger);
    }

    @Test
    @DisplayName(
            "S-10 S-39: a message in a new file: its octets are synced, and then its folder, before it is said to be there")
    void retrieved() throws Exception {
        Path message = folder.resolve("message.eml");
        Dialogue dialogue = Dialogue.parse("C: RETR 1\nS: +OK\nS: a\nS: .");
        try (ScriptedPeer peer = Wiring.PLAIN.peer(Wiring.loggedIn(dialogue))) {
            assertThat(calls(Retrieving.class, String.valueOf(peer.port()), message.toString()))
                    .containsExactly("write " + message, "sync " + message, "fsync " + folder);
            peer.verify();
        }
    }

    /** What a process does in the folder; calls in a row that are the same stand once. */
    private List<String> calls(Class<?> process, String... arguments) throws Exception {
        Path trace = Files.createTempFile("pop3j-trace", ".txt");
        try {
            List<String> command = new ArrayList<>(List.of("strace", "-f", "-y", "-o", trace.toString()));
            command.addAll(List.of("-e", "trace=fsync,fdatasync,rename,renameat,renameat2,write,pwrite64"));
            command.addAll(ChildJvm.command(List.of(), process, arguments));
            Process traced = new ProcessBuilder(command).inheritIO().start();
            assertThat(traced.waitFor(60, TimeUnit.SECONDS)).isTrue();
            assertThat(traced.exitValue()).isZero();
            return described(trace);
        } finally {
            Files.delete(trace);
        }
    }

    private List<String> described(Path trace) throws IOException {
        List<String> calls = new ArrayList<>();
        try (Stream<String> lines = Files.lines(trace)) {
            lines.filter(line -> line.contains(folder.toString()))
                    .map(CALL::matcher)
                    .filter(Matcher::find)
                    .map(SystemCallsTest::described)
                    .filter(call ->
                            calls.isEmpty() || !calls.get(calls.size() - 1).equals(call))
                    .forEach(calls::add);
        }
        return calls;
    }

    private static String described(Matcher call) {
        if (call.group(1) == null) {
            return "write " + call.group(3);
        }
        if (call.group(1).startsWith("rename")) {
            return "rename";
        }
        String path = call.group(2).replaceAll(".*<(.*)>", "$1");
        return (Files.isDirectory(Path.of(path)) ? "fsync " : "sync ") + path;
    }
}
