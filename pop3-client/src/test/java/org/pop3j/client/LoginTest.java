package org.pop3j.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.pop3j.client.OddServerTest.assertBroken;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.pop3j.codec.Command;
import org.pop3j.codec.Keyword;
import org.pop3j.conformance.Dialogue;

/** Logging in, and what keeps a password off the wire. */
class LoginTest {
    private static final String GREETING = "S: +OK <1@h>\nC: CAPA\nS: -ERR\n";

    static List<Wiring> wirings() {
        return Wiring.all();
    }

    @ParameterizedTest
    @MethodSource("wirings")
    @DisplayName("C0045 C0010: -ERR to USER: no PASS follows; another attempt may")
    void userRefused(Wiring wiring) throws IOException {
        String dialogue = GREETING + "C: USER a\nS: -ERR who\nC: USER b\nS: +OK\nC: PASS p\nS: +OK";
        wiring.play(dialogue, session -> {
            assertThatExceptionOfType(AuthenticationRefusedException.class)
                    .isThrownBy(() -> session.logIn("a", "p"))
                    .satisfies(e -> assertThat(e.keyword()).contains(Keyword.USER))
                    .withMessage("the server refused USER: \"-ERR who\"");
            session.logIn("b", "p");
        });
    }

    @ParameterizedTest
    @CsvSource({
        "[AUTH] x, NEW_CREDENTIALS",
        "[IN-USE] x, LATER",
        "[LOGIN-DELAY] x, LATER",
        "[sys/temp/foo] x, LATER",
        "[SYS/PERM] x, OPERATOR",
        "[SYS] x, UNKNOWN",
        "[XX] x, UNKNOWN",
        "x, UNKNOWN"
    })
    @DisplayName("R2449-14 R3206-03 C0010: -ERR to PASS and hanging up is a refusal, and its code says what to do")
    void passRefused(String text, RetryAdvice advice) throws IOException {
        String dialogue = GREETING + "C: USER a\nS: +OK\nC: PASS p\nS: -ERR " + text + "\nS: <EOF>";
        Wiring.PLAIN.play(
                dialogue,
                session -> assertThatExceptionOfType(AuthenticationRefusedException.class)
                        .isThrownBy(() -> session.logIn("a", "p"))
                        .satisfies(e -> assertThat(e.advice()).isEqualTo(advice))
                        .satisfies(e -> assertThat(e.keyword()).contains(Keyword.PASS))
                        .satisfies(e -> assertThat(e.reply().isPositive()).isFalse())
                        .satisfies(e -> assertThat(e).hasMessageNotContaining("PASS p")));
    }

