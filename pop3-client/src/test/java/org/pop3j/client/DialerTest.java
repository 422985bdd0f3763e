package org.pop3j.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class DialerTest {
    private static final int DEAD_PORT = 9;
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final List<Integer> waits = new ArrayList<>();
    private final List<Socket> made = new ArrayList<>();

    @Test
    @DisplayName(
            "C0001: each address gets its share of the time that is left, so that dead ones leave some for the others")
    void shares() throws IOException {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                Socket socket =
                        dialer(DEAD_PORT, DEAD_PORT, server.getLocalPort()).dial(PATIENCE)) {
            assertThat(socket.getPort()).isEqualTo(server.getLocalPort());
            assertThat(waits).hasSize(3);
            assertThat(waits.get(0)).isBetween(9_000, 10_000);
            assertThat(waits.get(1)).isBetween(14_000, 15_000);
            assertThat(waits.get(2)).isBetween(29_000, 30_000);
        }
    }

    @Test
    @DisplayName("C0001: where no address answers, the first failure is told, and the others with it")
    void allDead() {
        assertThatExceptionOfType(SocketTimeoutException.class)
                .isThrownBy(() -> dialer(DEAD_PORT, DEAD_PORT).dial(PATIENCE))
                .withMessage("dead address 1")
                .satisfies(e -> assertThat(e.getSuppressed())
                        .singleElement()
                        .satisfies(other -> assertThat(other).hasMessage("dead address 2")));
    }

    @Test
    @DisplayName("C0001: where no time is left no address is tried")
    void noTime() {
        assertThatExceptionOfType(SocketTimeoutException.class)
                .isThrownBy(() -> dialer(DEAD_PORT).dial(Duration.ZERO))
                .withMessage("no time was left to try an address");
        assertThat(waits).isEmpty();
    }

    @Test
    @DisplayName("A connection that does not come about leaves no socket open; one that does sends without delay")
    void sockets() throws IOException {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                Socket socket = dialer(DEAD_PORT, server.getLocalPort()).dial(PATIENCE)) {
            assertThat(made).hasSize(2);
            assertThat(made.get(0).isClosed()).isTrue();
            assertThat(made.get(1)).isSameAs(socket);
            assertThat(socket.isClosed()).isFalse();
            assertThat(socket.getTcpNoDelay()).isTrue();
        }
    }

    /** A dialer of a host with an address for each port. */
    private Dialer dialer(int... ports) {
        Dialer.Lookup lookup = (host, port) -> {
            List<InetSocketAddress> addresses = new ArrayList<>();
            for (int each : ports) {
                addresses.add(new InetSocketAddress(InetAddress.getLoopbackAddress(), each));
            }
            return addresses;
        };
        return new Dialer("pop.example", 110, RecordingSocket::new, lookup, Optional.empty());
    }

    /** Says that the time is up at once where the address is a dead one, and remembers how long it might have waited. */
    private final class RecordingSocket extends Socket {
        RecordingSocket() {
            made.add(this);
        }

        @Override
        public void connect(SocketAddress address, int milliseconds) throws IOException {
            waits.add(milliseconds);
            if (((InetSocketAddress) address).getPort() == DEAD_PORT) {
                throw new SocketTimeoutException("dead address " + waits.size());
            }
            super.connect(address, milliseconds);
        }
    }
}
