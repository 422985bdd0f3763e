package org.pop3j.conformance.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.pop3j.conformance.ClientWay;
import org.pop3j.conformance.Finding;
import org.pop3j.conformance.Verdict;
import org.pop3j.conformance.check.Conversation;
import org.pop3j.conformance.fake.FakeServer;

@Timeout(30)
class ListeningTest {
    private final Judged judged = new Judged();

    @Test
    @DisplayName("a connection that has ended is judged and forgotten; what it broke stays in the report")
    void endedConnections() {
        for (String stat : new String[] {"STAT", "STAT x", "STAT"}) {
            Seen seen = begin();
            seen.event("# logged in");
            seen.command(stat);
            seen.command("QUIT");
            seen.event("# end");
        }

        assertThat(judged.kept()).isZero();
        assertThat(verdicts())
                .containsEntry("STAT without arguments", Verdict.FAILED)
                .containsEntry("QUIT without arguments", Verdict.PASSED)
                .containsEntry("NOOP without arguments", Verdict.NOT_APPLICABLE);
    }

    @Test
    @DisplayName("a connection that is still there is judged by what it has shown")
    void runningConnection() {
        begin().command("NOOP x");

        assertThat(judged.kept()).isOne();
        assertThat(verdicts()).containsEntry("NOOP without arguments", Verdict.FAILED);
    }

    @Test
    @DisplayName("of a client that talks without end an amount is kept")
    void endlessTalk() {
        Seen seen = begin();
        byte[] octets = new byte[700_000];
        for (int i = 0; i < 3; i++) {
            seen.clientSaid(octets, 0, octets.length);
        }
        for (int i = 0; i < 10_050; i++) {
            seen.command("NOOP");
        }

        assertThat(seen.octets()).hasSize(1 << 20);
        assertThat(seen.commands()).hasSize(10_000);
    }

    @Test
    @DisplayName("the listening kit keeps nothing of connections that have ended")
    void listening() throws Exception {
        try (Listening listening = new Listening(FakeServer.anyPort(), ClientWay.PLAIN, judged)) {
            for (int i = 0; i < 5; i++) {
                say(listening.address(), "NOOP x\r\n");
            }
            // Where the scenario resets the connection the client hears it before the end is noted.
            awaitEnd();

            assertThat(judged.kept()).isZero();
            assertThat(listening.report().findings())
                    .filteredOn(finding -> finding.check().title().equals("NOOP without arguments"))
                    .extracting(Finding::verdict)
                    .containsExactly(Verdict.FAILED);
        }
    }

    @Test
    @DisplayName(
            "a user name chooses the scenario, on the first connection and on all that follow; no password is held against a client")
    void chosenByName() throws Exception {
        int connections = ClientChecks.scenarios().size() + 1;
        try (Listening listening = new Listening(FakeServer.anyPort(), ClientWay.PLAIN, judged)) {
            for (int i = 0; i < connections; i++) {
                assertThat(say(listening.address(), "USER c0017-words\r\nPASS of my own\r\nSTAT\r\nQUIT\r\n"))
                        .as("connection " + i)
                        .startsWith("+OK ready\r\n")
                        .contains("+OK two");
            }
            assertThat(listening.report().findings())
                    .filteredOn(finding -> finding.check().name().equals("C0046"))
                    .extracting(Finding::verdict)
                    .containsExactly(Verdict.NOT_TESTED);
            assertThat(listening.report().with(Verdict.FAILED)).isEmpty();
        }
    }

    @Test
    @DisplayName(
            "a scenario is served in one segment, then octet by octet, then in random pieces, and reported with that")
    void deliveries() throws Exception {
        try (Listening listening = new Listening(FakeServer.anyPort(), ClientWay.PLAIN, judged)) {
            String came = "";
            for (String delivery : List.of("one segment", "octet by octet", "random pieces", "")) {
                assertThat(came(listening, "C0045/refused"))
                        .isEqualTo(came.isEmpty() ? "no client has come to it" : "that (" + came + ")");
                say(listening.address(), "USER c0045-refused\r\nQUIT\r\n");
                awaitEnd();
                came += (came.isEmpty() || delivery.isEmpty() ? "" : ", ") + delivery;
            }
            assertThat(came(listening, "C0045/refused")).isEqualTo("that (one segment, octet by octet, random pieces)");
        }
    }

    @Test
    @DisplayName("what breaks a scenario on the wire is reported under its ID; what only a user can see is not guessed")
    void judgedByTheWire() throws Exception {
        try (Listening listening = new Listening(FakeServer.anyPort(), ClientWay.PLAIN, judged)) {
            say(listening.address(), "USER c0006-cut\r\nPASS x\r\nRETR 1\r\nDELE 1\r\nQUIT\r\n");
            say(listening.address(), "USER c0045-refused\r\nPASS my own\r\nQUIT\r\n");
            awaitEnd();
            assertThat(came(listening, "C0006/cut"))
                    .isEqualTo(
                            "nothing wrong on the wire; what the client made of it only its user can see (one segment)");
            assertThat(named(listening, "C0045/refused").verdict()).isEqualTo(Verdict.FAILED);
            assertThat(named(listening, "C0045/refused").dialogue())
                    .contains("# delivery: one segment", "S: -ERR not here", "C: PASS ****")
                    .noneMatch(line -> line.contains("my own"));
        }
    }

    @Test
    @DisplayName("a kit that listens has no mechanism: nobody says what the password is")
    void noMechanism() {
        assertThatThrownBy(() ->
                        new Listening(FakeServer.anyPort(), ClientWay.PLAIN.with(ClientWay.Login.AUTH_PLAIN), judged))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static Finding named(Listening listening, String check) {
        return listening.report().findings().stream()
                .filter(finding -> finding.check().name().equals(check))
                .findFirst()
                .orElseThrow();
    }

    private static String came(Listening listening, String check) {
        return named(listening, check).came();
    }

    /** The client hears the end before it is noted. */
    private void awaitEnd() {
        while (judged.kept() > 0 && !Thread.currentThread().isInterrupted()) {
            Thread.onSpinWait();
        }
    }

    private Seen begin() {
        Seen seen = new Seen(new Conversation(), judged::ended);
        judged.begun(seen);
        return seen;
    }

    private Map<String, Verdict> verdicts() {
        return judged.findings().stream()
                .collect(Collectors.toMap(finding -> finding.check().title(), Finding::verdict));
    }

    /** Says something, and hears the server until it ends the connection, in whatever way its scenario does. */
    private static String say(InetSocketAddress address, String line) throws IOException {
        try (Socket client = new Socket(address.getAddress(), address.getPort())) {
            client.setSoTimeout(10_000);
            client.getOutputStream().write(line.getBytes(StandardCharsets.US_ASCII));
            client.shutdownOutput();
            return new String(client.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
        }
    }
}
