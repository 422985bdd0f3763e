package org.pop3j.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import javax.net.ssl.SSLSession;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pop3j.conformance.Dialogue;
import org.pop3j.conformance.ScriptedPeer;

/** Which TLS a connection may have. */
class TlsChoiceTest {
    @ParameterizedTest
    @CsvSource({
        "TLSv1.2, TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384",
        "TLSv1.2, TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384",
        "TLSv1.3, TLS_CHACHA20_POLY1305_SHA256",
        "TLSv1.3, TLS_AES_256_GCM_SHA384"
    })
    @DisplayName("version and cipher suite are those that were chosen")
    void chosen(String version, String suite) throws IOException {
        Trust trust = Trust.anything()
                .narrowedTo(
                        List.of(version),
                        List.of(suite, suite.replace("_RSA_", "_ECDSA_"), suite.replace("_ECDSA_", "_RSA_")));
        SSLSession agreed = agreed(trust);
        assertThat(agreed.getProtocol()).isEqualTo(version);
        assertThat(agreed.getCipherSuite().replaceAll("_(RSA|ECDSA)_", "_"))
                .isEqualTo(suite.replaceAll("_(RSA|ECDSA)_", "_"));
    }

    @Test
    @DisplayName("R8314-02: an old version is not used, whoever asks for it")
    void oldVersions() throws IOException {
        Trust both = Trust.anything().narrowedTo(List.of("TLSv1", "TLSv1.1", "TLSv1.2"), List.of());
        assertThat(agreed(both).getProtocol()).isEqualTo("TLSv1.2");
        assertFails(Trust.anything().narrowedTo(List.of("TLSv1"), List.of()), "TLSv1");
    }

    @Test
    void aCipherSuiteThatNobodyKnowsIsNamed() throws IOException {
        assertFails(Trust.anything().narrowedTo(List.of(), List.of("TLS_NONE")), "TLS_NONE");
    }

    private static void assertFails(Trust trust, String named) throws IOException {
        try (ScriptedPeer peer = ScriptedPeer.builder(Dialogue.parse("C: <EOF>"))
                .stepLimit(Duration.ofSeconds(5))
                .start()) {
            assertThatExceptionOfType(Pop3BrokenException.class)
                    .isThrownBy(() -> client(peer, trust).connect())
                    .withMessageContaining(named);
            peer.verify();
        }
    }

    private static SSLSession agreed(Trust trust) throws IOException {
        try (ScriptedPeer peer = ScriptedPeer.builder(Dialogue.parse("S: +OK"))
                        .tlsFromTheStart(TestTls.LOCALHOST.serverContext())
                        .start();
                Pop3Session session = client(peer, trust).connect()) {
            return session.tls().orElseThrow();
        }
    }

    private static Pop3Client client(ScriptedPeer peer, Trust trust) {
        return Pop3Client.builder("localhost")
                .port(peer.port())
                .trust(trust)
                .timeouts(Timeouts.all(Duration.ofSeconds(20)))
                .build();
    }
}
