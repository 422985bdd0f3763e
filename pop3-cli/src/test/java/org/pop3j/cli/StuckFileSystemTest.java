package org.pop3j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@code pop3 serve} with the mail of one domain on a file system that stops answering. */
@Tag("peer")
@Timeout(180)
@DisplayName("S-40: while a file system does not answer,")
class StuckFileSystemTest {
    private static final String MESSAGE = "Subject: x\n\n" + "0123456789abcdef\n".repeat(10_000);
    /** What a session of others takes at most: far less than a stuck call is waited for, or a thread for one. */
    private static final Duration QUICK = Duration.ofSeconds(4);
    /** More than the threads for store calls. */
    private static final int MANY = 40;

    @TempDir
    Path folder;

    private SlowMount mount;
    private Child server;
    private int port;
    private final List<Session> sessions = new ArrayList<>();

    @BeforeEach
    void serve() throws Exception {
        StringBuilder users = new StringBuilder("bob@fast:{PLAIN}secret\n");
        maildir(folder.resolve("mail/fast/bob"));
        for (int i = 0; i < MANY; i++) {
            maildir(folder.resolve("far/ann" + i));
            users.append("ann" + i + "@slow:{PLAIN}secret\n");
        }
        Files.writeString(folder.resolve("users"), users);
        mount = SlowMount.of(folder.resolve("far"), Files.createDirectory(folder.resolve("mail/slow")));
        server = Child.serve(
                folder,
                folder.resolve("mail/%d/%n"),
                "--users",
                folder.resolve("users").toString(),
                "--allow-plaintext",
                "--grace",
                "2",
                "--listen",
                "127.0.0.1:0");
        port = server.port("pop3");
    }

    @AfterEach
    void end() throws Exception {
        for (Session session : sessions) {
            session.close();
        }
        if (mount != null) {
            mount.close();
        }
        if (server != null) {
            server.close();
        }
    }

    private static void maildir(Path maildir) throws IOException {
        for (String part : new String[] {"tmp", "new", "cur"}) {
            Files.createDirectories(maildir.resolve(part));
        }
        Files.writeString(maildir.resolve("cur/1700000001.M1P1.host:2,S"), MESSAGE);
    }

    @Test
    @DisplayName(
            "one maildrop, and whoever logs in to it again and again, holds no other up, nor the end of the server")
    void one() throws Exception {
        // Nobody has a file open there: the kernel lets no process end that has, whatever becomes of it.
        mount.freeze();
        for (int i = 0; i < MANY; i++) {
            Session again = begin("ann0@slow");
            again.say("PASS secret");
        }
        for (int i = 0; i < 20; i++) {
            long began = System.nanoTime();
            useQuickly();
            assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(QUICK);
        }
        server.signal("TERM");
        assertThat(server.exitCode()).isZero();
        assertThat(server.err()).containsOnlyOnce("some sessions still wait for their store");
    }

    @Test
    @DisplayName("with many maildrops stuck a login succeeds or is told [SYS/TEMP]; all goes on when the answers come")
    void many() throws Exception {
        List<Session> reading = new ArrayList<>();
        for (int i = 0; i < MANY; i++) {
            reading.add(logIn("ann" + i + "@slow"));
        }
        mount.freeze();
        for (Session session : reading) {
            session.say("RETR 1");
        }
        Session other = begin("bob@fast");
        other.say("PASS secret");
        String told = other.answer();
        assertThat(told).matches("\\+OK.*|-ERR \\[SYS/TEMP\\] .*");
        other.say("QUIT");
        assertThat(other.answer()).matches("\\+OK.*|null");
        mount.thaw();
        for (Session session : reading) {
            assertThat(session.answer()).matches("\\+OK.*|-ERR \\[SYS/TEMP\\] .*");
        }
        useQuickly();
    }

    /** A whole session of somebody whose mail lies elsewhere. */
    private void useQuickly() throws IOException {
        try (Session other = begin("bob@fast")) {
            for (String command : List.of("PASS secret", "STAT", "RETR 1")) {
                other.say(command);
                assertThat(other.answer()).as(command).startsWith("+OK");
            }
            while (!other.answer().equals(".")) {
                // The message.
            }
            other.say("QUIT");
            assertThat(other.answer()).startsWith("+OK");
        }
    }

    private Session logIn(String user) throws IOException {
        Session session = begin(user);
        session.say("PASS secret");
        assertThat(session.answer()).startsWith("+OK");
        return session;
    }

    private Session begin(String user) throws IOException {
        Session session = new Session(port);
        sessions.add(session);
        assertThat(session.answer()).startsWith("+OK");
        session.say("USER " + user);
        assertThat(session.answer()).startsWith("+OK");
        return session;
    }

    private static final class Session implements AutoCloseable {
        private static final int PATIENCE_MILLIS = 60_000;

        private final Socket socket;
        private final BufferedReader input;

        Session(int port) throws IOException {
            socket = new Socket("127.0.0.1", port);
            socket.setSoTimeout(PATIENCE_MILLIS);
            input = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
        }

        void say(String command) throws IOException {
            socket.getOutputStream().write((command + "\r\n").getBytes(StandardCharsets.US_ASCII));
        }

        String answer() throws IOException {
            return String.valueOf(input.readLine());
        }

        @Override
        public void close() {
            try {
                socket.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
