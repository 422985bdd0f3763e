package org.pop3j.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.UnaryOperator;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.pop3j.client.Pop3BrokenException.Deletions;
import org.pop3j.codec.MessageNumber;
import org.pop3j.conformance.Delivery;
import org.pop3j.conformance.Dialogue;
import org.pop3j.conformance.ScriptedPeer;

/** D-2: every wait ends, each by its own bound; the other bounds are long, so that the right one must be at work. */
@Timeout(60)
class TimeoutsTest {
    private static final Duration SHORT = Duration.ofMillis(150);
    private static final Timeouts LONG = Timeouts.all(Duration.ofMinutes(10));
    private static final MessageNumber ONE = new MessageNumber(1);

    @Test
    @DisplayName("C0002 D-2: silence instead of a greeting; nothing is sent")
    void greeting() throws IOException {
        assertTimesOut(
                "the greeting",
                () -> Wiring.PLAIN.play(Dialogue.parse("S: <SILENCE>"), with(LONG.withGreeting(SHORT)), session -> {}));
    }

    @Test
    @DisplayName("C0005 C0014 D-2: silence after a command, and a line without CRLF")
    void read() throws IOException {
        for (String answer : List.of("", "S: +OK\\\n")) {
            String dialogue = "C: NOOP\n" + answer + "S: <SILENCE>";
            Wiring.PLAIN.playLoggedIn(
                    Dialogue.parse(dialogue),
                    with(LONG.withRead(SHORT)),
                    session -> assertTimesOut("NOOP", "expected a whole line within 150 ms;", session::noop));
        }
    }

    @Test
    @DisplayName("C0006 D-2: a multi-line reply without an end")
    void multiLine() throws IOException {
        Wiring.TLS.playLoggedIn(
                Dialogue.parse("C: RETR 1\nS: +OK\nS: half\nS: <SILENCE>"), with(LONG.withRead(SHORT)), session -> {
                    InputStream in = session.retrieve(ONE);
                    String silence = "expected the server to go on, got nothing, or no whole TLS record, for 150 ms;";
                    assertTimesOut("RETR", silence, in::readAllBytes);
                    assertThatExceptionOfType(Pop3BrokenException.class).isThrownBy(in::read);
                    in.close();
                });
        Wiring.PLAIN.playLoggedIn(
                Dialogue.parse("C: LIST\nS: +OK\nS: 1 7\nS: <SILENCE>"),
                with(LONG.withRead(SHORT)),
                session -> assertTimesOut(
                        "LIST", "expected the server to go on, got nothing for 150 ms;", session::scanListings));
    }

    @Test
    @DisplayName("D-2: PASS and QUIT have their own times; what QUIT did is unknown then (R1939-28)")
    void passAndQuit() throws IOException {
        String login = "S: +OK\nC: CAPA\nS: -ERR\nC: USER a\nS: +OK\nC: PASS p\nS: <SILENCE>";
        Wiring.PLAIN.play(
                Dialogue.parse(login),
                with(LONG.withAuthentication(SHORT)),
                session -> assertTimesOut("PASS", () -> session.logIn("a", "p")));
        Wiring.PLAIN.playLoggedIn(
                Dialogue.parse("C: QUIT\nS: <SILENCE>"),
                with(LONG.withQuit(SHORT)),
                session -> assertThatExceptionOfType(Pop3BrokenException.class)
                        .isThrownBy(session::quit)
                        .satisfies(e -> assertThat(e.deletions()).isEqualTo(Deletions.UNKNOWN)));
    }

    @Test
    @DisplayName("S-04: a server that never answers the handshake of TLS from the start")
    void handshake() throws IOException {
        assertTimesOut(
                "TLS",
                () -> Wiring.PLAIN.play(
                        Dialogue.parse("S: <SILENCE>"),
                        client ->
                                with(LONG.withTlsHandshake(SHORT)).apply(client).tls(TlsMode.TLS),
                        session -> {}));
    }

    @Test
    @DisplayName("S-08: a status line that drips ends with the time for reading it")
    void drippingLine() throws IOException {
        try (DrippingServer server = new DrippingServer("+OK ".length())) {
            assertTimesOut(
                    "the greeting",
                    () -> server.client(LONG.withGreeting(SHORT), ClientLimits.DEFAULTS)
                            .connect());
        }
    }

