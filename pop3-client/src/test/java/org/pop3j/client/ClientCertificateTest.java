package org.pop3j.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.util.Base64;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.FutureTask;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Client certificates, and a server's wildcard in a real handshake. */
@Timeout(30)
class ClientCertificateTest {
    private static final AnsweringServer.Answers EXTERNAL =
            line -> Optional.of(line.equals("CAPA") ? "+OK\r\nSASL EXTERNAL\r\n." : "+OK");

    @TempDir
    private Path folder = Path.of("");

    @Test
    @DisplayName("S-19: a client certificate from PEM or PKCS#12 is shown, and EXTERNAL logs in with it")
    void shown() throws Exception {
        ClientCertificate pem = ClientCertificate.pem(file("client-cert.pem"), file("client-key.pem"));
        ClientCertificate pkcs12 = ClientCertificate.pkcs12(file("client.p12"), "test secret");
        for (ClientCertificate certificate : new ClientCertificate[] {pem, pkcs12}) {
            assertThat(peer(Trust.certificate(TestTls.LOCALHOST.sha256()).showing(certificate)))
                    .isEqualTo("<TLS CN=ada>");
            assertThat(peer(Trust.pem(TestTls.LOCALHOST.pem(folder)).showing(certificate)))
                    .isEqualTo("<TLS CN=ada>");
            assertThat(peer(Trust.anything().showing(certificate).ofAnyName())).isEqualTo("<TLS CN=ada>");
        }
        assertThat(peer(Trust.pem(TestTls.LOCALHOST.pem(folder)))).isEqualTo("<TLS anonymous>");
    }

    private String peer(Trust trust) throws IOException, GeneralSecurityException {
        try (AnsweringServer server = AnsweringServer.start(EXTERNAL, believingAda());
                Pop3Session session = server.client().trust(trust).build().connect()) {
            session.logIn(Credentials.certificate());
            assertThat(server.received()).contains("AUTH EXTERNAL =");
            return server.peer();
        }
    }

    @Test
    @DisplayName("with a client certificate the system's authorities are those of the JDK: a foreign server is refused")
    void systemTrust() throws Exception {
        ClientCertificate certificate = ClientCertificate.pkcs12(file("client.p12"), "test secret");
        try (AnsweringServer server = AnsweringServer.start(EXTERNAL, believingAda())) {
            Pop3Client client =
                    server.client().trust(Trust.system().showing(certificate)).build();
            assertThatExceptionOfType(Pop3BrokenException.class)
                    .isThrownBy(client::connect)
                    .withMessageContaining("PKIX path building failed");
        }
    }

    @Test
    @DisplayName("a context of the caller has its own certificates")
    void ofTheCaller() throws Exception {
        ClientCertificate certificate = ClientCertificate.pkcs12(file("client.p12"), "test secret");
        Trust trust = Trust.context(SSLContext.getDefault());
        assertThatIllegalStateException().isThrownBy(() -> trust.showing(certificate));
    }

    @Test
    @DisplayName("what is no certificate, no key, the key of another, or a key in another form is refused in words")
    void refused() throws Exception {
        Path certificate = file("client-cert.pem");
        Path key = file("client-key.pem");
        assertMessage("expected certificates in PEM form", key, key);
        assertMessage("none in", certificate, certificate);
        assertMessage("is not that of the certificate", certificate, file("other-key.pem"));
        assertMessage("is not that of the certificate", certificate, file("other-ec-key.pem"));
        String text = Files.readString(key);
        for (String form : new String[] {"ENCRYPTED ", "RSA ", "EC "}) {
            Path other =
                    Files.writeString(folder.resolve("form.pem"), text.replace("PRIVATE KEY", form + "PRIVATE KEY"));
            assertMessage("got BEGIN " + form + "PRIVATE KEY: turn it into one by openssl pkcs8", certificate, other);
        }
        Path spoilt = Files.writeString(
                folder.resolve("spoilt.pem"), "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n");
        assertMessage("expected a key of RSA, EC or EdDSA", certificate, spoilt);
        Path odd = Files.writeString(
                folder.resolve("odd.pem"), "-----BEGIN PRIVATE KEY-----\nA\n-----END PRIVATE KEY-----\n");
        assertMessage("expected a PKCS#8 key", certificate, odd);
    }

