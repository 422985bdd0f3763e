package org.pop3j.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.FutureTask;
import javax.net.ssl.ExtendedSSLSession;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SNIServerName;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A server under another name than that of its address: the client has the name, the caller's socket leads to the address. */
@Timeout(60)
class HostOverrideTest {
    @TempDir
    private Path folder = Path.of("");

    /** Connects under a name to a server for elsewhere.example on loopback; gives the names that the server was asked for. */
    private List<SNIServerName> connect(String name) throws Exception {
        try (SSLServerSocket listener = (SSLServerSocket) TestTls.ELSEWHERE
                .serverContext()
                .getServerSocketFactory()
                .createServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            FutureTask<List<SNIServerName>> asked = new FutureTask<>(() -> greeted(listener));
            new Thread(asked, "server of elsewhere.example").start();
            Pop3Client client = Pop3Client.builder(name)
                    .tls(TlsMode.TLS)
                    .trust(Trust.pem(TestTls.ELSEWHERE.pem(folder)))
                    .build();
            try (Pop3Session session = client.connect(new Socket(listener.getInetAddress(), listener.getLocalPort()))) {
                assertThat(session.greeting().text()).isEqualTo("here");
            }
            return asked.get();
        }
    }

    private static List<SNIServerName> greeted(SSLServerSocket listener) throws IOException {
        try (SSLSocket socket = (SSLSocket) listener.accept()) {
            socket.startHandshake();
            socket.getOutputStream().write("+OK here\r\n".getBytes(StandardCharsets.US_ASCII));
            socket.getInputStream().read();
            return ((ExtendedSSLSession) socket.getSession()).getRequestedServerNames();
        }
    }

    @Test
    @DisplayName(
            "R2595-10: SNI asks for the client's name, and the certificate is good for it, wherever the socket leads")
    void named() throws Exception {
        assertThat(connect("elsewhere.example")).containsExactly(new SNIHostName("elsewhere.example"));
    }

    @Test
    @DisplayName("R2595-10: a certificate for another name than the client's is refused")
    void otherName() {
        assertThatExceptionOfType(Pop3BrokenException.class)
                .isThrownBy(() -> connect("other.example"))
                .withMessageStartingWith("TLS: expected a certificate for \"other.example\"");
    }
}
