package org.pop3j.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.pop3j.client.ScramScript.encoded;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.pop3j.client.AuthenticationRefusedException.Kind;
import org.pop3j.codec.Command;
import org.pop3j.codec.ReceivedReply;
import org.pop3j.codec.ResponseCode;
import org.pop3j.conformance.Dialogue;
import org.pop3j.sasl.Apop;

/** S-26: a server that says the secret of a login back; neither the transcript nor an exception has it. */
class SecretEchoTest {
    private static final String PASSWORD = "hunter2secret";
    private static final Credentials ADA = Credentials.password("ada", PASSWORD);
    private static final Credentials TOKEN = Credentials.token("ada", TokenSupplier.of("ya29.token-of-ada"));
    private static final String PLAIN = encoded("\0ada\0" + PASSWORD);
    private static final String XOAUTH2 = encoded("user=ada\u0001auth=Bearer ya29.token-of-ada\u0001\u0001");

    private final Transcript transcript = new Transcript(100);

    private static String offers(String mechanism) {
        return "S: +OK ready <1@h>\nC: CAPA\nS: +OK\nS: SASL " + mechanism + "\nS: .\n";
    }

    /** Plays a login that is refused, and gives the refusal with all that stands in its stack trace. */
    private AuthenticationRefusedException refused(String dialogue, Credentials credentials, String mechanism)
            throws IOException {
        AuthenticationRefusedException[] refusal = new AuthenticationRefusedException[1];
        UnaryOperator<Pop3Client.Builder> watched = client -> client.trace(transcript);
        Wiring.TLS.play(
                Dialogue.parse(dialogue),
                watched,
                session -> refusal[0] = catchThrowableOfType(
                        AuthenticationRefusedException.class,
                        () -> session.logIn(credentials, LoginPolicy.only(mechanism))));
        return refusal[0];
    }

    private void assertHidden(AuthenticationRefusedException refusal, String... secrets) {
        StringWriter stackTrace = new StringWriter();
        refusal.printStackTrace(new PrintWriter(stackTrace));
        String shown = transcript + stackTrace.toString() + refusal.text() + refusal.reply() + refusal.challenge();
        assertThat(shown).contains("wrong password \"****\" for you").doesNotContainIgnoringCase(secrets);
        assertThat(refusal.kind()).isEqualTo(Kind.WRONG_CREDENTIALS);
    }

    private static String refusal(String secret) {
        return "S: -ERR [AUTH] wrong password \"" + secret + "\" for you";
    }

    @ParameterizedTest
    @ValueSource(strings = {PASSWORD, "HUNTER2SECRET", "aHVudGVyMnNlY3JldA==", "aHVudGVyMnNlY3JldA"})
    @DisplayName("PASS: the password, in capitals, in base64")
    void pass(String echo) throws IOException {
        String login = offers("X") + "C: USER ada\nS: +OK\nC: PASS " + PASSWORD + "\n" + refusal(echo);
        assertHidden(refused(login, ADA, "USER"), echo);
        assertThat(transcript.lines()).contains("C: PASS ****", "S: -ERR [AUTH] wrong password \"****\" for you");
    }

    @ParameterizedTest
    @ValueSource(strings = {PASSWORD, "aHVudGVyMnNlY3JldA=="})
    @DisplayName("the password already in the answer to USER")
    void user(String echo) throws IOException {
        assertHidden(refused(offers("X") + "C: USER ada\n" + refusal(echo), ADA, "USER"), echo);
    }

    @Test
    @DisplayName("APOP: password and digest; a digest of the caller's too")
    void apop() throws IOException {
        String digest = Apop.digest("<1@h>", PASSWORD);
        for (String echo : new String[] {PASSWORD, digest}) {
            String login = offers("X") + "C: APOP ada " + digest + "\n" + refusal(echo);
            assertHidden(refused(login, ADA, "APOP"), echo);
        }
        Wiring.TLS.play(
                Dialogue.parse("S: +OK <1@h>\nC: CAPA\nS: -ERR\nC: APOP ada " + digest + "\n" + refusal(digest)),
                client -> client.trace(transcript),
                session -> assertHidden(
                        catchThrowableOfType(
                                AuthenticationRefusedException.class,
                                () -> session.logIn(new Command.Apop("ada", digest))),
                        digest));
    }

    @Test
    @DisplayName("AUTH PLAIN: the password, its base64, the response")
    void plain() throws IOException {
        for (String echo : new String[] {PASSWORD, encoded(PASSWORD), PLAIN}) {
            assertHidden(
                    refused(offers("PLAIN") + "C: AUTH PLAIN " + PLAIN + "\n" + refusal(echo), ADA, "PLAIN"), echo);
        }
    }

    @Test
    @DisplayName("AUTH CRAM-MD5: the response, which can be tried out at leisure")
    void cramMd5() throws IOException {
        String response = encoded("ada " + "0".repeat(32));
        // What a server sees there depends on its challenge, so the answer is put together from what came.
        try (AnsweringServer server = AnsweringServer.start(line -> Optional.of(
                switch (line) {
                    case "CAPA" -> "+OK\r\nSASL CRAM-MD5\r\n.";
                    case "AUTH CRAM-MD5" -> "+ " + encoded("<1@h>");
                    default -> refusal(line).substring("S: ".length());
                }))) {
            try (Pop3Session session = server.client().trace(transcript).build().connect()) {
                AuthenticationRefusedException refusal = catchThrowableOfType(
                        AuthenticationRefusedException.class, () -> session.logIn(ADA, LoginPolicy.only("CRAM-MD5")));
                String sent = server.received().get(2);
                assertThat(sent).hasSameSizeAs(response);
                assertHidden(refusal, sent);
            }
        }
    }