    private static void assertMessage(String expected, Path certificate, Path key) {
        assertThatIOException()
                .isThrownBy(() -> ClientCertificate.pem(certificate, key))
                .withMessageContaining(expected);
    }

    @Test
    @DisplayName("a PKCS#12 file with a wrong password, or without a private key, is refused")
    void wrongPassword() throws Exception {
        assertThatIOException().isThrownBy(() -> ClientCertificate.pkcs12(file("client.p12"), "wrong"));
        assertThatIOException().isThrownBy(() -> ClientCertificate.pkcs12(folder.resolve("none.p12"), ""));
        KeyStore empty = KeyStore.getInstance("PKCS12");
        empty.load(null, null);
        Path file = folder.resolve("empty.p12");
        try (var out = Files.newOutputStream(file)) {
            empty.store(out, "p".toCharArray());
        }
        assertThatIOException()
                .isThrownBy(() -> ClientCertificate.pkcs12(file, "p"))
                .withMessageContaining("expected a private key");
    }

    @ParameterizedTest
    @ValueSource(strings = {"pop.example.com", "POP.EXAMPLE.COM"})
    @DisplayName("R2595-10: a wildcard certificate is good for one label, in a real handshake")
    void wildcard(String host) throws Exception {
        ServerIdentity.NAMED.require(host, handshake(host).getSession());
    }

    @ParameterizedTest
    @ValueSource(strings = {"example.com", "a.pop.example.com", "pop.example.org", "localhost", "127.0.0.1"})
    @DisplayName("R2595-10: and for nothing else")
    void wildcardOfOthers(String host) throws Exception {
        SSLSocket socket = handshake(host);
        assertThatExceptionOfType(SSLPeerUnverifiedException.class)
                .isThrownBy(() -> ServerIdentity.NAMED.require(host, socket.getSession()));
    }

    private SSLSocket handshake(String host) throws Exception {
        try (ServerSocket listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Socket raw = new Socket(listener.getInetAddress(), listener.getLocalPort());
            FutureTask<SSLSocket> serving = new FutureTask<>(() -> {
                SSLSocket socket = (SSLSocket) TestTls.WILDCARD
                        .serverContext()
                        .getSocketFactory()
                        .createSocket(listener.accept(), null, 0, true);
                socket.setUseClientMode(false);
                socket.startHandshake();
                return socket;
            });
            new Thread(serving).start();
            try (SSLSocket client = TlsLayer.over(raw, host, 995, Trust.pem(TestTls.WILDCARD.pem(folder)))) {
                client.startHandshake();
                serving.get().close();
                return client;
            }
        }
    }

    private SSLContext believingAda() throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        store.setCertificateEntry(
                "ada",
                TlsContexts.certificates(file("client-cert.pem")).iterator().next());
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(store);
        return TestTls.LOCALHOST.serverContext(factory.getTrustManagers());
    }

    /** The PKCS#12 file of Ada, or what is in it as PEM. */
    private Path file(String name) throws IOException, GeneralSecurityException {
        byte[] octets;
        try (InputStream in = Objects.requireNonNull(ClientCertificateTest.class.getResourceAsStream("client.p12"))) {
            octets = in.readAllBytes();
        }
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(new ByteArrayInputStream(octets), "test secret".toCharArray());
        Path file = folder.resolve(name);
        return switch (name) {
            case "client-cert.pem" ->
                pem(file, "CERTIFICATE", store.getCertificate("ada").getEncoded());
            case "client-key.pem" ->
                pem(
                        file,
                        "PRIVATE KEY",
                        store.getKey("ada", "test secret".toCharArray()).getEncoded());
            case "other-key.pem" -> pem(file, "PRIVATE KEY", freshKey("Ed25519"));
            case "other-ec-key.pem" -> pem(file, "PRIVATE KEY", freshKey("EC"));
            default -> Files.write(file, octets);
        };
    }

    private static byte[] freshKey(String algorithm) throws GeneralSecurityException {
        return KeyPairGenerator.getInstance(algorithm)
                .generateKeyPair()
                .getPrivate()
                .getEncoded();
    }

    private static Path pem(Path file, String label, byte[] octets) throws IOException {
        String base64 = Base64.getMimeEncoder().encodeToString(octets);
        return Files.writeString(file, "-----BEGIN " + label + "-----\n" + base64 + "\n-----END " + label + "-----\n");
    }
}
