package org.pop3j.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.pop3j.client.OddServerTest.assertBroken;
import static org.pop3j.client.ScramScript.encoded;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.pop3j.client.AuthenticationRefusedException.Kind;
import org.pop3j.conformance.Dialogue;

/** Which mechanism is tried, in which form, and what follows when it fails. */
class SaslLoginTest {
    private static final String PLAIN = encoded("\0a\0secret");

    static List<Wiring> wirings() {
        return Wiring.all();
    }

    private static String offers(String capabilities) {
        return "S: +OK ready\nC: CAPA\nS: +OK\nS: " + capabilities.replace("|", "\nS: ") + "\nS: .\n";
    }

    @ParameterizedTest
    @MethodSource("wirings")
    @DisplayName("R5034-14: PLAIN in one line where SASL is announced; CAPA is asked again afterwards (R2449-20)")
    void plain(Wiring wiring) throws IOException {
        String dialogue = offers("SASL PLAIN LOGIN|USER") + "C: AUTH PLAIN " + PLAIN + "\nS: +OK in\n"
                + "C: CAPA\nS: +OK\nS: SASL PLAIN\nS: .";
        wiring.play(dialogue, session -> {
            session.logIn("a", "secret");
            assertThat(session.capabilities().saslMechanisms()).containsExactly("PLAIN");
        });
    }

    @Test
    @DisplayName(
            "RFC 4013: a password of both directions, which SASLprep prohibits: SCRAM is left out, the next mechanism is tried")
    void notPrepared() throws IOException {
        String password = "\u05d0a";
        Wiring.TLS.play(
                offers("SASL SCRAM-SHA-256 PLAIN") + "C: AUTH PLAIN " + encoded("\0a\0" + password) + "\nS: +OK",
                session -> session.logIn("a", password));
    }

    @Test
    @DisplayName("R5034-09: a line of 255 octets has the initial response, one of 256 would not: two lines then")
    void longInitialResponse() throws IOException {
        // AUTH PLAIN and CRLF are 13 octets; base64 grows by 4 characters for each 3 octets of NUL a NUL password.
        String fits = "x".repeat(177);
        Wiring.TLS.play(
                offers("SASL PLAIN") + "C: AUTH PLAIN " + encoded("\0a\0" + fits) + "\nS: +OK",
                session -> session.logIn("a", fits));
        String tooLong = "x".repeat(180);
        Wiring.TLS.play(
                offers("SASL PLAIN") + "C: AUTH PLAIN\nS: + \nC: " + encoded("\0a\0" + tooLong) + "\nS: +OK",
                session -> session.logIn("a", tooLong));
    }

    @Test
    @DisplayName("R5034-07: an initial response that is empty is =")
    void emptyInitialResponse() throws IOException {
        Wiring.TLS.play(
                offers("SASL EXTERNAL PLAIN") + "C: AUTH EXTERNAL =\nS: +OK",
                session -> session.logIn(Credentials.certificate()));
        Wiring.TLS.play(
                offers("SASL EXTERNAL") + "C: AUTH EXTERNAL " + encoded("bob") + "\nS: +OK",
                session -> session.logIn(Credentials.certificate().actingAs("bob")));
    }

    @Test
    @DisplayName(
            "R5034-03 OXP-02: no SASL in CAPA: USER and PASS; with USER left out bare AUTH is asked, and no initial response")
    void listing() throws IOException {
        Wiring.TLS.play(
                "S: +OK\nC: CAPA\nS: -ERR\nC: USER a\nS: +OK\nC: PASS secret\nS: +OK",
                session -> session.logIn("a", "secret"));
        String listed = "S: +OK\nC: CAPA\nS: -ERR\nC: AUTH\nS: +OK\nS: NTLM\nS: plain \nS: .\n"
                + "C: AUTH PLAIN\nS: + \nC: " + PLAIN + "\nS: +OK";
        Wiring.TLS.play(
                listed, session -> session.logIn(Credentials.password("a", "secret"), LoginPolicy.only("plain")));
    }

