package org.pop3j.jakarta.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Store;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Properties;
import org.eclipse.angus.mail.util.MailConnectException;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pop3j.conformance.Dialogue;
import org.pop3j.conformance.ScriptedPeer;

/** Programs that try again later look for MailConnectException: the server was not reached, whatever the reason. */
class UnreachableTest {
    /** A server whose queue of connections is full: the next one is neither taken nor refused (on Linux). */
    private static final class FullServer implements AutoCloseable {
        private final ServerSocket listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        private final Deque<Socket> queued = new ArrayDeque<>();

        FullServer() throws IOException {
            try {
                while (queued.size() < 10) {
                    Socket socket = new Socket();
                    queued.push(socket);
                    socket.connect(new InetSocketAddress(listener.getInetAddress(), port()), 300);
                }
            } catch (SocketTimeoutException full) {
                return;
            }
            throw new IOException("the queue of a listener has no end here");
        }

        int port() {
            return listener.getLocalPort();
        }

        @Override
        public void close() throws IOException {
            for (Socket socket : queued) {
                socket.close();
            }
            listener.close();
        }
    }

    private static Store store(String storeClass, int port) throws MessagingException {
        Properties properties = TestMail.properties(port);
        properties.setProperty("mail.pop3.class", storeClass);
        properties.setProperty("mail.pop3.connectiontimeout", "200");
        properties.setProperty("mail.pop3.timeout", "200");
        return Session.getInstance(properties).getStore("pop3");
    }

    @Test
    @DisplayName("nobody listens: MailConnectException with host and port")
    void nobodyListens() throws Exception {
        int free;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            free = socket.getLocalPort();
        }
        Store store = Session.getInstance(TestMail.properties(free)).getStore("pop3");
        assertThatThrownBy(() -> store.connect("mrose", "secret"))
                .isInstanceOf(MailConnectException.class)
                .hasMessageContaining("127.0.0.1:" + free)
                .hasRootCauseInstanceOf(ConnectException.class)
                .satisfies(e -> assertThat(((MailConnectException) e).getPort()).isEqualTo(free));
        assertThat(store.isConnected()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {TestMail.ANGUS, "org.pop3j.jakarta.mail.Pop3Store"})
    @DisplayName("C0001: connecting takes too long: MailConnectException, as with Angus")
    void connectingTakesTooLong(String storeClass) throws Exception {
        try (FullServer server = new FullServer()) {
            Store store = store(storeClass, server.port());
            MailConnectException failure =
                    catchThrowableOfType(MailConnectException.class, () -> store.connect("mrose", "secret"));
            assertThat(failure).hasRootCauseInstanceOf(SocketTimeoutException.class);
            assertThat(failure.getHost()).isEqualTo("127.0.0.1");
            assertThat(failure.getPort()).isEqualTo(server.port());
        }
    }

    @Test
    @DisplayName("a server that was reached and says nothing is another failure")
    void aSilentServer() throws Exception {
        try (ScriptedPeer peer = TestMail.start(Dialogue.parse("S: <SILENCE>"))) {
            assertThatThrownBy(() -> store("org.pop3j.jakarta.mail.Pop3Store", peer.port())
                            .connect("mrose", "secret"))
                    .isExactlyInstanceOf(MessagingException.class)
                    .hasMessageContaining("greeting");
        }
    }
}
