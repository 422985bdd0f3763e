package org.pop3j.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.pop3j.server.Scenario.given;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.pop3j.conformance.Dialogue;
import org.pop3j.conformance.DialogueFailure;
import org.pop3j.conformance.Wire;
import org.pop3j.store.MemoryStore;

@Timeout(60)
class ServingTest {
    private static final InetSocketAddress ANY = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);

    @Test
    @DisplayName(
            "S-28 beyond the limit a connection is told [SYS/TEMP] and closed; when one has ended the next is served")
    void tooManyConnections() throws IOException {
        for (ServerLimits limits :
                List.of(new ServerLimits(2, 9, 2, 3, 10, 1024), new ServerLimits(9, 2, 2, 3, 10, 1024))) {
            EventLog events = new EventLog();
            Scenario scenario = given().with(b -> b.limits(limits).events(events));
            try (MemoryStore store = scenario.newStore();
                    Pop3Server server = scenario.start(store);
                    Wire first = Wire.tcp(server.addresses().get(0));
                    Wire second = Wire.tcp(server.addresses().get(0))) {
                Dialogue.parse("S: +OK*").play(first);
                Dialogue.parse("S: +OK*").play(second);
                try (Wire third = Wire.tcp(server.addresses().get(0))) {
                    Dialogue.parse("S: -ERR [SYS/TEMP] no more connections now; try again later\nS: <EOF>")
                            .play(third);
                }
                try (Socket silent = new Socket(InetAddress.getLoopbackAddress(), port(server, 1))) {
                    assertThat(silent.getInputStream().read()).isEqualTo(-1);
                }
                assertThat(events.lines).containsExactly("connected", "connected", "turned away", "turned away");
                Dialogue.parse("C: QUIT\nS: +OK*\nS: <EOF>").play(first);
                events.awaitEnd();
                awaitServed(server);
            }
        }
    }

    @Test
    @DisplayName("stop lets running sessions finish, and takes no new ones")
    void gracefulStop() throws IOException, InterruptedException {
        EventLog events = new EventLog();
        Scenario scenario = given("x").with(b -> b.events(events));
        try (MemoryStore store = scenario.newStore()) {
            Pop3Server server = scenario.start(store);
            int port = port(server, 0);
            try (Wire wire = Wire.tcp(server.addresses().get(0))) {
                Dialogue.parse(Scenario.LOGIN + "C: DELE 1\nS: +OK*").play(wire);
                Thread stopping = new Thread(() -> server.stop(Duration.ofSeconds(30)));
                stopping.start();
                awaitRefused(port);
                Dialogue.parse("C: QUIT\nS: +OK bye, messages removed: 1\nS: <EOF>")
                        .play(wire);
                stopping.join();
            }
            assertThat(awaitEndOfLogin(events).end()).isEqualTo(SessionSummary.End.QUIT);
            server.close();
        }
    }

    @Test
    @DisplayName("a taken port is named, and no listener is left behind")
    void takenPort() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                MemoryStore store = new MemoryStore()) {
            Pop3Server.Builder builder = Pop3Server.builder(store, Scenario.password("p"))
                    .listen(ANY)
                    .listen(new InetSocketAddress(InetAddress.getLoopbackAddress(), taken.getLocalPort()));
            assertThatThrownBy(builder::start)
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("cannot listen on")
                    .hasMessageContaining(":" + taken.getLocalPort());
        }
    }

    @Test
    @DisplayName("a server without an address, and TLS without a certificate, are refused")
    void incomplete() {
        Pop3Server.Builder builder = Pop3Server.builder(new MemoryStore(), Scenario.password("p"));
        assertThatIllegalStateException().isThrownBy(builder::start).withMessageContaining("listen");
        assertThatIllegalStateException()
                .isThrownBy(builder.listenTls(ANY)::start)
                .withMessageContaining("certificate");
    }

    @Test
    @DisplayName(
            "design 1: sessions are virtual threads where there are any, else daemon platform threads; a factory overrides")
    void threads() throws InterruptedException {
        List<String> names = new ArrayList<>();
        boolean[] virtual = new boolean[1];
        Thread thread = SessionThreads.preferred().newThread(() -> {
            names.add(Thread.currentThread().getName());
            virtual[0] = SessionThreads.isCurrentVirtual();
        });
        assertThat(thread.isDaemon()).isTrue();
        thread.start();
        thread.join();
        assertThat(names).containsExactly("pop3-0");
        assertThat(virtual[0]).isEqualTo(Runtime.version().feature() >= 21);
        assertThat(SessionThreads.isCurrentVirtual()).isFalse();
    }

    @Test
    @DisplayName("the embedder's threads serve the sessions")
    void ownThreads() throws IOException {
        List<String> made = new ArrayList<>();
        Scenario scenario = given().with(b -> b.threads(task -> {
            made.add("one");
            return new Thread(task);
        }));
        try (MemoryStore store = scenario.newStore();
                Pop3Server server = scenario.start(store);
                Wire wire = Wire.tcp(server.addresses().get(0))) {
            Dialogue.parse("S: +OK*\nC: QUIT\nS: +OK*\nS: <EOF>").play(wire);
        }
        assertThat(made).containsExactly("one");
    }

    @Test
    @DisplayName("where no thread can be made the client is told [SYS/TEMP], and the server goes on")
    void noThread() throws IOException {
        int[] asked = new int[1];
        Scenario scenario = given().with(b -> b.threads(task -> {
            if (asked[0]++ == 0) {
                throw new OutOfMemoryError("unable to create native thread");
            }
            return new Thread(task);
        }));
        try (MemoryStore store = scenario.newStore();
                Pop3Server server = scenario.start(store)) {
            try (Wire wire = Wire.tcp(server.addresses().get(0))) {
                Dialogue.parse("S: -ERR [SYS/TEMP] no more connections now; try again later\nS: <EOF>")
                        .play(wire);
            }
            awaitServed(server);
        }
    }

    @Test
    @DisplayName("a thread factory that fails costs one connection, and not its place")
    void failingThreadFactory() throws IOException {
        int[] asked = new int[1];
        Scenario scenario = given().with(b -> b.limits(new ServerLimits(1, 1, 2, 3, 10, 1024))
                .threads(task -> {
                    if (asked[0]++ == 0) {
                        throw new IllegalStateException("no threads today");
                    }
                    return new Thread(task);
                }));
        try (MemoryStore store = scenario.newStore();
                Pop3Server server = scenario.start(store)) {
            try (Wire wire = Wire.tcp(server.addresses().get(0))) {
                Dialogue.parse("S: -ERR [SYS/TEMP] no more connections now; try again later\nS: <EOF>")
                        .play(wire);
            }
            awaitServed(server);
        }
    }

    @Test
    @DisplayName("a watcher that throws harms no session")
    void throwingWatcher() {
        ServerEvents throwing = new ServerEvents() {
            @Override
            public void connected(SocketAddress peer) {
                throw new IllegalStateException("connected");
            }

            @Override
            public void loggedIn(SocketAddress peer, String principal, String way, String security) {
                throw new IllegalStateException("logged in");
            }

            @Override
            public void loginRefused(SocketAddress peer, RefusedLogin login) {
                throw new IllegalStateException("refused");
            }

            @Override
            public void ended(SocketAddress peer, SessionSummary summary) {
                throw new IllegalStateException("ended");
            }
        };
        given("x").with(b -> b.events(throwing)).playsOverTcp("""
                S: +OK*
                C: USER ann
                S: +OK*
                C: PASS wrong
                S: -ERR [AUTH]*
                C: USER ann
                S: +OK*
                C: PASS secret word
                S: +OK*
                C: STAT
                S: +OK 1 3
                """);
    }

    @Test
    @DisplayName("a TLS supplier that fails ends the connection that asked, and nothing else")
    void failingTls() throws IOException {
        EventLog events = new EventLog();
        Scenario scenario = given().with(b -> b.events(events).tls(() -> {
            throw new IllegalStateException("the certificate is gone");
        }));
        try (MemoryStore store = scenario.newStore();
                Pop3Server server = scenario.start(store)) {
            try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port(server, 1))) {
                assertThat(socket.getInputStream().read()).isEqualTo(-1);
            }
            assertThat(events.awaitEnd().end()).isEqualTo(SessionSummary.End.FAILED);
            awaitServed(server);
        }
    }

    @Test
    @DisplayName("a connection that was accepted while the server stops is turned away")
    void acceptedWhileStopping() throws IOException {
        EventLog events = new EventLog();
        Service service = given().with(b -> b.events(events))
                .configured(new MemoryStore())
                .service();
        try (ServerSocket listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                Socket client = new Socket(InetAddress.getLoopbackAddress(), listener.getLocalPort())) {
            service.takeNoMore();
            service.serve(listener.accept(), Service.Start.PLAIN);
            assertThat(new String(client.getInputStream().readAllBytes(), StandardCharsets.US_ASCII))
                    .isEqualTo("-ERR [SYS/TEMP] no more connections now; try again later\r\n");
            assertThat(service.awaitNoSessions(Duration.ZERO)).isTrue();
            assertThat(events.lines).containsExactly("turned away");
        } finally {
            service.close();
        }
    }

    @Test
    @DisplayName("R1939-45 the answer to QUIT arrives although octets behind it were never read")
    void octetsBehindQuit() throws IOException {
        Scenario scenario = given();
        try (MemoryStore store = scenario.newStore();
                Pop3Server server = scenario.start(store)) {
            for (int i = 0; i < 50; i++) {
                try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port(server, 0))) {
                    socket.getOutputStream()
                            .write(("QUIT\r\n" + "NOOP\r\n".repeat(5000)).getBytes(StandardCharsets.US_ASCII));
                    assertThat(new String(socket.getInputStream().readNBytes(35), StandardCharsets.US_ASCII))
                            .isEqualTo("+OK POP3 server ready\r\n+OK bye\r\n");
                }
            }
        }
    }

    @Test
    @DisplayName("S-13 the answer to a failed login is held back, twice as long each time")
    void heldBack() throws IOException {
        Scenario scenario = given().with(b -> b.times(ServerTimes.DEFAULTS.withFailedLogin(Duration.ofMillis(40))));
        try (MemoryStore store = scenario.newStore();
                Pop3Server server = scenario.start(store);
                Wire wire = Wire.tcp(server.addresses().get(0))) {
            Dialogue failure = Dialogue.parse("C: USER ann\nS: +OK*\nC: PASS x\nS: -ERR*");
            Dialogue.parse("S: +OK*").play(wire);
            long before = System.nanoTime();
            failure.play(wire);
            long first = System.nanoTime();
            failure.play(wire);
            long second = System.nanoTime();
            assertThat(Duration.ofNanos(first - before)).isGreaterThanOrEqualTo(Duration.ofMillis(40));
            assertThat(Duration.ofNanos(second - first)).isGreaterThanOrEqualTo(Duration.ofMillis(80));
        }
    }

    private static int port(Pop3Server server, int listener) {
        return server.addresses().get(listener).getPort();
    }

    /** The place of an ended session comes free a little after its connection. */
    private static void awaitServed(Pop3Server server) throws IOException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (true) {
            try (Wire wire = Wire.tcp(server.addresses().get(0))) {
                Dialogue.parse("S: +OK*").play(wire);
                return;
            } catch (DialogueFailure notYet) {
                if (System.nanoTime() > deadline) {
                    throw notYet;
                }
            }
        }
    }

    /** The end of the session that had logged in; one of a connection that came before the listener was closed may precede. */
    private static SessionSummary awaitEndOfLogin(EventLog events) {
        SessionSummary summary = events.awaitEnd();
        while (summary.principal().isEmpty()) {
            summary = events.awaitEnd();
        }
        return summary;
    }

    private static void awaitRefused(int port) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (System.nanoTime() < deadline) {
            try {
                new Socket(InetAddress.getLoopbackAddress(), port).close();
            } catch (IOException refused) {
                return;
            }
        }
        throw new AssertionError("new connections are still accepted");
    }
}