    @Test
    @DisplayName("S-08: a content that drips ends with the bound for an operation, or below the minimum rate")
    void drippingContent() throws IOException {
        try (DrippingServer server = new DrippingServer(0)) {
            Pop3Session session = server.loggedIn(LONG.withOperation(Duration.ofMillis(300)), ClientLimits.DEFAULTS);
            assertTimesOut(
                    "RETR",
                    "expected the operation to end within 300 ms, it did not;",
                    () -> session.retrieve(ONE, OutputStream.nullOutputStream()));
        }
        try (DrippingServer server = new DrippingServer(0)) {
            Pop3Session session = server.loggedIn(
                    LONG.withRead(Duration.ofMillis(500)), ClientLimits.DEFAULTS.withMinimumOctetsPerSecond(1_000_000));
            assertTimesOut("RETR", () -> session.retrieve(ONE, OutputStream.nullOutputStream()));
        }
    }

    @Test
    @DisplayName(
            "D-2 S-08: a TLS record that drips ends with the time for a status line, or with that for the operation")
    void drippingRecord() throws IOException {
        Duration second = Duration.ofSeconds(1);
        for (Timeouts timeouts : List.of(LONG.withRead(second), LONG.withOperation(second))) {
            Dialogue dialogue = Dialogue.parse("C: NOOP\nS: +OK " + "x".repeat(300) + "\nS: <SILENCE>");
            try (ScriptedPeer peer = Wiring.TLS.peer(Wiring.loggedIn(dialogue));
                    DrippingRelay relay = new DrippingRelay(peer.port());
                    Pop3Session session = Wiring.TLS
                            .client(peer)
                            .port(relay.port())
                            .timeouts(timeouts)
                            .build()
                            .connect()) {
                session.logIn("mrose", "secret");
                relay.drip();
                assertTimesOut("NOOP", session::noop);
            }
        }
    }

    @Test
    @DisplayName(
            "S-08: a whole operation has one bound, in the status line, in a listing, in a content that goes on, over TLS")
    void operation() throws IOException {
        Timeouts timeouts = LONG.withOperation(Duration.ofSeconds(2));
        String missed = "expected the operation to end within 2 s, it did not;";
        for (Wiring wiring : List.of(Wiring.PLAIN, Wiring.TLS)) {
            wiring.playLoggedIn(
                    Dialogue.parse("C: NOOP\nS: <SILENCE>"),
                    with(timeouts),
                    session -> assertTimesOut("NOOP", missed, session::noop));
        }
        Wiring.PLAIN.playLoggedIn(
                Dialogue.parse("C: LIST\nS: +OK\nS: 1 3\nS: <SILENCE>"),
                with(timeouts),
                session -> assertTimesOut("LIST", missed, session::scanListings));
        try (DrippingServer server = new DrippingServer(0)) {
            Pop3Session session = server.loggedIn(timeouts, ClientLimits.DEFAULTS);
            InputStream in = session.retrieve(ONE);
            assertTimesOut("RETR", missed, () -> {
                while (in.read() >= 0) {
                    assertThat(session.isOpen()).isTrue();
                }
            });
        }
    }

    @Test
    @DisplayName(
            "S-08: the bound is that of one operation: the next has its own time, and the shorter of two bounds counts")
    void eachOperation() throws IOException {
        Wiring.PLAIN.playLoggedIn(
                Dialogue.parse("C: NOOP\nS: +OK\nC: NOOP\nS: <SILENCE>"),
                with(LONG.withOperation(Duration.ofMinutes(10)).withRead(SHORT)),
                session -> {
                    session.noop();
                    assertTimesOut("NOOP", "expected a whole line within 150 ms;", session::noop);
                });
    }

    @Test
    @DisplayName("D-2: a long content may take longer than the time for a line, as long as it goes on")
    void longContent() throws IOException {
        Duration line = Duration.ofMillis(400);
        try (DrippingServer server = new DrippingServer(0)) {
            Pop3Session session = server.loggedIn(LONG.withRead(line), ClientLimits.DEFAULTS);
            long start = System.nanoTime();
            InputStream in = session.retrieve(ONE);
            while (System.nanoTime() - start < 2 * line.toNanos()) {
                assertThat(in.read()).isEqualTo('x');
            }
            session.close();
        }
    }

    @Test
    @DisplayName("D-2: a write that makes no progress is ended by closing the raw socket")
    void write() throws IOException {
        try (ServerSocket listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                Connection connection =
                        new DrippingServer.Plain(listener.getLocalPort(), LONG.withWrite(SHORT)).dial();
                Socket deaf = listener.accept()) {
            assertThat(deaf.isConnected()).isTrue();
            byte[] much = new byte[1 << 20];
            assertThatExceptionOfType(IOException.class)
                    .isThrownBy(() -> {
                        while (true) {
                            connection.write(much, much.length);
                        }
                    })
                    .withMessage("the server did not take what was sent in time");
            assertThat(connection.isClosed()).isTrue();
        }
    }

