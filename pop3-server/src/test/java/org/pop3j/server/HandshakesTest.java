package org.pop3j.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.pop3j.server.Scenario.given;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.pop3j.conformance.Dialogue;
import org.pop3j.conformance.Wire;
import org.pop3j.server.SessionSummary.End;
import org.pop3j.store.MemoryStore;

@Timeout(120)
class HandshakesTest {
    private static final int STORM = 500;

    /** On a machine that is busy with something else 500 handshakes may take longer than a client would wait. */
    private static final ServerTimes PATIENT = new ServerTimes(
            Duration.ofMinutes(10),
            Duration.ofSeconds(110),
            Duration.ofSeconds(110),
            Duration.ofSeconds(60),
            Duration.ofSeconds(60),
            Duration.ZERO);

    @Test
    @DisplayName("S-37 no more handshakes compute at once than there are turns")
    void computingAtOnce() throws Exception {
        AtomicInteger most = new AtomicInteger();
        SSLContext slow = TestTls.serverThatLingers(most, Handshakes.usual());
        ExecutorService clients = Executors.newFixedThreadPool(8);
        try (MemoryStore store = given().newStore();
                Pop3Server server = given().with(b -> b.tls(() -> slow)).start(store)) {
            List<Future<?>> handshakes = new ArrayList<>();
            for (int i = 0; i < 16; i++) {
                handshakes.add(clients.submit(() -> greet(server.addresses().get(1))));
            }
            for (Future<?> handshake : handshakes) {
                handshake.get();
            }
            assertThat(most.get()).isBetween(1, Handshakes.usual());
        } finally {
            clients.shutdownNow();
        }
    }

    @Test
    @DisplayName("S-28 S-37 of 500 clients that stall before or in their handshakes nobody else notices anything")
    void stalledHandshakes() throws Exception {
        byte[] hello = TestTls.clientHello();
        List<Socket> stalled = new ArrayList<>();
        try (MemoryStore store = given().newStore();
                Pop3Server server = given().start(store)) {
            InetSocketAddress address = server.addresses().get(1);
            for (int i = 0; i < STORM; i++) {
                Socket socket = new Socket(address.getAddress(), address.getPort());
                stalled.add(socket);
                // Nothing, half of the first message, or all of it and then no answer to the server's.
                socket.getOutputStream().write(hello, 0, hello.length * (i % 3) / 2);
            }
            long begin = System.nanoTime();

            greet(address);

            assertThat(TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - begin))
                    .isLessThan(15);
        } finally {
            for (Socket socket : stalled) {
                socket.close();
            }
        }
    }

    @Test
    @DisplayName("S-37 while 500 clients shake hands at once a session goes on, and each of them is greeted")
    void storm() throws Exception {
        ExecutorService clients = Executors.newFixedThreadPool(STORM);
        CountDownLatch begin = new CountDownLatch(1);
        try (MemoryStore store = given().newStore();
                Pop3Server server = given().with(b -> b.times(PATIENT)).start(store);
                AuthClient session = AuthClient.plain(server.addresses().get(0))) {
            assertThat(session.ask("AUTH PLAIN AGFubgBzZWNyZXQgd29yZA==")).startsWith("+OK");
            List<Future<?>> greetings = new ArrayList<>();
            for (int i = 0; i < STORM; i++) {
                greetings.add(clients.submit(() -> {
                    begin.await();
                    greetPatiently(server.addresses().get(1));
                    return null;
                }));
            }
            begin.countDown();
            List<Duration> answers = new ArrayList<>();
            while (greetings.stream().anyMatch(greeting -> !greeting.isDone())) {
                long asked = System.nanoTime();
                assertThat(session.ask("NOOP")).isEqualTo("+OK");
                answers.add(Duration.ofNanos(System.nanoTime() - asked));
            }
            for (Future<?> greeting : greetings) {
                greeting.get();
            }
            assertThat(answers).isNotEmpty().allMatch(answer -> answer.toSeconds() < 15);
        } finally {
            clients.shutdownNow();
        }
    }

    @Test
    @DisplayName("S-37 S-08 TLS records of one octet are no activity: a client of nothing else is ended")
    void endlessSmallRecords() throws Exception {
        EventLog events = new EventLog();
        ServerTimes brief = new ServerTimes(
                Duration.ofSeconds(2),
                Duration.ofSeconds(2),
                Duration.ofSeconds(2),
                Duration.ofSeconds(20),
                Duration.ofSeconds(20),
                Duration.ZERO);
        try (MemoryStore store = given().newStore();
                Pop3Server server =
                        given().with(b -> b.events(events).times(brief)).start(store);
                SmallRecords client = new SmallRecords(server.addresses().get(1), TestTls.context())) {
            assertThatThrownBy(() -> sendFor(client, Duration.ofSeconds(30))).isInstanceOf(IOException.class);

            assertThat(events.awaitEnd().end()).isIn(End.TIMED_OUT, End.TOO_MANY_ERRORS);
        }
    }

    private static void sendFor(SmallRecords client, Duration patience) throws IOException {
        long end = System.nanoTime() + patience.toNanos();
        while (System.nanoTime() < end) {
            client.send(ByteBuffer.wrap(new byte[] {'N'}));
        }
    }

    @Test
    @DisplayName("a handshake that gets no turn in time is given up, and the turn of one that fails comes back")
    void turns() throws IOException {
        Handshakes handshakes = new Handshakes(1, 1);
        try (Handshakes.Turn held = handshakes.turn();
                Handshakes.Turn late = handshakes.turn()) {
            held.enter();
            held.enter();

            assertThatThrownBy(late::enter)
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("too many TLS handshakes at once");
            held.leave();
            late.enter();
            assertThat(handshakes.free()).isZero();
        }
        assertThat(handshakes.free()).isEqualTo(1);
    }

    private static void greetPatiently(InetSocketAddress address) throws IOException {
        try (Socket socket =
                TestTls.context().getSocketFactory().createSocket(address.getAddress(), address.getPort())) {
            socket.setSoTimeout(110_000);
            assertThat(socket.getInputStream().read()).isEqualTo('+');
        }
    }

    private static void greet(InetSocketAddress address) {
        try (Wire wire = Wire.tls(address, TestTls.context())) {
            Dialogue.parse("""
                    S: +OK*
                    C: QUIT
                    S: +OK*
                    """).play(wire);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
