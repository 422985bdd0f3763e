package org.pop3j.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.pop3j.client.ScramScript.encoded;

import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.pop3j.client.AuthenticationRefusedException.Kind;
import org.pop3j.conformance.Delivery;
import org.pop3j.conformance.Dialogue;
import org.pop3j.conformance.ScriptedPeer;

/** What a policy has in it, and what comes of it. */
@Timeout(60)
class LoginPolicyTest {
    private static final String USUAL = "SCRAM-SHA-512-PLUS SCRAM-SHA-256-PLUS SCRAM-SHA-1-PLUS SCRAM-SHA-512"
            + " SCRAM-SHA-256 SCRAM-SHA-1 GSSAPI EXTERNAL OAUTHBEARER XOAUTH2 ";

    private static String offers(String mechanisms) {
        return "S: +OK <1@h>\nC: CAPA\nS: +OK\nS: SASL " + mechanisms + "\nS: .\n";
    }

    @Test
    @DisplayName("SASL-01 SASL-02 V0008: strongest first; what is weak or obsolete comes in by name, at its place")
    void order() {
        assertThat(LoginPolicy.strongest()).hasToString(USUAL + "PLAIN USER");
        assertThat(LoginPolicy.strongest().allowing("login", "CRAM-MD5", "PLAIN"))
                .hasToString(USUAL + "CRAM-MD5 PLAIN USER LOGIN");
        assertThat(LoginPolicy.only("PLAIN").allowing("APOP", "NTLM", "DIGEST-MD5"))
                .hasToString("NTLM DIGEST-MD5 APOP PLAIN");
        assertThat(LoginPolicy.only("PLAIN", "SCRAM-SHA-1", "USER").without("plain"))
                .hasToString("SCRAM-SHA-1 USER");
    }

