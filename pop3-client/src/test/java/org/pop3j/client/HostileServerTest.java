package org.pop3j.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.pop3j.client.TestServer.mail;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Servers that cut, lie, flood and insult; the rest of S-02 to S-12 is in StlsTest, TimeoutsTest, OddServerTest, ContentTest. */
@Timeout(120)
class HostileServerTest {
    /** What the server says in a whole sync: two messages, one fetched by each RETR, both deleted. */
    private static final String DIALOGUE = "+OK ready\r\n"
            + "+OK\r\nUIDL\r\n.\r\n" // CAPA
            + "+OK\r\n+OK\r\n" // USER, PASS
            + "+OK\r\nUIDL\r\n.\r\n" // CAPA
            + "+OK\r\n1 x\r\n2 y\r\n.\r\n" // UIDL
            + "+OK\r\n1 3\r\n2 3\r\n.\r\n" // LIST
            + "+OK\r\na\r\n.\r\n" // RETR 1
            + "+OK\r\nb\r\n.\r\n" // RETR 2
            + "+OK\r\n+OK\r\n" // DELE 1, DELE 2
            + "+OK bye\r\n";

    /** Sends its lines one for each command, up to an octet of the whole dialogue, and then hangs up. */
    private static final class CuttingServer implements AutoCloseable {
        private final ServerSocket listener = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
        private volatile String heard = "";

        CuttingServer(int octets) throws IOException {
            Thread thread = new Thread(() -> serve(DIALOGUE.substring(0, octets)), "cutting server");
            thread.setDaemon(true);
            thread.start();
        }

        private void serve(String answers) {
            try (Socket socket = listener.accept();
                    OutputStream out = socket.getOutputStream()) {
                socket.setTcpNoDelay(true);
                StringBuilder commands = new StringBuilder();
                List<String> replies = replies(answers);
                for (int i = 0; i < replies.size(); i++) {
                    out.write(replies.get(i).getBytes(StandardCharsets.US_ASCII));
                    while (i < replies.size() - 1 && commands.toString().lines().count() <= i) {
                        int octet = socket.getInputStream().read();
                        if (octet < 0) {
                            return;
                        }
                        commands.append((char) octet);
                    }
                    heard = commands.toString();
                }
            } catch (IOException clientIsGone) {
                return;
            }
        }

        /** A reply a command: the dialogue has a multi-line one for CAPA, UIDL, LIST and RETR. */
        private static List<String> replies(String answers) {
            boolean[] multi = {false, true, false, false, true, true, true, true, true, false, false, false};
            List<String> replies = new ArrayList<>();
            String left = answers;
            for (boolean isMulti : multi) {
                String end = isMulti ? "\r\n.\r\n" : "\r\n";
                int at = left.indexOf(end);
                replies.add(at < 0 ? left : left.substring(0, at + end.length()));
                if (at < 0) {
                    return replies;
                }
                left = left.substring(at + end.length());
            }
            return replies;
        }

        @Override
        public void close() throws IOException {
            listener.close();
        }
    }

    @Test
    @DisplayName(
            "S-10: cut at every octet of a dialogue: what was not whole is not taken, and nothing untaken is deleted")
    void cutAtEveryOctet() throws IOException {
        int firstMessage = DIALOGUE.indexOf("a\r\n.\r\n") + 6;
        int secondMessage = DIALOGUE.indexOf("b\r\n.\r\n") + 6;
        for (int octets = 0; octets < DIALOGUE.length(); octets++) {
            List<String> taken = new ArrayList<>();
            try (CuttingServer server = new CuttingServer(octets)) {
                Pop3Client client = Pop3Client.builder("localhost")
                        .port(server.listener.getLocalPort())
                        .tls(TlsMode.NONE)
                        .plaintextLogin(PlaintextLogin.ALLOWED)
                        .timeouts(Timeouts.all(Duration.ofSeconds(10)))
                        .build();
                Optional<SyncReport> report = run(client, taken);
                assertThat(report.flatMap(SyncReport::failure).isPresent() || report.isEmpty())
                        .as("cut at %d", octets)
                        .isTrue();
                assertThat(taken.contains("x")).as("cut at %d", octets).isEqualTo(octets >= firstMessage);
                assertThat(taken.contains("y")).as("cut at %d", octets).isEqualTo(octets >= secondMessage);
                if (server.heard.contains("DELE")) {
                    assertThat(taken).containsExactly("x", "y");
                }
            }
        }
    }

    private static Optional<SyncReport> run(Pop3Client client, List<String> taken) throws IOException {
        SyncLedger ledger = SyncLedger.inMemory("ada");
        try {
            SyncReport report = Pop3Sync.builder(client, SessionLogin.password("ada", "sesame"), ledger)
                    .retention(Retention.DELETE)
                    .sessions(1)
                    .build()
                    .run((message, content) -> content.transferTo(OutputStream.nullOutputStream()));
            ledger.taken().keySet().stream().sorted().forEach(taken::add);
            return Optional.of(report);
        } catch (Pop3BrokenException beforeTheListing) {
            return Optional.empty();
        }
    }

    @Test
    @DisplayName("S-07: a number of 2147483647 and a size of 2^63-1 cost no memory; the message is fetched as it is")
    void hugeFigures() throws IOException {
        try (TestServer server = new TestServer(mail("x", "a"))) {
            server.capabilities = "PIPELINING\r\nUIDL\r\n";
            server.fault = command -> switch (command) {
                case "UIDL" -> Optional.of("+OK\r\n2147483647 x\r\n1 y\r\n.\r\n");
                case "LIST" -> Optional.of("+OK\r\n2147483647 9223372036854775807\r\n1 9223372036854775807\r\n.\r\n");
                case "UIDL 2147483647" -> Optional.of("+OK 2147483647 x\r\n");
                case "RETR 2147483647" -> Optional.of("+OK\r\nSubject: huge\r\n.\r\n");
                case "UIDL 1" -> Optional.of("+OK 1 y\r\n");
                default -> Optional.empty();
            };
            SyncTest.Taken taken = new SyncTest.Taken();
            SyncReport report = server.sync(SyncLedger.inMemory("ada")).build().run(taken);
            assertThat(report.isComplete()).isTrue();
            assertThat(taken.subjects).containsExactly("a", "huge");
        }
    }

    @Test
    @DisplayName(
            "S-25 S-27: escape sequences and bidirectional marks in ids and texts are escaped wherever they are shown")
    void insults() throws IOException {
        String evil = "\u001b[2J\u202e".replace("\u202e", "\u00e2\u0080\u00ae");
        try (TestServer server = new TestServer(mail("x", "a"))) {
            server.fault =
                    command -> command.startsWith("RETR") ? Optional.of("-ERR " + evil + "\r\n") : Optional.empty();
            SyncReport report = server.sync(SyncLedger.inMemory("ada")).build().run(new SyncTest.Taken());
            String shown = report.refused().values().iterator().next().getMessage();
            assertThat(shown).contains("\\x1b[2J").matches("[\\x20-\\x7e]*");
        }
    }
}