    @Test
    @DisplayName("XOAUTH2: the token, its base64, the response, and the token in the explaining challenge")
    void xoauth2() throws IOException {
        String token = "ya29.token-of-ada";
        for (String echo : new String[] {token, encoded(token), XOAUTH2}) {
            String login = offers("XOAUTH2") + "C: AUTH XOAUTH2 " + XOAUTH2 + "\n" + refusal(echo);
            assertHidden(refused(login, TOKEN, "XOAUTH2"), echo);
        }
        String explained = offers("XOAUTH2") + "C: AUTH XOAUTH2 " + XOAUTH2 + "\nS: + "
                + encoded("{\"status\":\"" + token + "\"}") + "\nC: \nS: -ERR [AUTH] wrong password \"x\" for you";
        AuthenticationRefusedException refusal =
                refused(explained.replace("\"x\"", '"' + token + '"'), TOKEN, "XOAUTH2");
        assertHidden(refusal, token);
        assertThat(refusal.challenge()).contains("{\"status\":\"****\"}");
    }

    @Test
    @DisplayName("a challenge that is none: what is wrong with it is said without the password")
    void cancelled() throws IOException {
        String login = offers("PLAIN") + "C: AUTH PLAIN " + PLAIN + "\nS: +FINE " + PASSWORD + "\nC: \\*\nS: -ERR";
        AuthenticationRefusedException refusal = refused(login, ADA, "PLAIN");
        assertThat(refusal.kind()).isEqualTo(Kind.CANCELLED);
        assertThat(refusal).hasMessageContaining("got \"+FINE ****\"").hasMessageNotContaining(PASSWORD);
        assertThat(transcript.toString()).doesNotContain(PASSWORD);
    }

    @Test
    @DisplayName("the greeting after a login hides the password too; once the login is over nothing is kept")
    void forgotten() throws IOException {
        String login = "S: +OK\nC: CAPA\nS: -ERR\nC: USER ada\nS: +OK\nC: PASS " + PASSWORD + "\nS: +OK hi " + PASSWORD
                + "\nC: NOOP\nS: +OK " + PASSWORD;
        Wiring.TLS.play(Dialogue.parse(login), client -> client.trace(transcript), session -> {
            session.logIn("ada", PASSWORD);
            session.noop();
        });
        assertThat(transcript.lines()).contains("S: +OK hi ****", "S: +OK " + PASSWORD);
    }

    @ParameterizedTest
    @CsvSource({
        "a, -ERR [AUTH] a bad day for ada (a), -ERR [AUTH] **** bad day for ada (****)",
        "OK, +OK OK now, +OK **** now",
        "AUTH, -ERR [AUTH] no AUTH, -ERR [****] no ****",
        "-ERR, -ERR -ERR, -ERR ****",
        "abcd, -ERR xabcdx ABCD, -ERR x****x ****",
        "abc, -ERR xabcx abc YWJj, -ERR xabcx **** ****",
        "abcd.efgh, -ERR [abcd.efgh] no, -ERR [****] no",
        "p\u00e4ss, -ERR p\u00c3\u00a4ss p\u00e4ss, -ERR **** ****",
        "$1\\E, -ERR $1\\E, -ERR ****",
    })
    @DisplayName("a secret shorter than four octets only where it stands alone; indicator and defined codes stay")
    void rule(String secret, String line, String shown) {
        Secrets secrets = new Secrets();
        secrets.hide(secret);
        ReceivedReply plain = ReceivedReply.parse(line);
        ReceivedReply reply = secrets.masked(plain);
        assertThat(reply.raw()).isEqualTo(shown);
        assertThat(reply.isPositive()).isEqualTo(plain.isPositive());
        assertThat(reply.code().filter(ResponseCode.AUTH::equals))
                .isEqualTo(plain.code().filter(ResponseCode.AUTH::equals));
        assertThat(reply.code()).isNotEqualTo(Optional.of(new ResponseCode("abcd.efgh")));
        secrets.forget();
        assertThat(secrets.masked(plain)).isSameAs(plain);
    }

    @Test
    @DisplayName("RFC 4013: the prepared password is masked too; one of which nothing is left masks nothing")
    void prepared() {
        Secrets secrets = new Secrets();
        secrets.hide(Credentials.password("ada", "\u00adsec\u00adret"));
        assertThat(secrets.masked("no secret")).isEqualTo("no ****");
        secrets.forget();
        secrets.hide(Credentials.password("ada", "\u00ad"));
        assertThat(secrets.masked("-ERR no, no")).isEqualTo("-ERR no, no");
    }

    @Test
    @DisplayName("strict: a status word that is the password")
    void strict() throws IOException {
        String login = "S: +OK\nC: CAPA\nS: -ERR\nC: USER ada\nS: +OK\nC: PASS " + PASSWORD + "\nS: +" + PASSWORD;
        Wiring.TLS.play(
                Dialogue.parse(login),
                client -> client.trace(transcript).quirks(QuirkProfile.STRICT),
                session -> assertThatExceptionOfType(Pop3BrokenException.class)
                        .isThrownBy(() -> session.logIn("ada", PASSWORD))
                        .withMessageContaining("got \"+****\"")
                        .withStackTraceContaining("+****")
                        .satisfies(e -> assertThat(e.getCause()).hasMessageNotContaining(PASSWORD)));
    }
}