    @Test
    @DisplayName(
            "C0009: no common mechanism: nothing is tried, and the error names what is offered and what may be used")
    void noCommonMechanism() throws IOException {
        Wiring.TLS.play(offers("SASL PLAIN GSSAPI") + "C: QUIT\nS: +OK", session -> {
            assertThatExceptionOfType(AuthenticationRefusedException.class)
                    .isThrownBy(() -> session.logIn(Credentials.token("a", TokenSupplier.of("t"))))
                    .satisfies(e -> assertThat(e.kind()).isEqualTo(Kind.NO_MECHANISM))
                    .satisfies(e -> assertThat(e.keyword()).isEmpty())
                    .satisfies(e -> assertThat(e.tried()).isEmpty())
                    .withMessage(
                            "cannot log in with a token for \"a\": the server offers none of the mechanisms that may be"
                                    + " used, OAUTHBEARER XOAUTH2; the server offers the SASL mechanisms PLAIN GSSAPI");
            session.quit();
        });
        Wiring.TLS.play(
                "S: +OK\nC: CAPA\nS: +OK\nS: .\nC: AUTH\nS: -ERR",
                session -> assertThatExceptionOfType(AuthenticationRefusedException.class)
                        .isThrownBy(() -> session.logIn(Credentials.token("a", TokenSupplier.of("t")))));
    }

    @ParameterizedTest
    @CsvSource({
        "SCRAM-SHA-1 SCRAM-SHA-256 PLAIN, SCRAM-SHA-256",
        "PLAIN LOGIN CRAM-MD5 DIGEST-MD5 NTLM, PLAIN",
        "SCRAM-SHA-512 SCRAM-SHA-256, SCRAM-SHA-512",
        "SCRAM-SHA-1 EXTERNAL OAUTHBEARER, SCRAM-SHA-1",
    })
    @DisplayName("SASL-01: the strongest mechanism is tried, and after a failure of SCRAM no other")
    void strongest(String offered, String expected) throws IOException {
        Wiring.TLS.play(
                offers("SASL " + offered + "|USER") + "C: AUTH " + expected + " *\nS: -ERR [AUTH] no",
                session -> assertThatExceptionOfType(AuthenticationRefusedException.class)
                        .isThrownBy(() -> session.logIn("a", "secret"))
                        .satisfies(e -> assertThat(e.kind()).isEqualTo(Kind.WRONG_CREDENTIALS))
                        .satisfies(e -> assertThat(e.tried()).containsExactly(expected))
                        .withMessage("the server refused AUTH: \"-ERR [AUTH] no\"; tried " + expected
                                + "; the server offers the SASL mechanisms " + offered));
    }

    @Test
    @DisplayName("R5802-06: with -PLUS offered the login is bound to the channel")
    void bound() throws IOException {
        List<String> sent = new ArrayList<>();
        AnsweringServer.Answers answers = line -> Optional.of(
                line.equals("CAPA") ? "+OK\r\nSASL SCRAM-SHA-256 SCRAM-SHA-256-PLUS PLAIN\r\n." : note(sent, line));
        try (AnsweringServer server = AnsweringServer.start(answers);
                Pop3Session session = server.client().build().connect()) {
            assertThatExceptionOfType(AuthenticationRefusedException.class)
                    .isThrownBy(() -> session.logIn("a", "secret"))
                    .satisfies(e -> assertThat(e.tried())
                            .isNotEmpty()
                            .allSatisfy(tried -> assertThat(tried).matches("SCRAM-SHA-256-PLUS \\(.*\\)")));
        }
        assertThat(sent).isNotEmpty().allMatch(line -> line.startsWith("AUTH SCRAM-SHA-256-PLUS cD10bHMt"));
        assertThat(sent.get(sent.size() - 1))
                .startsWith("AUTH SCRAM-SHA-256-PLUS "
                        + encoded("p=tls-server-end-point,,n=a,r=").substring(0, 36));
    }

