package org.pop3j.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.pop3j.server.Scenario.given;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.pop3j.conformance.Dialogue;
import org.pop3j.conformance.Wire;
import org.pop3j.server.SessionSummary.End;
import org.pop3j.store.MemoryStore;
import org.pop3j.store.spi.Maildrop;
import org.pop3j.store.spi.MaildropException;

/** Time limits on a clock that the tests move; the watchdog sweeps by itself as well. */
@Timeout(60)
class TimeLimitsTest {
    private final ManualClock clock = new ManualClock();
    private final EventLog events = new EventLog();
    private final Scenario scenario = given("x").with(b -> b.nanoClock(clock).events(events));
    private final MemoryStore store = scenario.newStore();
    private final Service service = scenario.configured(store).service();
    private final MemoryTransport transport = new MemoryTransport();
    private final Thread session = new Thread(() -> service.serve(transport, Service.Start.PLAIN));
    private final Wire wire = Wire.of(transport.toClient.input(), transport.fromClient.output());

    @AfterEach
    void end() throws IOException, InterruptedException {
        wire.close();
        session.join();
        service.close();
        store.close();
    }

    @Test
    @DisplayName("R1939-10 a session that says nothing for 9:50 minutes goes on; any command begins the time anew")
    void nearlyIdle() {
        begin(Scenario.LOGIN);
        for (int i = 0; i < 3; i++) {
            advance(Duration.ofSeconds(590));
            play("C: NOOP\nS: +OK");
        }
        assertThat(events.hasEnd()).isFalse();
    }

    @Test
    @DisplayName("R1939-11 R1939-27 after 10 idle minutes: closed without an octet, nothing removed, the lock free")
    void autologout() throws MaildropException {
        begin(Scenario.LOGIN + "C: DELE 1\nS: +OK*");
        advance(Duration.ofSeconds(601));
        play("S: <EOF>");
        assertThat(events.awaitEnd().end()).isEqualTo(End.TIMED_OUT);
        try (Maildrop maildrop = store.open(Scenario.ANN)) {
            assertThat(maildrop.count()).isEqualTo(1);
        }
    }

    @Test
    @DisplayName("R1939-10 S-08 single octets are no activity: a command must be whole in time")
    void slowOctets() {
        begin(Scenario.LOGIN);
        play("C: N\\");
        advance(Duration.ofSeconds(300));
        play("C: O\\");
        advance(Duration.ofSeconds(301));
        play("S: <EOF>");
        assertThat(events.awaitEnd().end()).isEqualTo(End.TIMED_OUT);
    }

    @Test
    @DisplayName("S-28 the whole login must be done within 120 s, whatever is said meanwhile")
    void slowLogin() {
        begin("S: +OK*\nC: USER ann\nS: +OK*");
        advance(Duration.ofSeconds(119));
        play("C: USER ann\nS: +OK*");
        advance(Duration.ofSeconds(2));
        play("S: <EOF>");
        assertThat(events.awaitEnd().end()).isEqualTo(End.TIMED_OUT);
    }

    @Test
    @DisplayName("S-28 the limit for logging in ends with the login")
    void loggedInInTime() {
        begin(Scenario.LOGIN);
        advance(Duration.ofSeconds(121));
        play("C: NOOP\nS: +OK");
    }

    @Test
    @DisplayName(
            "S-04 a client that never begins its TLS handshake is closed after 30 s, however long it has to log in")
    void handshake() throws IOException {
        ServerTimes usual = ServerTimes.DEFAULTS;
        ServerTimes times = new ServerTimes(
                usual.idle(),
                Duration.ofDays(1),
                usual.tlsHandshake(),
                usual.writeStall(),
                usual.storeStall(),
                usual.failedLogin());
        try (Pop3Server server = scenario.with(b -> b.times(times)).start(store);
                Socket silent =
                        new Socket("127.0.0.1", server.addresses().get(1).getPort())) {
            silent.setSoTimeout(50);
            advanceUntilClosed(silent.getInputStream(), Duration.ofSeconds(31));
            assertThat(events.awaitEnd().end()).isEqualTo(End.TIMED_OUT);
        }
    }

    @Test
    @DisplayName("S-29 a client that does not read its message is closed after 60 s, and the lock is free")
    void slowReader() throws IOException, MaildropException {
        Scenario.deliver(store, new byte[32 << 20]);
        try (Pop3Server server = scenario.start(store);
                Wire stuck = Wire.tcp(server.addresses().get(0))) {
            Dialogue.parse(Scenario.LOGIN + "C: RETR 2").play(stuck);
            advanceUntilEnd();
        }
        store.open(Scenario.ANN).close();
    }

    @Test
    @DisplayName("design 2: SSLSocket.close() would wait behind a blocked write; the watchdog closes the plain socket")
    void slowReaderUnderTls() throws IOException, MaildropException {
        Scenario.deliver(store, new byte[32 << 20]);
        try (Pop3Server server = scenario.start(store);
                SSLSocket stuck = (SSLSocket) TestTls.context()
                        .getSocketFactory()
                        .createSocket("127.0.0.1", server.addresses().get(1).getPort())) {
            stuck.startHandshake();
            String commands = "USER ann\r\nPASS secret word\r\nRETR 2\r\n";
            stuck.getOutputStream().write(commands.getBytes(StandardCharsets.US_ASCII));
            advanceUntilEnd();
        }
        store.open(Scenario.ANN).close();
    }

    private void begin(String dialogue) {
        session.start();
        play(dialogue);
    }

    private void play(String dialogue) {
        Dialogue.parse(dialogue).play(wire);
    }

    /** Lets time go by while the session waits for its client: then all its limits are set. */
    private void advance(Duration time) {
        transport.fromClient.awaitReader();
        clock.advance(time);
        service.watchdog().sweep();
    }

    /** The server's own watchdog sweeps; nobody knows when the limit is set, so time goes on until it has run out. */
    private void advanceUntilEnd() {
        while (!events.hasEnd()) {
            clock.advance(Duration.ofSeconds(61));
            Thread.onSpinWait();
        }
        assertThat(events.awaitEnd().end()).isEqualTo(End.TIMED_OUT);
    }

    private void advanceUntilClosed(InputStream input, Duration step) throws IOException {
        int octet = 0;
        while (octet >= 0) {
            clock.advance(step);
            try {
                octet = input.read();
            } catch (SocketTimeoutException notYet) {
                octet = 0;
            }
        }
    }
}
