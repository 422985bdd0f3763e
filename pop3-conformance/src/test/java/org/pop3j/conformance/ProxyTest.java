package org.pop3j.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ProxyTest {
    private static final Dialogue SESSION = Dialogue.parse("""
            S: +OK ready
            C: NOOP
            S: +OK
            C: NOOP
            S: +OK
            C: QUIT
            S: +OK
            S: <EOF>
            """);

    private static Duration timeOf(Delivery delivery, Proxy proxy) throws IOException {
        long begin = System.nanoTime();
        try (Wire wire = Wire.tcp(proxy.address())) {
            SESSION.play(wire, delivery);
        }
        return Duration.ofNanos(System.nanoTime() - begin);
    }

    @Test
    void eachRoundTripTakesTwoDelays() throws IOException {
        try (ScriptedPeer peer = ScriptedPeer.start(SESSION);
                Proxy proxy =
                        Proxy.to(peer.address()).delay(Duration.ofMillis(50)).start()) {
            assertThat(timeOf(Delivery.ONE_SEGMENT, proxy)).isGreaterThanOrEqualTo(Duration.ofMillis(50 + 3 * 100));
            peer.verify();
            assertThat(proxy.roundTrips()).isEqualTo(3);
            assertThat(proxy.octets(Proxy.Direction.TO_SERVER)).isEqualTo(18);
            assertThat(proxy.octets(Proxy.Direction.TO_CLIENT)).isEqualTo(11 + 3 * 5);
        }
    }

    @Test
    void aPipelineTakesOneRoundTrip() throws IOException {
        try (ScriptedPeer peer = ScriptedPeer.start(SESSION);
                Proxy proxy =
                        Proxy.to(peer.address()).delay(Duration.ofMillis(300)).start()) {
            assertThat(timeOf(Delivery.PIPELINED, proxy)).isGreaterThanOrEqualTo(Duration.ofMillis(300 + 600));
            peer.verify();
            assertThat(proxy.roundTrips()).isEqualTo(1);
        }
    }

    @Test
    void aDelayCostsLatencyAndNoThroughput() throws IOException {
        byte[] content = new byte[8 * 1024 * 1024];
        Dialogue big = Dialogue.builder()
                .serverOctets(content)
                .dialogue(Dialogue.parse("S: <EOF>"))
                .build();
        try (ScriptedPeer peer = ScriptedPeer.start(big);
                Proxy proxy =
                        Proxy.to(peer.address()).delay(Duration.ofMillis(100)).start();
                Wire wire = Wire.tcp(proxy.address())) {
            // By read and sleep it would be 200 ms for each of at least 128 pieces.
            big.play(wire, Delivery.ONE_SEGMENT, Duration.ofSeconds(20));
            peer.verify();
            assertThat(proxy.octets(Proxy.Direction.TO_CLIENT)).isEqualTo(content.length);
        }
    }

    @Test
    void finCutsAfterExactlySoManyOctets() throws IOException {
        Dialogue server = Dialogue.parse("S: +OK ready\nC: <EOF>");
        try (ScriptedPeer peer = ScriptedPeer.start(server);
                Proxy proxy = Proxy.to(peer.address())
                        .cutAfter(Proxy.Direction.TO_CLIENT, 5, Proxy.Cut.FIN)
                        .start();
                Wire wire = Wire.tcp(proxy.address())) {
            Dialogue.parse("S: +OK r\\\nS: <EOF>\nC: QUIT").play(wire);
            peer.verify();
            assertThat(peer.received()).containsExactly("");
            assertThat(proxy.octets(Proxy.Direction.TO_CLIENT)).isEqualTo(5);
        }
    }

    @Test
    void commandsCanBeCutToo() throws IOException {
        Dialogue server = Dialogue.parse("S: +OK ready\nC: QU\\\nC: <EOF>");
        try (ScriptedPeer peer = ScriptedPeer.start(server);
                Proxy proxy = Proxy.to(peer.address())
                        .cutAfter(Proxy.Direction.TO_SERVER, 2, Proxy.Cut.FIN)
                        .start();
                Wire wire = Wire.tcp(proxy.address())) {
            Dialogue.parse("S: +OK ready\nC: QUIT\nS: <EOF>").play(wire);
            peer.verify();
        }
    }

    @Test
    void rstBreaksBothSides() throws IOException {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                Proxy proxy = Proxy.to((InetSocketAddress) server.getLocalSocketAddress())
                        .cutAfter(Proxy.Direction.TO_SERVER, 1, Proxy.Cut.RST)
                        .start();
                Socket client =
                        new Socket(proxy.address().getAddress(), proxy.address().getPort());
                Socket accepted = server.accept()) {
            client.getOutputStream().write('Q');
            assertThatThrownBy(() -> client.getInputStream().read()).isInstanceOf(SocketException.class);
            assertThatThrownBy(() -> accepted.getInputStream().readAllBytes()).isInstanceOf(SocketException.class);
        }
    }

    @Test
    void aDirectionThatIsNotReadFillsUpAndGoesOnLater() throws Exception {
        byte[] content = new byte[64 * 1024 * 1024];
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                Proxy proxy = Proxy.to((InetSocketAddress) server.getLocalSocketAddress())
                        .start();
                Socket client =
                        new Socket(proxy.address().getAddress(), proxy.address().getPort());
                Socket accepted = server.accept()) {
            proxy.stopReading(Proxy.Direction.TO_CLIENT);
            CompletableFuture<Void> write = CompletableFuture.runAsync(() -> write(accepted, content));
            client.getOutputStream().write('Q');
            assertThat(accepted.getInputStream().read()).isEqualTo('Q');
            assertThatThrownBy(() -> write.get(200, TimeUnit.MILLISECONDS)).isInstanceOf(TimeoutException.class);
            assertThat(proxy.octets(Proxy.Direction.TO_CLIENT)).isZero();
            proxy.resumeReading(Proxy.Direction.TO_CLIENT);
            InputStream in = client.getInputStream();
            assertThat(in.readNBytes(content.length)).hasSize(content.length);
            write.get(10, TimeUnit.SECONDS);
        }
    }

    private static void write(Socket socket, byte[] content) {
        try {
            OutputStream out = socket.getOutputStream();
            out.write(content);
        } catch (IOException e) {
            throw new AssertionError("the proxy should have taken everything", e);
        }
    }

    @Test
    void aServerThatIsNotThereLooksLikeABrokenConnection() throws IOException {
        InetSocketAddress nobody;
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            nobody = (InetSocketAddress) server.getLocalSocketAddress();
        }
        try (Proxy proxy = Proxy.to(nobody).start()) {
            // The RST may come before or after the client has seen its connection.
            assertThatThrownBy(() -> readGreeting(proxy.address()))
                    .satisfiesAnyOf(
                            failure -> assertThat(failure).isInstanceOf(SocketException.class),
                            failure -> assertThat(failure).hasMessageContaining("a broken connection"));
        }
    }

    private static void readGreeting(InetSocketAddress address) throws IOException {
        try (Wire wire = Wire.tcp(address)) {
            Dialogue.parse("S: +OK").play(wire);
        }
    }

    @Test
    void aConnectionIsCutAfterAnOctetAtLeast() {
        assertThatThrownBy(() -> Proxy.to(new InetSocketAddress("127.0.0.1", 1))
                        .cutAfter(Proxy.Direction.TO_CLIENT, 0, Proxy.Cut.FIN))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