    private static String note(List<String> sent, String line) {
        sent.add(line);
        return "-ERR";
    }

    @Test
    @DisplayName("SASL-01: what the server does not know, the next of no lesser strength may follow; PLAIN, then USER")
    void unknownToTheServer() throws IOException {
        String longPassword = "x".repeat(200);
        String dialogue = offers("SASL PLAIN") + "C: AUTH PLAIN\nS: -ERR unknown\nC: USER a\nS: +OK\nC: PASS "
                + longPassword + "\nS: +OK";
        Wiring.TLS.play(dialogue, session -> session.logIn("a", longPassword));
        Wiring.TLS.play(
                offers("SASL PLAIN") + "C: AUTH PLAIN " + PLAIN + "\nS: -ERR no",
                session -> assertRefused(() -> session.logIn("a", "secret"), Kind.PERHAPS_WRONG_CREDENTIALS));
        Wiring.TLS.play(
                offers("SASL PLAIN") + "C: AUTH PLAIN\nS: -ERR [SYS/TEMP] later",
                session -> assertRefused(() -> session.logIn("a", longPassword), Kind.LATER));
    }

    @Test
    @DisplayName("SASL-01 C0045: a name that USER refuses was no password shown: another may follow; after PASS none")
    void userFirst() throws IOException {
        Credentials credentials = Credentials.password("a", "secret");
        LoginPolicy policy = LoginPolicy.only("USER", "PLAIN");
        Wiring.TLS.play(
                offers("SASL PLAIN") + "C: USER a\nS: -ERR not here\nC: AUTH PLAIN " + PLAIN + "\nS: +OK",
                session -> session.logIn(credentials, policy));
        Wiring.TLS.play(
                offers("SASL PLAIN") + "C: USER a\nS: +OK\nC: PASS secret\nS: -ERR no",
                session -> assertRefused(() -> session.logIn(credentials, policy), Kind.PERHAPS_WRONG_CREDENTIALS));
    }

    @Test
    @DisplayName(
            "R5034-03 SASL-01: no initial response where the policy wants none; a mechanism unknown then lets no weaker follow")
    void withoutInitialResponse() throws IOException {
        LoginPolicy policy = LoginPolicy.strongest().withoutInitialResponse();
        Wiring.TLS.play(
                Dialogue.parse(offers("SASL PLAIN") + "C: AUTH PLAIN\nS: + \nC: " + PLAIN + "\nS: +OK"),
                client -> client.loginPolicy(policy),
                session -> session.logIn("a", "secret"));
        Wiring.TLS.play(
                Dialogue.parse(offers("SASL SCRAM-SHA-256 PLAIN") + "C: AUTH SCRAM-SHA-256\nS: -ERR unknown"),
                client -> client.loginPolicy(policy),
                session -> assertRefused(() -> session.logIn("a", "secret"), Kind.PERHAPS_WRONG_CREDENTIALS));
    }

    @Test
    @DisplayName(
            "D-4: when the mechanism has said all, a plus sign with text behind it is neither a challenge nor success")
    void neitherChallengeNorSuccess() throws IOException {
        Wiring.TLS.play(
                offers("SASL PLAIN") + "C: AUTH PLAIN " + PLAIN + "\nS: +FINE\nC: \\*\nS: -ERR",
                session -> assertThatExceptionOfType(AuthenticationRefusedException.class)
                        .isThrownBy(() -> session.logIn(Credentials.password("a", "secret"), LoginPolicy.only("PLAIN")))
                        .satisfies(e -> assertThat(e.kind()).isEqualTo(Kind.CANCELLED))
                        .withMessageStartingWith("expected \"+OK\", \"-ERR\" or a challenge, got \"+FINE\""));
    }

