package org.pop3j.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.pop3j.conformance.Dialogue;
import org.pop3j.conformance.ScriptedPeer;

/** Which servers are believed. */
class TrustTest {
    private static final Dialogue GREETING = Dialogue.parse("S: +OK");
    private static final Dialogue REFUSED = Dialogue.parse("TLS: <REFUSED>");

    @TempDir
    private Path folder = Path.of("");

    @ParameterizedTest
    @ValueSource(strings = {"localhost", "LOCALHOST", "127.0.0.1"})
    @DisplayName("R2595-10: a certificate from a PEM file, and the host is among its names")
    void pem(String host) throws IOException {
        assertThat(connects(TestTls.LOCALHOST, host, Trust.pem(TestTls.LOCALHOST.pem(folder))))
                .isEqualTo("TLS");
        Trust two = Trust.pem(TestTls.ELSEWHERE.pem(folder), TestTls.LOCALHOST.pem(folder));
        assertThat(connects(TestTls.LOCALHOST, host, two)).isEqualTo("TLS");
    }

    @Test
    @DisplayName("R2595-10 S-19: wrong host, expired, self-signed, not the pinned one: refused")
    void refused() throws IOException {
        assertRefused(TestTls.LOCALHOST, "localhost", Trust.system());
        assertRefused(TestTls.LOCALHOST, "localhost", Trust.pem(TestTls.ELSEWHERE.pem(folder)));
        assertThatExceptionOfType(Pop3BrokenException.class)
                .isThrownBy(() -> connects(TestTls.EXPIRED, "localhost", Trust.pem(TestTls.EXPIRED.pem(folder))))
                .withMessageStartingWith("TLS: expected a certificate that is valid today, the server's is valid from");
        assertRefused(TestTls.LOCALHOST, "localhost", Trust.certificate(TestTls.ELSEWHERE.sha256()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost", "127.0.0.1"})
    @DisplayName(
            "R2595-10: a believed certificate without the host in its subjectAltName is refused; CN and URI do not count")
    void wrongHost(String host) throws IOException, GeneralSecurityException {
        Trust pem = Trust.pem(TestTls.ELSEWHERE.pem(folder));
        assertThatExceptionOfType(Pop3BrokenException.class)
                .isThrownBy(() -> connects(TestTls.ELSEWHERE, host, pem))
                .withMessageStartingWith("TLS: expected a certificate for \"" + host + "\", the server's is for \"");
        SSLContext context = pem.context();
        assertThatExceptionOfType(Pop3BrokenException.class)
                .isThrownBy(() -> connects(TestTls.ELSEWHERE, host, Trust.context(context)));
    }

    @Test
    @DisplayName(
            "R8314-07: a pinned certificate is believed whatever stands in it, and only it; and --insecure believes all")
    void pinned() throws IOException {
        for (TestTls tls : TestTls.values()) {
            assertThat(connects(tls, "localhost", Trust.certificate(tls.sha256())))
                    .isEqualTo("TLS");
            assertThat(connects(tls, "localhost", Trust.anything())).isEqualTo("TLS");
        }
        assertThat(connects(
                        TestTls.LOCALHOST,
                        "localhost",
                        Trust.certificate(
                                TestTls.LOCALHOST.sha256().replace(":", "").toLowerCase(Locale.ROOT))))
                .isEqualTo("TLS");
    }

    @Test
    @DisplayName(
            "R8314-07: a pin counts whichever way the JDK asks; clients are not believed, and nobody is told of authorities")
    void leafTrust() throws GeneralSecurityException {
        List<X509Certificate> seen = new ArrayList<>();
        X509Certificate[] good = {TestTls.LOCALHOST.certificate(), TestTls.EXPIRED.certificate()};
        X509Certificate[] bad = {good[1], good[0]};
        TlsContexts.LeafTrust trust = new TlsContexts.LeafTrust(leaf -> {
            seen.add(leaf);
            if (leaf.equals(bad[0])) {
                throw new CertificateException("not the pinned one");
            }
        });
        SSLEngine engine = SSLContext.getDefault().createSSLEngine();
        trust.checkServerTrusted(good, "RSA");
        trust.checkServerTrusted(good, "RSA", engine);
        trust.checkServerTrusted(good, "RSA", new Socket());
        assertThat(seen).containsExactly(good[0], good[0], good[0]);
        assertThatExceptionOfType(CertificateException.class).isThrownBy(() -> trust.checkServerTrusted(bad, "RSA"));
        assertThatExceptionOfType(CertificateException.class)
                .isThrownBy(() -> trust.checkServerTrusted(bad, "RSA", engine));
        assertThatExceptionOfType(CertificateException.class)
                .isThrownBy(() -> trust.checkServerTrusted(bad, "RSA", new Socket()));
        assertThatExceptionOfType(CertificateException.class).isThrownBy(() -> trust.checkClientTrusted(good, "RSA"));
        assertThatExceptionOfType(CertificateException.class)
                .isThrownBy(() -> trust.checkClientTrusted(good, "RSA", engine));
        assertThatExceptionOfType(CertificateException.class)
                .isThrownBy(() -> trust.checkClientTrusted(good, "RSA", new Socket()));
        assertThat(trust.getAcceptedIssuers()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "00", "zz", "not a digest"})
    @DisplayName("what is no SHA-256 is no pin")
    void malformedPin(String sha256) {
        assertThatIllegalArgumentException().isThrownBy(() -> Trust.certificate(sha256));
    }

    @Test
    @DisplayName("a PEM file that is missing, empty or no PEM file says so with its name")
    void malformedPem() throws IOException {
        Path empty = Files.writeString(folder.resolve("empty.pem"), "");
        Path odd = Files.writeString(folder.resolve("odd.pem"), "-----BEGIN CERTIFICATE-----\nx\n");
        assertThatIOException().isThrownBy(() -> Trust.pem(empty)).withMessageContaining("empty.pem");
        assertThatIOException().isThrownBy(() -> Trust.pem(odd)).withMessageContaining("odd.pem");
        assertThatIOException().isThrownBy(() -> Trust.pem(folder.resolve("none.pem")));
        assertThatIllegalArgumentException().isThrownBy(Trust::pem);
    }

    @ParameterizedTest
    @ValueSource(strings = {"PRIVATE KEY", "RSA PRIVATE KEY", "ENCRYPTED PRIVATE KEY", "EC PARAMETERS"})
    @DisplayName("a PEM file may hold a key beside the certificate, before or behind it")
    void pemWithKey(String label) throws IOException {
        String key = "-----BEGIN " + label + "-----\nMIGHAgEAMBMGByqGSM49\n-----END " + label + "-----\n";
        String certificate = Files.readString(TestTls.LOCALHOST.pem(folder));
        for (String both : new String[] {certificate + key, key + certificate}) {
            Trust trust = Trust.pem(Files.writeString(folder.resolve("both.pem"), both));
            assertThat(connects(TestTls.LOCALHOST, "localhost", trust)).isEqualTo("TLS");
        }
    }

    @Test
    @DisplayName("R8314-02: TLS 1.2 and 1.3 are offered and nothing older")
    void versions() throws IOException {
        try (ServerSocket listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                Socket raw = new Socket(listener.getInetAddress(), listener.getLocalPort())) {
            assertThat(TlsLayer.over(raw, "localhost", 995, Trust.anything()).getEnabledProtocols())
                    .containsExactly("TLSv1.3", "TLSv1.2");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "pop.example.com, pop.example.com, true",
        "POP.example.com, pop.EXAMPLE.com, true",
        "pop.example.com., pop.example.com, true",
        "pop.example.com, *.example.com, true",
        "bücher.example, xn--bcher-kva.example, true",
        "pop.example.com, example.com, false",
        "a.pop.example.com, *.example.com, false",
        "example.com, *.example.com, false",
        ".example.com, *.example.com, false",
        "foo.example.com, f*.example.com, false",
        "foo.example.com, *oo.example.com, false",
        "pop.example.com, pop.*.com, false",
        "example.com, *.com, false",
        "pop.example.com, *, false",
        "127.0.0.1, 127.0.0.1, true",
        "127.0.0.1, *.0.0.1, false",
        "127.0.0.1, 127.0.0.2, false",
        "::1, 0:0:0:0:0:0:0:1, true",
        "::1, localhost, false",
    })
    @DisplayName("R2595-10: host against name: * is the whole left-most label or nothing")
    void names(String host, String name, boolean isNamed) {
        assertThat(ServerIdentity.isNamed(host, name)).isEqualTo(isNamed);
    }

    private static void assertRefused(TestTls tls, String host, Trust trust) throws IOException {
        try (ScriptedPeer peer = ScriptedPeer.builder(REFUSED)
                .tls(tls.serverContext())
                .stepLimit(Duration.ofSeconds(5))
                .start()) {
            assertThatExceptionOfType(Pop3BrokenException.class)
                    .isThrownBy(() -> client(peer, host, trust).connect())
                    .withMessageStartingWith("TLS: ");
            peer.verify();
        }
    }

    private static String connects(TestTls tls, String host, Trust trust) throws IOException {
        ScriptedPeer peer = ScriptedPeer.builder(GREETING)
                .tlsFromTheStart(tls.serverContext())
                .start();
        try (Pop3Session session = client(peer, host, trust).connect()) {
            return session.isSecure() ? "TLS" : "plain";
        }
    }

    private static Pop3Client client(ScriptedPeer peer, String host, Trust trust) {
        return Pop3Client.builder(host)
                .port(peer.port())
                .trust(trust)
                .timeouts(Timeouts.all(Duration.ofSeconds(20)))
                .build();
    }
}
