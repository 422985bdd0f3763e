package org.pop3j.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.pop3j.client.TestServer.mail;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Servers that cut, lie, flood and insult; the rest of S-02 to S-12 is in StlsTest, TimeoutsTest, OddServerTest, ContentTest. */
@Timeout(120)
class HostileServerTest {
    private static final Credentials ADA = Credentials.password("ada", "sesame");

    /** Two messages in a whole sync, with deletion; the server hangs up nowhere but says no more after some octets. */
    private static final class CuttingServer implements AutoCloseable {
        private final ServerSocket listener = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
        private final String capabilities;
        private final int most;
        private final List<String> heard = new ArrayList<>();
        private final Map<String, Integer> saidAfter = new HashMap<>();
        private final FutureTask<Integer> serving = new FutureTask<>(this::serve);

        CuttingServer(String capabilities, int most) throws IOException {
            this.capabilities = capabilities;
            this.most = most;
            Thread thread = new Thread(serving, "cutting server");
            thread.setDaemon(true);
            thread.start();
        }

        /** Gives how many octets were said. After the cut it goes on listening: a client may still speak. */
        private Integer serve() throws IOException {
            int said = 0;
            try (Socket socket = listener.accept();
                    BufferedReader in = new BufferedReader(
                            new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII))) {
                socket.setTcpNoDelay(true);
                said = say(socket, "+OK ready\r\n", said);
                for (String line = in.readLine(); line != null; line = in.readLine()) {
                    heard.add(line);
                    said = say(socket, answer(line), said);
                    saidAfter.put(line, said);
                }
            } catch (SocketException clientIsGone) {
                return said;
            }
            return said;
        }

        private int say(Socket socket, String answer, int said) throws IOException {
            if (said >= most) {
                return said;
            }
            String part = answer.substring(0, Math.min(answer.length(), most - said));
            socket.getOutputStream().write(part.getBytes(StandardCharsets.US_ASCII));
            if (said + part.length() == most) {
                socket.shutdownOutput();
            }
            return said + part.length();
        }

        private String answer(String command) {
            return switch (command) {
                case "CAPA" -> "+OK\r\n" + capabilities + ".\r\n";
                case "UIDL" -> "+OK\r\n1 x\r\n2 y\r\n.\r\n";
                case "UIDL 1" -> "+OK 1 x\r\n";
                case "UIDL 2" -> "+OK 2 y\r\n";
                case "LIST" -> "+OK\r\n1 3\r\n2 3\r\n.\r\n";
                case "RETR 1" -> "+OK\r\na\r\n.\r\n";
                case "RETR 2" -> "+OK\r\nb\r\n.\r\n";
                default -> "+OK\r\n";
            };
        }

        /** When the client is gone: all that it said. */
        int awaitEnd() throws Exception {
            return serving.get(20, TimeUnit.SECONDS);
        }

