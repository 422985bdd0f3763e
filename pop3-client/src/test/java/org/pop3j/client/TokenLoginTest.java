package org.pop3j.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.pop3j.client.ScramScript.encoded;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.pop3j.client.AuthenticationRefusedException.Kind;

/** What follows when a server refuses an access token. */
@Timeout(60)
class TokenLoginTest {
    private static final String OFFER = "S: +OK\nC: CAPA\nS: +OK\nS: SASL XOAUTH2\nS: .\n";
    private static final String JSON = "{\"status\":\"400\"}";

    private final List<Optional<AccessToken>> asked = new ArrayList<>();

    private static String auth(String token) {
        return "C: AUTH XOAUTH2 " + encoded("user=a\u0001auth=Bearer " + token + "\u0001\u0001") + "\n";
    }

    /** Gives these, the last again and again, and notes what it was told. */
    private Credentials giving(String... tokens) {
        return Credentials.token("a", refused -> {
            asked.add(refused);
            return new AccessToken(tokens[Math.min(asked.size(), tokens.length) - 1]);
        });
    }

    private static void assertRefused(Pop3Session session, Credentials credentials, Kind kind) {
        assertThatExceptionOfType(AuthenticationRefusedException.class)
                .isThrownBy(() -> session.logIn(credentials))
                .satisfies(e -> assertThat(e.kind()).isEqualTo(kind));
    }

    @ParameterizedTest
    @ValueSource(strings = {"[AUTH] expired", "expired"})
    @DisplayName(
            "R7628-03: a token that is refused may have expired: another is asked for, once, and told which it was")
    void another(String refusal) throws IOException {
        Wiring.TLS.play(
                OFFER + auth("old") + "S: -ERR " + refusal + "\n" + auth("new") + "S: +OK",
                session -> session.logIn(giving("old", "new")));
        assertThat(asked).containsExactly(Optional.empty(), Optional.of(new AccessToken("old")));
        asked.clear();
        Wiring.TLS.play(
                OFFER + auth("old") + "S: -ERR [AUTH] expired\n" + auth("new") + "S: -ERR [AUTH] unknown", session -> {
                    assertRefused(session, giving("old", "new", "third"), Kind.WRONG_CREDENTIALS);
                    assertThat(session.isOpen()).isTrue();
                });
        assertThat(asked).hasSize(2);
    }

    @Test
    @DisplayName("The same token again is not sent again")
    void sameAgain() throws IOException {
        Wiring.TLS.play(
                OFFER + auth("only") + "S: -ERR [AUTH] expired",
                session -> assertRefused(session, giving("only"), Kind.WRONG_CREDENTIALS));
        assertThat(asked).hasSize(2);
    }

    @ParameterizedTest
    @CsvSource({"[IN-USE], LATER", "[SYS/TEMP], LATER", "[SYS/PERM], OPERATOR"})
    @DisplayName("Where the token is not to blame no other is asked for")
    void notTheToken(String code, Kind kind) throws IOException {
        Wiring.TLS.play(
                OFFER + auth("good") + "S: -ERR " + code + " x",
                session -> assertRefused(session, giving("good"), kind));
        assertThat(asked).hasSize(1);
    }

    @Test
    @DisplayName("Without another token the login fails by what its supplier says, and the refusal stands beside it")
    void noOther() throws IOException {
        Credentials once = Credentials.token("a", refused -> {
            if (refused.isPresent()) {
                throw new IOException("the refresh token is gone");
            }
            return new AccessToken("old");
        });
        Wiring.TLS.play(OFFER + auth("old") + "S: -ERR [AUTH] expired", session -> {
            assertThatIOException()
                    .isThrownBy(() -> session.logIn(once))
                    .withMessage("the refresh token is gone")
                    .satisfies(e -> assertThat(e.getSuppressed())
                            .singleElement()
                            .isInstanceOf(AuthenticationRefusedException.class));
            assertThat(session.isOpen()).isTrue();
        });
    }

    @Test
    @DisplayName("A server that hangs up behind its refusal is one that refused, though another token was at hand")
    void hungUp() throws IOException {
        Wiring.TLS.play(
                OFFER + auth("old") + "S: -ERR [AUTH] expired\nS: <EOF>",
                session -> assertThatExceptionOfType(AuthenticationRefusedException.class)
                        .isThrownBy(() -> session.logIn(giving("old", "new")))
                        .satisfies(e ->
                                assertThat(e.getSuppressed()).singleElement().isInstanceOf(Pop3BrokenException.class)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"+ ", "+"})
    @DisplayName(
            "R7628-02 D-4: what the server says about a token in a challenge is told, and no other mechanism tries the token")
    void challenge(String form) throws IOException {
        String offer = OFFER.replace("XOAUTH2", "XOAUTH2 OAUTHBEARER");
        String dialogue = offer + "C: AUTH OAUTHBEARER *\nS: " + form + encoded(JSON) + "\nC: AQ==\nS: -ERR no";
        Wiring.TLS.play(
                dialogue,
                session -> assertThatExceptionOfType(AuthenticationRefusedException.class)
                        .isThrownBy(() -> session.logIn(giving("only")))
                        .withMessageStartingWith("the server refused AUTH: \"-ERR no\" after the challenge \"{")
                        .satisfies(e -> assertThat(e.tried()).containsExactly("OAUTHBEARER"))
                        .satisfies(e -> assertThat(e.challenge()).contains(JSON)));
    }

    @Test
    @DisplayName("R5034-11: a challenge that is not JSON is kept and is no part of the message")
    void otherChallenge() throws IOException {
        Wiring.TLS.play(
                OFFER + auth("only") + "S: + " + encoded("words") + "\nC: *\nS: -ERR no",
                session -> assertThatExceptionOfType(AuthenticationRefusedException.class)
                        .isThrownBy(() -> session.logIn(giving("only")))
                        .withMessageStartingWith("the server refused AUTH: \"-ERR no\"; tried")
                        .satisfies(e -> assertThat(e.challenge()).contains("words")));
    }

    @Test
    @DisplayName("R5034-09: a line of just 255 octets has the initial response, one of more has not")
    void longestLine() throws IOException {
        String fits = "x".repeat(159);
        Wiring.TLS.play(OFFER + auth(fits) + "S: +OK", session -> session.logIn(giving(fits)));
        asked.clear();
        String tooLong = "x".repeat(160);
        String twoLines = auth(tooLong).replace("XOAUTH2 ", "XOAUTH2\nS: + \nC: ");
        Wiring.TLS.play(OFFER + twoLines + "S: +OK", session -> session.logIn(giving(tooLong)));
    }
}
