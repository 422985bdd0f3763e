package org.pop3j.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.pop3j.server.Scenario.given;

import java.io.IOException;
import java.net.InetAddress;
import java.net.SocketTimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pop3j.conformance.Dialogue;
import org.pop3j.conformance.Wire;
import org.pop3j.store.MemoryStore;

/** What the server takes and refuses in a TLS handshake. */
@Timeout(60)
class TlsLayerTest {
    private static final int PATIENCE_MILLIS = 20_000;

    private final MemoryStore store = given("x").newStore();
    private Pop3Server server;

    @AfterEach
    void stop() {
        server.close();
        store.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
    @DisplayName("R8314-01 ALPN pop3, alone or among others, or none at all is taken")
    void applicationProtocols(String version) throws IOException {
        serve(ClientCertificates.NONE);

        assertThat(applicationProtocol(version, "pop3")).isEqualTo("pop3");
        assertThat(applicationProtocol(version, "h2", "pop3")).isEqualTo("pop3");
        assertThat(applicationProtocol(version)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
    @DisplayName("R8314-01 a client that offers other protocols only gets the alert no_application_protocol (RFC 7301)")
    void foreignApplicationProtocol(String version) throws IOException {
        serve(ClientCertificates.NONE);

        assertThatThrownBy(() -> applicationProtocol(version, "http/1.1", "imap"))
                .isInstanceOf(SSLHandshakeException.class)
                .hasMessageContaining("no_application_protocol");
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
    @DisplayName("R8314-04 by default no certificate is asked for, where it is wanted or required one is")
    void askedForACertificate(String version) throws Exception {
        for (ClientCertificates mode : ClientCertificates.values()) {
            serve(mode);
            AtomicInteger asked = new AtomicInteger();

            greeting(TestTls.clientThatCounts(asked), version);

            assertThat(asked.get() > 0).as(mode.name()).isEqualTo(mode != ClientCertificates.NONE);
            server.close();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
    @DisplayName("a client without a certificate gets in where one is wanted, and not where it is required")
    void withoutCertificate(String version) throws IOException {
        serve(ClientCertificates.WANTED);
        assertThat(greeting(TestTls.clientWithoutCertificate(), version)).isEqualTo('+');
        server.close();

        serve(ClientCertificates.REQUIRED);
        // An alert, or a reset where the client was still sending.
        assertThatThrownBy(() -> greeting(TestTls.clientWithoutCertificate(), version))
                .isInstanceOf(IOException.class)
                .isNotInstanceOf(SocketTimeoutException.class);
    }

    @Test
    @DisplayName("R8314-04 R2595-04 a certificate alone logs nobody in")
    void aCertificateAloneLogsNobodyIn() throws IOException {
        serve(ClientCertificates.REQUIRED);

        try (Wire wire = Wire.tls(server.addresses().get(1), TestTls.context())) {
            Dialogue.parse("""
                    S: +OK*
                    C: STAT
                    S: -ERR*
                    """).play(wire);
        }
    }

    @Test
    @DisplayName("S-37 a second handshake in one connection of TLS 1.2 is refused, for embedders too")
    void renegotiation() throws IOException {
        assertThat(System.getProperty("jdk.tls.rejectClientInitiatedRenegotiation"))
                .isNull();
        serve(ClientCertificates.NONE);

        try (SSLSocket socket = connect(TestTls.context(), "TLSv1.2")) {
            readLine(socket);
            socket.startHandshake();
            // Who goes along with it waits here for a command: no answer within the patience is no refusal.
            assertThatThrownBy(() -> socket.getInputStream().read())
                    .isInstanceOf(IOException.class)
                    .isNotInstanceOf(SocketTimeoutException.class);
        }
    }

    @Test
    @DisplayName("S-37 a session in records of one octet is served as any other")
    void recordsOfOneOctet() throws IOException {
        serve(ClientCertificates.NONE);

        try (SSLSocket socket = connect(TestTls.context(), "TLSv1.3")) {
            readLine(socket);
            for (byte octet : "CAPA\r\nQUIT\r\n".getBytes(java.nio.charset.StandardCharsets.US_ASCII)) {
                socket.getOutputStream().write(octet);
            }
            String all = new String(socket.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.US_ASCII);
            assertThat(all).startsWith("+OK capabilities").endsWith(".\r\n+OK bye\r\n");
        }
    }

    private void serve(ClientCertificates clients) throws IOException {
        server = given().with(b -> b.clientCertificates(clients)).start(store);
    }

    private String applicationProtocol(String version, String... offered) throws IOException {
        try (SSLSocket socket = connect(TestTls.context(), version)) {
            SSLParameters parameters = socket.getSSLParameters();
            parameters.setApplicationProtocols(offered);
            socket.setSSLParameters(parameters);
            socket.startHandshake();
            return socket.getApplicationProtocol();
        }
    }

    private int greeting(SSLContext client, String version) throws IOException {
        try (SSLSocket socket = connect(client, version)) {
            return socket.getInputStream().read();
        }
    }

    private SSLSocket connect(SSLContext client, String version) throws IOException {
        SSLSocket socket = (SSLSocket) client.getSocketFactory()
                .createSocket(
                        InetAddress.getLoopbackAddress(),
                        server.addresses().get(1).getPort());
        socket.setEnabledProtocols(new String[] {version});
        socket.setSoTimeout(PATIENCE_MILLIS);
        return socket;
    }

    private static void readLine(SSLSocket socket) throws IOException {
        int octet = socket.getInputStream().read();
        while (octet != '\n') {
            assertThat(octet).isNotNegative();
            octet = socket.getInputStream().read();
        }
    }
}