        @Override
        public void close() throws IOException {
            listener.close();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"UIDL\r\n", "UIDL\r\nPIPELINING\r\n", "UIDL\r\nSASL PLAIN\r\n"})
    @DisplayName(
            "S-10: cut at every octet of a dialogue: what was not whole is not taken, and nothing untaken is deleted;"
                    + " the server would hear it")
    void cutAtEveryOctet(String capabilities) throws Exception {
        List<String> taken = new ArrayList<>();
        int all;
        int firstMessage;
        int secondMessage;
        try (CuttingServer server = new CuttingServer(capabilities, Integer.MAX_VALUE)) {
            assertThat(run(server, taken).orElseThrow().deleted()).isEqualTo(2);
            all = server.awaitEnd();
            firstMessage = server.saidAfter.getOrDefault("RETR 1", -1);
            secondMessage = server.saidAfter.getOrDefault("RETR 2", -1);
            String login = capabilities.contains("SASL") ? "AUTH PLAIN AGFkYQBzZXNhbWU=" : "PASS sesame";
            assertThat(server.heard).contains(login, "DELE 1", "DELE 2").endsWith("QUIT");
        }
        Set<String> deletions = new TreeSet<>();
        for (int octets = 1; octets < all; octets++) {
            taken.clear();
            try (CuttingServer server = new CuttingServer(capabilities, octets)) {
                Optional<SyncReport> report = run(server, taken);
                assertThat(server.awaitEnd()).isEqualTo(octets);
                assertThat(report.flatMap(SyncReport::failure).isPresent() || report.isEmpty())
                        .as("cut at %d", octets)
                        .isTrue();
                assertThat(taken.contains("x")).as("cut at %d", octets).isEqualTo(octets >= firstMessage);
                assertThat(taken.contains("y")).as("cut at %d", octets).isEqualTo(octets >= secondMessage);
                List<String> dele = server.heard.stream()
                        .filter(line -> line.startsWith("DELE"))
                        .toList();
                if (!dele.isEmpty()) {
                    assertThat(taken)
                            .as("taken before %s, cut at %d", dele, octets)
                            .containsExactly("x", "y");
                }
                deletions.addAll(dele);
            }
        }
        assertThat(deletions).containsExactly("DELE 1", "DELE 2");
    }

    private static Optional<SyncReport> run(CuttingServer server, List<String> taken) throws IOException {
        Pop3Client client = PlainClient.of(server.listener.getLocalPort())
                .timeouts(Timeouts.all(Duration.ofSeconds(10)))
                .build();
        SyncLedger ledger = SyncLedger.inMemory("ada");
        try {
            SyncReport report = Pop3Sync.builder(client, SessionLogin.of(ADA), ledger)
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

    /** ESC, the octets of a right-to-left override, DEL, and a quote that would end one. */
    private static final String EVIL = "\u001b[2J\u00e2\u0080\u00ae\u007f\"";

    private static void assertHarmless(String shown) {
        assertThat(shown).contains("\\x1b[2J").matches("[\\x20-\\x7e\\n]*");
    }

    @ParameterizedTest
    @ValueSource(strings = {"USER", "PASS", "UIDL", "LIST", "RETR", "DELE", "QUIT"})
    @DisplayName("S-25 S-27: escape sequences and bidirectional marks in a refusal are escaped wherever it is shown")
    void insults(String command) throws IOException {
        Transcript transcript = new Transcript(100);
        try (TestServer server = new TestServer(mail("x", "a"))) {
            server.fault = line -> line.startsWith(command) ? Optional.of("-ERR " + EVIL + "\r\n") : Optional.empty();
            try {
                SyncReport report = insulted(server, transcript).run(new SyncTest.Taken());
                report.refused().values().forEach(refusal -> {
                    assertHarmless(refusal.getMessage());
                    assertHarmless(refusal.text());
                    assertHarmless(refusal.reply().toString());
                });
                report.warnings().forEach(HostileServerTest::assertHarmless);
                report.failure().ifPresent(failure -> assertHarmless(failure.getMessage()));
                // Without UIDL, or LIST, there is nothing to tell: it goes on without.
                assertThat(command.matches("UIDL|LIST")
                                || report.refused().size()
                                                + report.warnings().size()
                                                + report.failure().stream().count()
                                        > 0)
                        .isTrue();
            } catch (AuthenticationRefusedException refused) {
                assertHarmless(refused.getMessage());
                assertHarmless(refused.text());
            }
        }
        assertHarmless(transcript.toString());
    }

    @ParameterizedTest
    @CsvSource({"UIDL, 1 %s", "LIST, 1 3 %s", "LIST, %s 3", "CAPA, SASL PLAIN %s", "CAPA, IMPLEMENTATION %s"})
    @DisplayName("S-25 S-27: unique-ids, scan listings and capabilities with them are escaped wherever they are shown")
    void insultingListings(String command, String line) throws IOException {
        Transcript transcript = new Transcript(100);
        String answer = "+OK " + EVIL + "\r\n" + line.replace("%s", EVIL) + "\r\n.\r\n";
        try (TestServer server = new TestServer(mail("x", "a"))) {
            server.fault = asked -> asked.equals(command) ? Optional.of(answer) : Optional.empty();
            List<String> shown = new ArrayList<>();
            try {
                SyncReport report = insulted(server, transcript).run((message, content) -> {
                    content.transferTo(OutputStream.nullOutputStream());
                    shown.add(message.toString());
                });
                shown.add(report.toString());
            } catch (Pop3Exception refused) {
                shown.add(String.valueOf(refused.getMessage()));
            }
            assertThat(shown).isNotEmpty().allMatch(text -> text.matches("[\\x20-\\x7e]*"));
        }
        assertHarmless(transcript.toString());
    }

    private static Pop3Sync insulted(TestServer server, Transcript transcript) {
        Pop3Client client = server.client().trace(transcript).build();
        return Pop3Sync.builder(client, SessionLogin.of(ADA), SyncLedger.inMemory("ada"))
                .retention(Retention.DELETE)
                .build();
    }
}