    @Test
    @DisplayName("SASL-01: to a weaker mechanism only where the policy says so; CRAM-MD5 only by name")
    void fallingBack() throws IOException {
        LoginPolicy policy = LoginPolicy.only("SCRAM-SHA-1", "CRAM-MD5").fallingBackToWeaker();
        String dialogue = offers("SASL CRAM-MD5 SCRAM-SHA-1") + "C: AUTH SCRAM-SHA-1 *\nS: -ERR [AUTH] no\n"
                + "C: AUTH CRAM-MD5\nS: + " + encoded("<1896.697170952@postoffice.reston.mci.net>") + "\nC: "
                + encoded("tim b913a602c7eda7a495b4e6e7334d3890") + "\nS: +OK";
        Wiring.TLS.play(dialogue, session -> session.logIn(Credentials.password("tim", "tanstaaftanstaaf"), policy));
    }

    @ParameterizedTest
    @CsvSource({
        "[AUTH] x, WRONG_CREDENTIALS, true",
        "[IN-USE] x, LATER, false",
        "[LOGIN-DELAY] x, LATER, false",
        "[SYS/TEMP] x, LATER, false",
        "[SYS/PERM] x, OPERATOR, false",
        "x, UNEXPLAINED, false",
        "[XX] x, UNEXPLAINED, false",
    })
    @DisplayName("R3206-03: with AUTH-RESP-CODE only [AUTH] speaks of the credentials")
    void kinds(String text, Kind kind, boolean concerns) throws IOException {
        assertThat(kind.concernsCredentials()).isEqualTo(concerns);
        Wiring.TLS.play(
                offers("AUTH-RESP-CODE|SASL PLAIN") + "C: AUTH PLAIN *\nS: -ERR " + text,
                session -> assertRefused(() -> session.logIn("a", "secret"), kind));
        Wiring.TLS.play(
                offers("AUTH-RESP-CODE") + "C: USER a\nS: +OK\nC: PASS secret\nS: -ERR " + text,
                session -> assertRefused(() -> session.logIn("a", "secret"), kind));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"PLAIN", "LOGIN", "CRAM-MD5", "DIGEST-MD5", "NTLM", "APOP", "USER", "SCRAM-SHA-256", "XOAUTH2"})
    @DisplayName("S-20 R5034-14 R7628-03: without TLS nothing of a login is sent")
    void withoutTls(String mechanism) throws IOException {
        Credentials credentials = mechanism.equals("XOAUTH2")
                ? Credentials.token("a", TokenSupplier.of("token"))
                : Credentials.password("a", "secret");
        for (LoginPolicy policy :
                List.of(LoginPolicy.only(mechanism), LoginPolicy.only(mechanism).withoutTls("EXTERNAL"))) {
            Wiring.PLAIN.play(
                    Dialogue.parse("S: +OK <1@h>"),
                    client -> client.plaintextLogin(PlaintextLogin.REFUSED),
                    session -> {
                        assertThatExceptionOfType(Pop3BrokenException.class)
                                .isThrownBy(() -> session.logIn(credentials, policy))
                                .withMessageStartingWith(
                                        "the connection has no TLS, and a login without it is not allowed");
                        assertThat(session.isOpen()).isFalse();
                    });
        }
    }

    @Test
    @DisplayName("S-20: told so by name, a mechanism is used without TLS, and no other")
    void withoutTlsByName() throws IOException {
        LoginPolicy policy = LoginPolicy.strongest().withoutTls("SCRAM-SHA-256");
        Wiring.PLAIN.play(
                Dialogue.parse(offers("SASL PLAIN LOGIN|USER")),
                client -> client.plaintextLogin(PlaintextLogin.REFUSED).loginPolicy(policy),
                session -> assertRefused(() -> session.logIn("a", "secret"), Kind.NO_MECHANISM));
        Wiring.PLAIN.play(
                Dialogue.parse(offers("SASL SCRAM-SHA-256") + "C: AUTH SCRAM-SHA-256 *\nS: -ERR"),
                client -> client.plaintextLogin(PlaintextLogin.REFUSED).loginPolicy(policy),
                session -> assertRefused(() -> session.logIn("a", "secret"), Kind.PERHAPS_WRONG_CREDENTIALS));
    }

    @Test
    @DisplayName(
            "R7628-03: a token goes to no server that nothing verifies, unless told so by name; a plain-text password may")
    void tokenUnverified() throws IOException {
        UnaryOperator<Pop3Client.Builder> believing = client -> client.trust(Trust.anything());
        Credentials token = Credentials.token("a", TokenSupplier.of("t"));
        Wiring.TLS.play(
                Dialogue.parse("S: +OK"),
                believing,
                session -> assertThatExceptionOfType(Pop3BrokenException.class)
                        .isThrownBy(() -> session.logIn(token))
                        .withMessageStartingWith(
                                "nothing verifies the server, and a token goes to no other than the right one"));
        Wiring.PLAIN.play(Dialogue.parse("S: +OK"), session -> assertBroken(() -> session.logIn(token)));
        Wiring.TLS.play(
                Dialogue.parse(offers("SASL XOAUTH2") + "C: AUTH XOAUTH2 *\nS: +OK"),
                believing,
                session -> session.logIn(token, LoginPolicy.strongest().withoutTls("XOAUTH2")));
        Wiring.TLS.play(
                Dialogue.parse(offers("SASL PLAIN") + "C: AUTH PLAIN *\nS: +OK"),
                believing,
                session -> session.logIn("a", "secret"));
    }

    @Test
    @DisplayName("V0008 S-18: APOP by name only, and only with a clean timestamp that came under TLS")
    void apop() throws IOException {
        Credentials mrose = Credentials.password("mrose", "tanstaaf");
        LoginPolicy apop = LoginPolicy.only("APOP");
        String timestamp = "<1896.697170952@dbc.mtview.ca.us>";
        Wiring.TLS.play(
                "S: +OK POP3 server ready " + timestamp + "\nC: CAPA\nS: -ERR\n"
                        + "C: APOP mrose c4c9334bac560ecc979e58001b3e22fb\nS: +OK",
                session -> session.logIn(mrose, apop));
        Wiring.TLS.play(
                "S: +OK POP3 server ready " + timestamp
                        + "\nC: CAPA\nS: -ERR\nC: USER mrose\nS: +OK\nC: PASS tanstaaf\nS: +OK",
                session -> session.logIn(mrose));
        Wiring.TLS.play(
                "S: +OK " + timestamp + "\nC: CAPA\nS: -ERR\nC: APOP mrose *\nS: -ERR [AUTH] no",
                session -> assertRefused(() -> session.logIn(mrose, apop), Kind.WRONG_CREDENTIALS));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "<a b@c>", "<a@b@c>", "<a<b@c>", "<ab>", "<\\xe4@b>", "<@b>", "<a@>"})
    @DisplayName("S-18: with a timestamp that is no clean msg-id there is no APOP")
    void unclean(String timestamp) throws IOException {
        for (String text : List.of(timestamp, "<" + "a".repeat(5000) + "@h>")) {
            Wiring.TLS.play(
                    "S: +OK " + text + "\nC: CAPA\nS: -ERR\nC: AUTH\nS: -ERR",
                    session -> assertRefused(
                            () -> session.logIn(Credentials.password("a", "p"), LoginPolicy.only("APOP")),
                            Kind.NO_MECHANISM));
        }
    }

    @Test
    @DisplayName(
            "S-23: a server that asks for more than the mechanism has is left; one that accepts the cancellation is none")
    void endlessChallenges() throws IOException {
        StringBuilder login = new StringBuilder(offers("SASL LOGIN") + "C: AUTH LOGIN\n");
        login.append("S: + VXNlcm5hbWU6\nC: YQ==\nS: + UGFzc3dvcmQ6\nC: c2VjcmV0\nS: + VXNlcm5hbWU6\nC: \\*\n");
        Credentials credentials = Credentials.password("a", "secret");
        Wiring.TLS.play(
                login + "S: -ERR",
                session -> assertRefused(() -> session.logIn(credentials, LoginPolicy.only("LOGIN")), Kind.CANCELLED));
        Wiring.TLS.play(
                login + "S: +OK welcome",
                session -> assertBroken(() -> session.logIn(credentials, LoginPolicy.only("LOGIN"))));
    }

    @Test
    @DisplayName("a server that says something before the client's first response is not answered")
    void wordsBeforeTheFirstResponse() throws IOException {
        String longPassword = "x".repeat(300);
        Wiring.TLS.play(
                offers("SASL PLAIN") + "C: AUTH PLAIN\nS: + " + encoded("go on") + "\nC: \\*\nS: -ERR",
                session -> assertRefused(
                        () -> session.logIn(Credentials.password("a", longPassword), LoginPolicy.only("PLAIN")),
                        Kind.CANCELLED));
    }

    @Test
    @DisplayName("S-26: the trace shows the mechanism, and nothing of what is said in it")
    void masked() throws IOException {
        List<String> trace = new ArrayList<>();
        ProtocolTrace watcher = new ProtocolTrace() {
            @Override
            public void sent(String command) {
                trace.add("C: " + command);
            }

            @Override
            public void received(String statusLine) {
                trace.add("S: " + statusLine);
            }
        };
        Wiring.TLS.play(
                Dialogue.parse(offers("SASL LOGIN")
                        + "C: AUTH LOGIN\nS: + VXNlcm5hbWU6\nC: YQ==\nS: + UGFzc3dvcmQ6\nC: c2VjcmV0\nS: +OK in"),
                client -> client.trace(watcher),
                session -> session.logIn(Credentials.password("a", "secret"), LoginPolicy.only("LOGIN")));
        assertThat(trace)
                .containsSubsequence("C: AUTH LOGIN", "S: + ****", "C: ****", "S: + ****", "C: ****", "S: +OK in")
                .noneMatch(line -> line.contains("c2VjcmV0") || line.contains("YQ=="));
    }

    @Test
    @DisplayName("S-26 S-17: credentials and tokens show no secret, and take nothing that would end a line")
    void secrets() {
        assertThat(Credentials.password("a", "secret").toString()).isEqualTo("the password of \"a\"");
        assertThat(Credentials.token("a", TokenSupplier.of("secret")).toString())
                .isEqualTo("a token for \"a\"");
        assertThat(Credentials.certificate()).hasToString("a client certificate");
        assertThat(Credentials.kerberos()).hasToString("a Kerberos ticket");
        assertThat(new AccessToken("secret")).hasToString("AccessToken[****]");
        assertThat(new AccessToken("!~").value()).isEqualTo("!~");
        assertThat(LoginPolicy.only("plain", "USER", "PLAIN").toString()).isEqualTo("PLAIN USER");
        for (String wrong : List.of("", "a\r\n", "a b", "a\u0001", "a\u007f", "ä")) {
            assertThatIllegalArgumentException().isThrownBy(() -> new AccessToken(wrong));
        }
        for (String wrong : List.of("", "a\r\nb", "a\0", "\ud800")) {
            assertThatIllegalArgumentException().isThrownBy(() -> Credentials.password(wrong, "x"));
            assertThatIllegalArgumentException().isThrownBy(() -> Credentials.password("x", wrong));
            assertThatIllegalArgumentException().isThrownBy(() -> Credentials.token(wrong, TokenSupplier.of("t")));
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> Credentials.certificate().actingAs(wrong));
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> Credentials.kerberos().actingAs(wrong));
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> Credentials.password("x", "y").actingAs(wrong));
        }
    }

    private static void assertRefused(ThrowingCallable login, Kind kind) {
        assertThatExceptionOfType(AuthenticationRefusedException.class)
                .isThrownBy(login)
                .satisfies(e -> assertThat(e.kind()).isEqualTo(kind));
    }
}