    @Test
    @DisplayName("C0009: where USER is not announced, a refusal names the mechanisms that are")
    void noCommonMechanism() throws IOException {
        String dialogue = "S: +OK\nC: CAPA\nS: +OK\nS: SASL NTLM X-\\x41\nS: .\nC: USER a\nS: -ERR no";
        Wiring.PLAIN.play(
                dialogue,
                session -> assertThatExceptionOfType(AuthenticationRefusedException.class)
                        .isThrownBy(() -> session.logIn("a", "p"))
                        .withMessage(
                                "the server refused USER: \"-ERR no\"; the server offers the SASL mechanisms NTLM X-A"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\r\nDELE 2", "a\n", "a\r", "a\0", "", "\u0085", "\u007f", "\ud800"})
    @DisplayName("S-17 C0003 C0042: a user name that would change the line is refused, and nothing is sent")
    void injectionByName(String name) throws IOException {
        Wiring.PLAIN.play(
                "S: +OK",
                session -> assertThatIllegalArgumentException().isThrownBy(() -> session.logIn(name, "secret")));
    }

    @Test
    @DisplayName("C0042: USER takes no name with SPACE; where it is the only way nothing of the login is sent")
    void nameWithSpace() throws IOException {
        Wiring.PLAIN.play(
                "S: +OK\nC: CAPA\nS: -ERR",
                session -> assertThatIllegalArgumentException()
                        .isThrownBy(() -> session.logIn("a b", "secret"))
                        .withMessageContaining("SPACE"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"hidden\r\nDELE 2", "hidden\n", "hidden\r", "hidden\0", ""})
    @DisplayName("S-17 S-26: a password too, and it is not shown")
    void injectionByPassword(String password) throws IOException {
        Wiring.PLAIN.play(
                "S: +OK",
                session -> assertThatIllegalArgumentException()
                        .isThrownBy(() -> session.logIn("a", password))
                        .satisfies(e -> assertThat(e.getMessage()).doesNotContain("hidden")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"de\r\nQUIT", "", "a b", "ä"})
    @DisplayName("S-17: a language range too")
    void injectionByLanguage(String range) throws IOException {
        Wiring.PLAIN.play(
                "S: +OK", session -> assertThatIllegalArgumentException().isThrownBy(() -> session.language(range)));
    }

    @Test
    @DisplayName("R6856-06 C0003: names beyond ASCII only where UTF8 USER is announced")
    void utf8Names() throws IOException {
        Wiring.PLAIN.play(
                "S: +OK\nC: CAPA\nS: +OK\nS: UTF8\nS: .",
                session -> assertThatIllegalArgumentException()
                        .isThrownBy(() -> session.logIn("ä", "ö"))
                        .withMessageContaining("ASCII"));
        Wiring.PLAIN.play(
                "S: +OK\nC: CAPA\nS: +OK\nS: UTF8 user\nS: .\nC: USER ä\nS: +OK\nC: PASS ö\nS: +OK",
                session -> session.logIn("ä", "ö"));
    }

    @Test
    @DisplayName("requirements 0.2: a command line of 255 octets is sent, of 256 not")
    void commandLength() throws IOException {
        String longest = "x".repeat(248);
        Wiring.PLAIN.play(
                GREETING + "C: USER " + longest + "\nS: +OK\nC: PASS p\nS: +OK",
                session -> session.logIn(longest, "p"));
        Wiring.PLAIN.play(
                "S: +OK\nC: CAPA\nS: -ERR",
                session -> assertThatIllegalArgumentException()
                        .isThrownBy(() -> session.logIn("a", "x".repeat(249)))
                        .withMessageContaining("PASS: a command line has at most 255 octets"));
    }

    @Test
    @DisplayName("V0008: APOP only when it is asked for")
    void apop() throws IOException {
        String digest = "c4c9334bac560ecc979e58001b3e22fb";
        Wiring.PLAIN.play(GREETING + "C: APOP mrose " + digest + "\nS: +OK\nC: NOOP\nS: +OK", session -> {
            session.logIn(new Command.Apop("mrose", digest));
            session.noop();
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"NONE", "STLS_IF_OFFERED"})
    @DisplayName("S-20 R8314-06: without TLS and without being allowed by name, nothing of a login is sent")
    void plaintextRefused(TlsMode mode) throws IOException {
        String dialogue = mode == TlsMode.NONE ? "S: +OK" : "S: +OK\nC: CAPA\nS: -ERR";
        Wiring.PLAIN.play(
                Dialogue.parse(dialogue),
                client -> client.tls(mode).plaintextLogin(PlaintextLogin.REFUSED),
                session -> {
                    assertBroken(() -> session.logIn("a", "p"));
                    assertThat(session.isOpen()).isFalse();
                });
        Wiring.PLAIN.play(
                Dialogue.parse(dialogue),
                client -> client.tls(mode).plaintextLogin(PlaintextLogin.REFUSED),
                session -> {
                    assertBroken(() -> session.logIn(new Command.Apop("a", "0123456789abcdef0123456789abcdef")));
                    assertThat(session.isOpen()).isFalse();
                });
    }

    @Test
    @DisplayName(
            "S-20 V0008: a digest of the caller's may go over TLS without more; refused, it says what is offered; once is enough")
    void apopOverTls() throws IOException {
        Command.Apop apop = new Command.Apop("mrose", "c4c9334bac560ecc979e58001b3e22fb");
        String dialogue = "S: +OK <1@h>\nC: CAPA\nS: +OK\nS: AUTH-RESP-CODE\nS: SASL PLAIN\nS: .\n"
                + "C: APOP mrose *\nS: -ERR no\nC: APOP mrose *\nS: +OK";
        Wiring.TLS.play(Dialogue.parse(dialogue), client -> client.plaintextLogin(PlaintextLogin.REFUSED), session -> {
            assertThatExceptionOfType(AuthenticationRefusedException.class)
                    .isThrownBy(() -> session.logIn(apop))
                    .satisfies(e -> assertThat(e.kind()).isEqualTo(AuthenticationRefusedException.Kind.UNEXPLAINED))
                    .satisfies(e -> assertThat(e.offered()).containsExactly("PLAIN"))
                    .satisfies(e -> assertThat(e.tried()).containsExactly("APOP"));
            session.logIn(apop);
            assertThatIllegalStateException().isThrownBy(() -> session.logIn(apop));
        });
    }

    @Test
    @DisplayName("R2449-20: CAPA is asked again after the login, and kept as long as nothing changes")
    void capabilitiesAgain() throws IOException {
        String dialogue = """
                S: +OK
                C: CAPA
                S: +OK
                S: LOGIN-DELAY 900 USER
                S: .
                C: USER a
                S: +OK
                C: PASS p
                S: +OK
                C: CAPA
                S: +OK
                S: LOGIN-DELAY 300
                S: .
                """;
        Wiring.PLAIN.play(dialogue, session -> {
            assertThat(session.capabilities().loginDelay()).hasValue(Duration.ofSeconds(900));
            session.capabilities();
            session.logIn("a", "p");
            assertThat(session.capabilities().loginDelay()).hasValue(Duration.ofSeconds(300));
            session.capabilities();
        });
    }
}
