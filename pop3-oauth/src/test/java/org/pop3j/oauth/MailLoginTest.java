package org.pop3j.oauth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.pop3j.client.AccessToken;
import org.pop3j.client.AuthenticationRefusedException;
import org.pop3j.client.Credentials;
import org.pop3j.client.LoginPolicy;
import org.pop3j.client.Pop3Client;
import org.pop3j.client.Pop3Session;
import org.pop3j.client.TlsMode;
import org.pop3j.client.TokenSupplier;
import org.pop3j.conformance.Dialogue;
import org.pop3j.conformance.ScriptedPeer;

/** Logging in to a mail server with tokens, and why one is refused. */
@Timeout(60)
class MailLoginTest {
    private static final LoginPolicy POLICY = LoginPolicy.strongest().withoutTls("XOAUTH2", "OAUTHBEARER");

    private final TestTime time = new TestTime();

    private interface Use {
        void with(Pop3Session session) throws IOException;
    }

    private static List<String> play(String dialogue, Use use) throws IOException {
        try (ScriptedPeer peer = ScriptedPeer.start(Dialogue.parse(dialogue))) {
            Pop3Client client = Pop3Client.builder("localhost")
                    .port(peer.port())
                    .tls(TlsMode.NONE)
                    .loginPolicy(POLICY)
                    .build();
            try (Pop3Session session = client.connect()) {
                use.with(session);
            }
            peer.verify();
            return List.of(peer.received().get(0).split("\r\n"));
        }
    }

    private static String offers(String mechanisms) {
        return "S: +OK\nC: CAPA\nS: +OK\nS: SASL " + mechanisms + "\nS: .\n";
    }

    private static String encoded(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String token(String line) {
        String message = new String(Base64.getDecoder().decode(line.trim()), StandardCharsets.UTF_8);
        int from = message.indexOf("auth=Bearer ") + "auth=Bearer ".length();
        return message.substring(from, message.indexOf('\u0001', from));
    }

    @ParameterizedTest
    @ValueSource(strings = {"OAUTHBEARER", "XOAUTH2"})
    @DisplayName(
            "an expired token is refused, the supplier is asked again, the next one is accepted (in the same session)")
    void refreshed(String mechanism) throws IOException {
        String answerToRefusal = mechanism.equals("OAUTHBEARER") ? "AQ==" : "";
        String dialogue = offers("PLAIN " + mechanism) + "C: AUTH " + mechanism + "\nS: + \nC: *\nS: + "
                + encoded("{\"status\":\"400\",\"schemes\":\"Bearer\",\"scope\":\"https://mail.google.com/\"}")
                + "\nC: "
                + answerToRefusal + "\nS: -ERR [AUTH] no\nC: AUTH " + mechanism
                + "\nS: + \nC: *\nS: +OK in\nC: QUIT\nS: +OK";
        try (LocalAuthority authority = new LocalAuthority(time)) {
            OAuthTokens tokens = OAuthTokens.refreshToken(authority.client(), TokenCache.memory(), "refresh-0", time);
            List<String> said = play(dialogue, session -> {
                session.logIn(Credentials.token(LocalAuthority.USER, tokens));
                session.quit();
            });
            String first = token(said.get(2));
            String second = token(said.get(5));
            assertThat(second).isNotEqualTo(first);
            assertThat(authority.issued().accepts(second, LocalAuthority.USER, time.now()))
                    .isTrue();
            assertThat(authority.requests()).hasSize(2);
        }
    }

    @Test
    @DisplayName(
            "a second refusal is thrown, with what the server said of the token, and the supplier is asked no third time")
    void refusedTwice() throws IOException {
        String refusal = "C: AUTH XOAUTH2 *\nS: + " + encoded("{\"status\":\"401\"}") + "\nC:\nS: -ERR no\n";
        List<Optional<AccessToken>> asked = new ArrayList<>();
        TokenSupplier supplier = refused -> {
            asked.add(refused);
            return new AccessToken("token-" + asked.size());
        };
        play(offers("XOAUTH2") + refusal + refusal, session -> {
            AuthenticationRefusedException e = refusal(session, supplier);
            assertThat(e.challenge()).contains("{\"status\":\"401\"}");
            assertThat(e.tried()).containsExactly("XOAUTH2", "XOAUTH2");
            assertThat(e).hasMessageContaining("-ERR no").hasMessageContaining("after the challenge");
            assertThat(session.isOpen()).isTrue();
        });
        assertThat(asked).containsExactly(Optional.empty(), Optional.of(new AccessToken("token-1")));
    }

    private static AuthenticationRefusedException refusal(Pop3Session session, TokenSupplier supplier) {
        List<AuthenticationRefusedException> caught = new ArrayList<>();
        assertThatExceptionOfType(AuthenticationRefusedException.class)
                .isThrownBy(() -> session.logIn(Credentials.token("ada@contoso.example", supplier)))
                .satisfies(caught::add);
        return caught.get(0);
    }

    @ParameterizedTest
    @ValueSource(strings = {"[IN-USE] busy", "[SYS/TEMP] later", "[LOGIN-DELAY] wait", "[SYS/PERM] off"})
    @DisplayName("what has nothing to do with the token asks for no new one")
    void otherRefusals(String text) throws IOException {
        List<Optional<AccessToken>> asked = new ArrayList<>();
        play(offers("XOAUTH2") + "C: AUTH XOAUTH2 *\nS: -ERR " + text, session -> {
            AuthenticationRefusedException e = refusal(session, refused -> {
                asked.add(refused);
                return new AccessToken("t");
            });
            assertThat(e.kind().concernsCredentials()).isFalse();
        });
        assertThat(asked).hasSize(1);
    }

    @Test
    @DisplayName("a server that hangs up after its refusal: the refusal is what is thrown")
    void hangsUp() throws IOException {
        play(offers("XOAUTH2") + "C: AUTH XOAUTH2 *\nS: -ERR no\nS: <EOF>", session -> {
            AuthenticationRefusedException e =
                    refusal(session, refused -> new AccessToken(refused.isPresent() ? "two" : "one"));
            assertThat(e).hasMessageContaining("-ERR no");
            assertThat(e.getSuppressed()).hasSize(1);
            assertThat(session.isOpen()).isFalse();
        });
    }

    @Test
    @DisplayName("a supplier without another token: its reason is what is thrown")
    void noSecondToken() throws IOException {
        try (LocalAuthority authority = new LocalAuthority(time)) {
            OAuthTokens tokens = OAuthTokens.refreshToken(authority.client(), TokenCache.memory(), "refresh-0", time);
            tokens.token(Optional.empty());
            authority.prepare(LocalAuthority.Reply.error("invalid_client"));
            play(offers("XOAUTH2") + "C: AUTH XOAUTH2\nS: + \nC: *\nS: -ERR no", session -> {
                assertThatExceptionOfType(OAuthRefusedException.class)
                        .isThrownBy(() -> session.logIn(Credentials.token("ada@contoso.example", tokens)))
                        .satisfies(e -> assertThat(e.getSuppressed())
                                .singleElement()
                                .isInstanceOf(AuthenticationRefusedException.class));
            });
        }
    }

    @Test
    @DisplayName("R7628-01: OAUTHBEARER has user, host, port and token in its one message")
    void message() throws IOException {
        String dialogue = offers("OAUTHBEARER XOAUTH2") + "C: AUTH OAUTHBEARER *\nS: +OK";
        List<String> said = play(dialogue, session -> session.logIn(Credentials.token("a,b=c", TokenSupplier.of("t"))));
        String message = new String(
                Base64.getDecoder().decode(said.get(1).substring("AUTH OAUTHBEARER ".length())),
                StandardCharsets.UTF_8);
        assertThat(message)
                .matches("n,a=a=2Cb=3Dc,\u0001host=localhost\u0001port=[0-9]+\u0001auth=Bearer t\u0001\u0001");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "-ERR Authentication failure: unknown user name or bad password.|Set-CASMailbox",
                "-ERR User is authenticated but not connected.|not for this mailbox",
                "-ERR [SYS/PERM] Your account is not enabled for POP access.|settings of Gmail",
                "-ERR [AUTH] Username and password not accepted.|https://mail.google.com/",
            })
    @DisplayName("the texts of Microsoft 365 and Gmail are explained")
    void texts(String answer, String explanation) throws IOException {
        play(
                offers("XOAUTH2") + "C: AUTH XOAUTH2 *\nS: " + answer,
                session -> assertThat(OAuthDiagnosis.of(
                                refusal(session, TokenSupplier.of("opaque")), new AccessToken("opaque")))
                        .hasValueSatisfying(text -> assertThat(text).contains(explanation)));
    }