    @Test
    @DisplayName("what is no mechanism, or leaves none, is refused with the names there are")
    void unknown() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> LoginPolicy.only("SCRAM-MD5"))
                .withMessageContaining("\"SCRAM-MD5\"")
                .withMessageContaining("CRAM-MD5 APOP PLAIN USER LOGIN");
        assertThatIllegalArgumentException().isThrownBy(LoginPolicy::only);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> LoginPolicy.strongest().allowing("x"));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> LoginPolicy.strongest().withoutTls("x"));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> LoginPolicy.only("PLAIN").without("PLAIN"));
    }

    @Test
    @DisplayName("each change keeps the others")
    void changes() throws IOException {
        LoginPolicy policy = LoginPolicy.only("SCRAM-SHA-1", "GSSAPI")
                .withoutTls("SCRAM-SHA-1", "PLAIN")
                .fallingBackToWeaker()
                .allowing("PLAIN")
                .without("GSSAPI");
        Wiring.PLAIN.play(
                Dialogue.parse(offers("SCRAM-SHA-1 PLAIN")
                        + "C: AUTH SCRAM-SHA-1 *\nS: -ERR [AUTH] no\nC: AUTH PLAIN *\nS: +OK"),
                client -> client.plaintextLogin(PlaintextLogin.REFUSED),
                session -> session.logIn(Credentials.password("a", "secret"), policy));
    }

    @Test
    @DisplayName("SASL-01: falling back to weaker ones ends where the server says that it is not the credentials")
    void noFallbackForOtherReasons() throws IOException {
        LoginPolicy policy = LoginPolicy.only("SCRAM-SHA-1", "PLAIN").fallingBackToWeaker();
        for (String code : new String[] {"[IN-USE]", "[SYS/TEMP]", "[SYS/PERM]"}) {
            Wiring.TLS.play(
                    offers("SCRAM-SHA-1 PLAIN") + "C: AUTH SCRAM-SHA-1 *\nS: -ERR " + code + " x",
                    session -> assertThatExceptionOfType(AuthenticationRefusedException.class)
                            .isThrownBy(() -> session.logIn(Credentials.password("a", "secret"), policy)));
        }
    }

    @Test
    @DisplayName("R7628-01: a server that does not know OAUTHBEARER is asked by XOAUTH2, which is no weaker")
    void oauthBearerUnknown() throws IOException {
        String token = "x".repeat(300);
        Wiring.TLS.play(
                offers("OAUTHBEARER XOAUTH2") + "C: AUTH OAUTHBEARER\nS: -ERR unknown\nC: AUTH XOAUTH2\nS: + \nC: "
                        + encoded("user=a\u0001auth=Bearer " + token + "\u0001\u0001") + "\nS: +OK",
                session -> session.logIn(Credentials.token("a", TokenSupplier.of(token))));
    }

    @Test
    @DisplayName("R4616-01: acting as another is said in PLAIN; USER cannot say it and is not used")
    void actingAs() throws IOException {
        Credentials credentials = Credentials.password("a", "secret").actingAs("bob");
        Wiring.TLS.play(
                offers("PLAIN") + "C: AUTH PLAIN " + encoded("bob\0a\0secret") + "\nS: +OK",
                session -> session.logIn(credentials));
        Wiring.TLS.play(
                "S: +OK",
                session -> assertThatIllegalArgumentException()
                        .isThrownBy(() -> session.logIn(credentials, LoginPolicy.only("USER", "CRAM-MD5", "LOGIN")))
                        .withMessage("none of the mechanisms USER CRAM-MD5 LOGIN can prove the password of \"a\""));
        assertThat(Credentials.token("a", TokenSupplier.of("t")).actingAs("b").authorizationId())
                .contains("b");
        assertThat(Credentials.kerberos().authorizationId()).isEmpty();
        assertThat(Credentials.kerberos().actingAs("b").authorizationId()).contains("b");
        assertThat(Credentials.certificate().actingAs("b").authorizationId()).contains("b");
    }

    @Test
    @DisplayName("C0008: a session that is logged in cannot log in again")
    void twice() throws IOException {
        Wiring.TLS.play(offers("PLAIN") + "C: AUTH PLAIN *\nS: +OK", session -> {
            session.logIn("a", "secret");
            assertThatIllegalStateException().isThrownBy(() -> session.logIn("a", "secret"));
        });
    }

    @Test
    @DisplayName("a mechanism that this process cannot do is passed over, and named with the reason")
    void withoutTicket() throws IOException {
        Wiring.TLS.play(
                offers("GSSAPI"),
                session -> assertThatExceptionOfType(AuthenticationRefusedException.class)
                        .isThrownBy(() -> session.logIn(Credentials.kerberos()))
                        .satisfies(e -> assertThat(e.kind()).isEqualTo(Kind.NO_MECHANISM))
                        .withMessageContaining("no mechanism can be used here: GSSAPI ("));
    }

    @Test
    @DisplayName("R2595-07 S-18: the timestamp of a greeting that came before STLS is not used")
    void timestampBeforeTls() throws IOException {
        String dialogue = "S: +OK <1@h>\nC: CAPA\nS: +OK\nS: STLS\nS: .\nC: STLS\nS: +OK\nTLS\n"
                + "C: CAPA\nS: +OK\nS: USER\nS: .\nC: AUTH\nS: -ERR";
        try (ScriptedPeer peer = ScriptedPeer.builder(Dialogue.parse(dialogue))
                .delivery(Delivery.ONE_SEGMENT)
                .tls(TestTls.LOCALHOST.serverContext())
                .stepLimit(Duration.ofSeconds(5))
                .start()) {
            Pop3Client client = Pop3Client.builder("localhost")
                    .port(peer.port())
                    .tls(TlsMode.STLS_REQUIRED)
                    .trust(Trust.certificate(TestTls.LOCALHOST.sha256()))
                    .build();
            try (Pop3Session session = client.connect()) {
                assertThatExceptionOfType(AuthenticationRefusedException.class)
                        .isThrownBy(() -> session.logIn(Credentials.password("a", "p"), LoginPolicy.only("APOP")))
                        .satisfies(e -> assertThat(e.kind()).isEqualTo(Kind.NO_MECHANISM));
            }
            peer.verify();
        }
    }
}
