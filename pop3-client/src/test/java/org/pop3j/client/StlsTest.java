package org.pop3j.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.pop3j.client.OddServerTest.assertBroken;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.pop3j.conformance.Delivery;
import org.pop3j.conformance.Dialogue;
import org.pop3j.conformance.ScriptedPeer;

/** STLS: the way from a plain connection to TLS, and every attempt to be kept from it. */
class StlsTest {
    private static final String OFFER = "S: +OK ready <1@h>\nC: CAPA\nS: +OK\nS: STLS\nS: SASL PLAIN\nS: .\n";

    static List<Delivery> deliveries() {
        return Delivery.three();
    }

    @ParameterizedTest
    @MethodSource("deliveries")
    @DisplayName("R2595-07 R8314-06: CAPA, STLS, handshake, and CAPA again; then the login")
    void upgrade(Delivery delivery) throws IOException {
        String secured = """
                C: STLS
                S: +OK begin
                TLS
                C: CAPA
                S: +OK
                S: USER
                S: .
                C: USER a
                S: +OK
                C: PASS p
                S: +OK
                """;
        for (TlsMode mode : List.of(TlsMode.STLS_REQUIRED, TlsMode.STLS_IF_OFFERED)) {
            try (ScriptedPeer peer = peer(OFFER + secured, delivery);
                    Pop3Session session = client(peer, mode).connect()) {
                assertThat(session.isSecure()).isTrue();
                session.logIn("a", "p");
                assertThat(session.tls().orElseThrow().getProtocol()).isEqualTo("TLSv1.3");
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "S: +OK\nC: CAPA\nS: -ERR",
                "S: +OK\nC: CAPA\nS: +OK\nS: USER\nS: .",
                OFFER + "C: STLS\nS: -ERR",
                OFFER + "C: STLS\nS: noise",
                OFFER + "C: STLS\nS: +OK\nTLS: <REFUSED>",
                "S: +OK\nS: +OK\nS: +OK",
                "S: +OK\nC: CAPA\nS: +OK logged in\nS: .",
                OFFER + "C: STLS\nS: <EOF>",
            })
    @DisplayName("R2595-08 S-03: TLS required: whatever the server answers, no USER is on the wire")
    void required(String dialogue) throws IOException {
        try (ScriptedPeer peer = ScriptedPeer.builder(Dialogue.parse(dialogue))
                .tls(TestTls.ELSEWHERE.serverContext())
                .start()) {
            assertBroken(() -> client(peer, TlsMode.STLS_REQUIRED).connect());
            assertThat(peer.received().get(0)).doesNotContain("USER").doesNotContain("AUTH");
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"STLS_REQUIRED", "STLS_IF_OFFERED"})
    @DisplayName("R2595-06 S-02: octets behind the +OK to STLS: the client aborts before the handshake")
    void injection(TlsMode mode) throws IOException {
        String dialogue = OFFER + "C: STLS\nS: +OK begin\nS: +OK injected";
        try (ScriptedPeer peer = peer(dialogue, Delivery.ONE_SEGMENT)) {
            assertBroken(() -> client(peer, mode).connect());
            assertThat(peer.received()).containsExactly("CAPA\r\nSTLS\r\n");
        }
    }

    @Test
    @DisplayName("S-04: silence after STLS ends with the time for the handshake")
    void silentHandshake() throws IOException {
        try (ScriptedPeer peer = peer(OFFER + "C: STLS\nS: +OK\nS: <SILENCE>", Delivery.ONE_SEGMENT)) {
            Pop3Client client = builder(peer, TlsMode.STLS_REQUIRED)
                    .timeouts(Timeouts.DEFAULTS.withTlsHandshake(Duration.ofMillis(200)))
                    .build();
            assertThatExceptionOfType(Pop3BrokenException.class)
                    .isThrownBy(client::connect)
                    .withMessageStartingWith("TLS: the TLS handshake was not complete in time;");
        }
    }

    @Test
    @DisplayName("STLS if offered: stays plain where it is not, or is refused; then a login must be allowed by name")
    void ifOffered() throws IOException {
        for (String dialogue : List.of("S: +OK\nC: CAPA\nS: -ERR", OFFER + "C: STLS\nS: -ERR not now")) {
            try (ScriptedPeer peer = peer(dialogue, Delivery.ONE_SEGMENT);
                    Pop3Session session = client(peer, TlsMode.STLS_IF_OFFERED).connect()) {
                assertThat(session.isSecure()).isFalse();
                assertBroken(() -> session.logIn("a", "p"));
            }
        }
    }

    private static ScriptedPeer peer(String dialogue, Delivery delivery) throws IOException {
        return ScriptedPeer.builder(Dialogue.parse(dialogue))
                .delivery(delivery)
                .tls(TestTls.LOCALHOST.serverContext())
                .stepLimit(Duration.ofSeconds(5))
                .start();
    }

    private static Pop3Client client(ScriptedPeer peer, TlsMode mode) {
        return builder(peer, mode).build();
    }

    private static Pop3Client.Builder builder(ScriptedPeer peer, TlsMode mode) {
        return Pop3Client.builder("localhost")
                .port(peer.port())
                .tls(mode)
                .trust(Trust.certificate(TestTls.LOCALHOST.sha256()))
                .timeouts(Timeouts.all(Duration.ofSeconds(20)));
    }
}