    @ParameterizedTest
    @CsvSource({
        "400, expired",
        "401, expired",
        "invalid_token, expired",
        "403, does not allow",
        "insufficient_scope, does not allow"
    })
    @DisplayName("R7628-02: the JSON challenge is explained, the scope named")
    void challenges(String status, String explanation) throws IOException {
        String json = "{\"status\":\"" + status + "\",\"scope\":\"https://mail.google.com/\"}";
        play(
                offers("XOAUTH2") + "C: AUTH XOAUTH2 *\nS: + " + encoded(json) + "\nC:\nS: -ERR",
                session -> assertThat(OAuthDiagnosis.of(
                                refusal(session, TokenSupplier.of("opaque")), new AccessToken("opaque")))
                        .hasValueSatisfying(text -> assertThat(text)
                                .contains("\"" + status + "\"")
                                .contains(explanation)
                                .contains("scope \"https://mail.google.com/\"")));
    }

    @Test
    @DisplayName("a JWT says who it is for and until when; an opaque token and an unknown answer say nothing")
    void claims() throws IOException {
        try (LocalAuthority authority = new LocalAuthority(time)) {
            String token = authority
                    .issued()
                    .issue("ada@contoso.example", "POP.AccessAsUser.All", time.now(), Duration.ofMinutes(5));
            play(offers("XOAUTH2") + "C: AUTH XOAUTH2\nS: + \nC: *\nS: -ERR no", session -> {
                AuthenticationRefusedException e = refusal(session, TokenSupplier.of(token));
                assertThat(OAuthDiagnosis.of(e, new AccessToken(token), time.now()))
                        .contains(
                                "the token is for \"https://outlook.office365.com\", allows \"POP.AccessAsUser.All\", belongs"
                                        + " to \"ada@contoso.example\", is good until 2026-11-26T00:05:00Z");
                assertThat(OAuthDiagnosis.of(e, new AccessToken(token)).orElse(""))
                        .contains("2026-11-26T00:05:00Z");
                time.pass(Duration.ofMinutes(6));
                assertThat(OAuthDiagnosis.of(e, new AccessToken(token), time.now())
                                .orElse(""))
                        .contains("expired at 2026-11-26T00:05:00Z");
                for (String opaque : List.of("opaque", "a.b.c", "a.e30.c.d", "a.W10.c")) {
                    assertThat(OAuthDiagnosis.of(e, new AccessToken(opaque))).isEmpty();
                }
                assertThat(OAuthDiagnosis.of(
                                e,
                                new AccessToken("a."
                                        + encoded("{\"roles\":[\"POP\",{}]}").replace("=", "") + ".c")))
                        .contains("the token allows \"POP\"");
                assertThat(OAuthDiagnosis.of(e, new AccessToken("a.e30.c"))).contains("the token names no permission");
            });
        }
    }
}