    @Test
    @DisplayName("D-2: close() from another thread ends a wait at once, plain and over TLS")
    void cancel() throws Exception {
        for (Wiring wiring : List.of(Wiring.PLAIN, Wiring.TLS)) {
            List<FutureTask<Integer>> waits = new ArrayList<>();
            wiring.playLoggedIn(Dialogue.parse("C: RETR 1\nS: +OK\nS: <SILENCE>"), with(LONG), session -> {
                CountDownLatch begun = new CountDownLatch(1);
                InputStream in = session.retrieve(ONE);
                FutureTask<Integer> wait = new FutureTask<>(() -> {
                    begun.countDown();
                    return in.read();
                });
                waits.add(wait);
                new Thread(wait, "waiting").start();
                awaitUninterrupted(begun);
                session.close();
                session.close();
            });
            assertThatExceptionOfType(ExecutionException.class)
                    .isThrownBy(() -> waits.get(0).get())
                    .withMessageContaining("RETR: the session was closed");
        }
    }

    @Test
    @DisplayName("D-2: where nothing is said each wait ends: the times are those of requirements 0.2, none is endless")
    void defaults() {
        Timeouts used = Pop3Client.builder("pop.example.org").build().settings().timeouts();
        assertThat(used).isSameAs(Timeouts.DEFAULTS);
        assertThat(List.of(used.connect(), used.tlsHandshake())).containsOnly(Duration.ofSeconds(30));
        assertThat(List.of(used.greeting(), used.write(), used.read())).containsOnly(Duration.ofSeconds(60));
        assertThat(used.authentication()).isEqualTo(Duration.ofMinutes(3));
        assertThat(used.quit()).isEqualTo(Duration.ofMinutes(10));
        assertThat(used.operation()).isEmpty();
    }

    @Test
    @DisplayName("D-2: no time is zero, negative or without end")
    void bounds() {
        Timeouts defaults = Timeouts.DEFAULTS;
        for (Duration wrong : List.of(Duration.ZERO, Duration.ofSeconds(-1), Duration.ofDays(25))) {
            assertThatIllegalArgumentException().isThrownBy(() -> defaults.withConnect(wrong));
            assertThatIllegalArgumentException().isThrownBy(() -> defaults.withTlsHandshake(wrong));
            assertThatIllegalArgumentException().isThrownBy(() -> defaults.withGreeting(wrong));
            assertThatIllegalArgumentException().isThrownBy(() -> defaults.withWrite(wrong));
            assertThatIllegalArgumentException().isThrownBy(() -> defaults.withRead(wrong));
            assertThatIllegalArgumentException().isThrownBy(() -> defaults.withAuthentication(wrong));
            assertThatIllegalArgumentException().isThrownBy(() -> defaults.withQuit(wrong));
            assertThatIllegalArgumentException().isThrownBy(() -> defaults.withOperation(wrong));
        }
        assertThat(defaults.withConnect(Duration.ofDays(24)).connect()).isEqualTo(Duration.ofDays(24));
    }

    private static UnaryOperator<Pop3Client.Builder> with(Timeouts timeouts) {
        return client -> client.timeouts(timeouts);
    }

    private static void awaitUninterrupted(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void assertTimesOut(String what, String why, ThrowingCallable call) {
        assertThatExceptionOfType(Pop3BrokenException.class)
                .isThrownBy(call)
                .withMessageStartingWith(what + ": " + why)
                .withCauseInstanceOf(SocketTimeoutException.class);
    }

    private static void assertTimesOut(String what, ThrowingCallable call) {
        assertThatExceptionOfType(Pop3BrokenException.class)
                .isThrownBy(call)
                .withMessageStartingWith(what + ": ")
                .withCauseInstanceOf(SocketTimeoutException.class)
                .satisfies(e -> assertThat(e.deletions()).isEqualTo(Deletions.NOT_COMMITTED));
    }

    @Test
    @DisplayName("C0002: a greeting octet by octet is no silence")
    void slowGreeting() throws IOException {
        new Wiring(Delivery.OCTET_BY_OCTET, false)
                .play(
                        Dialogue.parse("S: +OK ready"),
                        with(LONG),
                        session -> assertThat(session.isOpen()).isTrue());
    }
}
