package org.pop3j.sasl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.pop3j.sasl.Talk.octets;
import static org.pop3j.sasl.Talk.text;

import java.util.Base64;
import java.util.Optional;
import javax.security.sasl.AuthenticationException;
import javax.security.sasl.Sasl;
import javax.security.sasl.SaslException;
import javax.security.sasl.SaslServer;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OAuthTest {
    private static final String TOKEN = "vF9dft4qmTc2Nvb3RlckBhbHRhdmlzdGEuY29tCg==";
    private static final TokenCredential CREDENTIAL =
            new TokenCredential(Optional.of("user@example.com"), TOKEN, "server.example.com", 143);
    private static final TokenVerifier VERIFIER =
            (user, token) -> user.equals(Optional.of("user@example.com")) && token.equals(TOKEN)
                    ? Optional.empty()
                    : Optional.of(TokenRefusal.INVALID_TOKEN);

    @Test
    @DisplayName("R7628-01 the example of RFC 7628 section 4.1, both sides")
    void example() throws SaslException {
        String base64 = "bixhPXVzZXJAZXhhbXBsZS5jb20sAWhvc3Q9c2VydmVyLmV4YW1wbGUuY29tAXBvcnQ9MTQzAWF1dGg9QmVhcmVyI"
                + "HZGOWRmdDRxbVRjMk52YjNSbGNrQmhiSFJoZG1semRHRXVZMjl0Q2c9PQEB";
        OAuthClient client = SaslClients.oauthBearer(CREDENTIAL);
        assertThat(client.hasInitialResponse()).isTrue();
        assertThat(Base64.getEncoder().encodeToString(client.evaluateChallenge(new byte[0])))
                .isEqualTo(base64);
        assertThat(client.isComplete()).isTrue();
        SaslServer server = SaslServers.oauthBearer(VERIFIER);
        assertThat(server.evaluateResponse(Base64.getDecoder().decode(base64))).isNull();
        assertThat(server.getAuthorizationID()).isEqualTo("user@example.com");
    }

    @Test
    @DisplayName("SASL-02 XOAUTH2 as Google and Microsoft document it, both sides")
    void xoauth2() throws SaslException {
        OAuthClient client = SaslClients.xoauth2(CREDENTIAL);
        String message = "user=user@example.com\u0001auth=Bearer " + TOKEN + "\u0001\u0001";
        assertThat(text(client.evaluateChallenge(new byte[0]))).isEqualTo(message);
        SaslServer server = SaslServers.xoauth2(VERIFIER);
        assertThat(server.evaluateResponse(octets(message))).isNull();
        assertThat(server.getAuthorizationID()).isEqualTo("user@example.com");
        assertThat(server.getMechanismName()).isEqualTo("XOAUTH2");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SaslClients.xoauth2(new TokenCredential(Optional.empty(), TOKEN, "h", 1)));
    }

    @Test
    @DisplayName("R7628-02 a refused token: a challenge of JSON, the answer 0x01, then the exchange has failed")
    void refused() throws SaslException {
        TokenCredential wrong = new TokenCredential(Optional.empty(), "wrong", "h", 995);
        OAuthClient client = SaslClients.oauthBearer(wrong);
        SaslServer server = SaslServers.oauthBearer((user, token) -> Optional.of(new TokenRefusal(
                "invalid_token", Optional.of("mail pop"), Optional.of("https://as.example/.well-known/x"))));
        byte[] challenge = server.evaluateResponse(client.evaluateChallenge(new byte[0]));
        assertThat(text(challenge))
                .isEqualTo("{\"status\":\"invalid_token\",\"scope\":\"mail pop\","
                        + "\"openid-configuration\":\"https://as.example/.well-known/x\"}");
        assertThat(server.isComplete()).isFalse();
        byte[] answer = client.evaluateChallenge(challenge);
        assertThat(answer).containsExactly(1);
        assertThat(client.isComplete()).isFalse();
        assertThat(client.refusal())
                .contains(new TokenRefusal(
                        "invalid_token", Optional.of("mail pop"), Optional.of("https://as.example/.well-known/x")));
        assertThatExceptionOfType(AuthenticationException.class).isThrownBy(() -> server.evaluateResponse(answer));
        assertThatExceptionOfType(AuthenticationException.class).isThrownBy(() -> client.evaluateChallenge(challenge));
    }

    @Test
    @DisplayName("R7628-02 XOAUTH2 answers a refusal by an empty line; what Google sends is read")
    void refusedByGoogle() throws SaslException {
        OAuthClient client = SaslClients.xoauth2(CREDENTIAL);
        assertThat(client.refusal()).isEmpty();
        assertThat(client.isComplete()).as("nothing was sent").isFalse();
        assertThatIllegalStateException().isThrownBy(() -> client.getNegotiatedProperty(Sasl.QOP));
        client.evaluateChallenge(new byte[0]);
        String google = "{\"status\":\"400\",\"schemes\":\"Bearer\",\"scope\":\"https://mail.google.com/\"}";
        assertThat(client.evaluateChallenge(octets(google))).isEmpty();
        assertThat(client.refusal())
                .contains(new TokenRefusal("400", Optional.of("https://mail.google.com/"), Optional.empty()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "n,,\u0001auth=Bearer t\u0001",
                "n,,auth=Bearer t\u0001\u0001",
                "n,,\u0001auth=Basic t\u0001\u0001",
                "n,,\u0001host=h\u0001\u0001",
                "p=x,,\u0001auth=Bearer t\u0001\u0001",
                "n,u,\u0001auth=Bearer t\u0001\u0001",
                "n,a=x=y,\u0001auth=Bearer t\u0001\u0001",
                "n,,\u0001auth=Bearer t t\u0001\u0001",
                "n,,\u0001auth=Bearer \u0001\u0001",
                "n,,\u0001auth=Bearer t\u0001\u0001x",
                "n,\u0001auth=Bearer t\u0001\u0001"
            })
    @DisplayName("R7628-01 messages that are none")
    void malformed(String message) {
        assertThatThrownBy(() ->
                        SaslServers.oauthBearer((u, t) -> Optional.empty()).evaluateResponse(octets(message)))
                .isInstanceOf(SaslException.class)
                .isNotInstanceOf(AuthenticationException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "user=a\u0001auth=Bearer t\u0001",
                "user=\u0001auth=Bearer t\u0001\u0001",
                "auth=Bearer t\u0001\u0001",
                "n,,\u0001auth=Bearer t\u0001\u0001"
            })
    @DisplayName("SASL-02 messages that are not XOAUTH2's")
    void malformedXoauth2(String message) {
        assertThatThrownBy(() -> SaslServers.xoauth2((u, t) -> Optional.empty()).evaluateResponse(octets(message)))
                .isInstanceOf(SaslException.class)
                .isNotInstanceOf(AuthenticationException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "n,,\u0001auth=Bearer t\u0001\u0001",
                "y,,\u0001auth=bearer  t\u0001\u0001",
                "n,,\u0001mthd=POST\u0001auth=Bearer t\u0001qs=a=b\u0001\u0001"
            })
    @DisplayName("R7628-01 keys other than auth are optional and ignored; without a user the token says who")
    void tolerated(String message) throws SaslException {
        SaslServer server = SaslServers.oauthBearer((user, token) ->
                user.isEmpty() && token.equals("t") ? Optional.empty() : Optional.of(TokenRefusal.INVALID_TOKEN));
        assertThat(server.evaluateResponse(octets(message))).isNull();
        assertThat(server.getAuthorizationID()).isEmpty();
    }

    @Test
    @DisplayName("R7628-01 user names are escaped and prepared")
    void names() throws SaslException {
        TokenCredential odd = new TokenCredential(Optional.of("a=b,c"), "t", "h", 995);
        SaslServer server = SaslServers.oauthBearer((user, token) ->
                user.equals(Optional.of("a=b,c")) ? Optional.empty() : Optional.of(TokenRefusal.INVALID_TOKEN));
        Talk.between(SaslClients.oauthBearer(odd), server);
        assertThatExceptionOfType(AuthenticationException.class)
                .isThrownBy(() -> SaslServers.xoauth2((u, t) -> Optional.empty())
                        .evaluateResponse(octets("user=a\u0007\u0001auth=Bearer t\u0001\u0001")));
    }

    @Test
    @DisplayName("S-26 S-17 no token is shown; characters that end fields are refused where credentials are made")
    void credentials() {
        assertThat(CREDENTIAL).hasToString("TokenCredential[user@example.com at server.example.com:143]");
        assertThat(new TokenCredential(Optional.empty(), TOKEN, "h", 995))
                .hasToString("TokenCredential[the token's user at h:995]");
        for (String bad : new String[] {"", "\u00e4 x", "a\u0001", "\u00e4", "a\r\n", "\u007f"}) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> new TokenCredential(Optional.empty(), bad, "h", 1))
                    .withMessageNotContaining("\u00e4");
        }
        for (String bad : new String[] {"", "a\u0001b", "a\n"}) {
            assertThatIllegalArgumentException().isThrownBy(() -> new TokenCredential(Optional.of(bad), "t", "h", 1));
            assertThatIllegalArgumentException().isThrownBy(() -> new TokenCredential(Optional.empty(), "t", bad, 1));
        }
    }

    @Test
    @DisplayName("R7628-02 JSON of other servers: spaces, escapes, numbers, other members, and what is none")
    void json() {
        assertThat(TokenRefusal.parse("{ \"status\" : 401 , \"x\":[1], \"scope\":\"a\\\"b\\\\c\\u00e4\\n\\/\" }"))
                .isEqualTo(new TokenRefusal("401", Optional.of("a\"b\\c\u00e4\n/"), Optional.empty()));
        assertThat(TokenRefusal.parse("{\"status\":\"a\",\"status\":\"b\"}").status())
                .isEqualTo("a");
        assertThat(TokenRefusal.parse("{\"status\":\"\\b\\f\\r\\t\"}").status()).isEqualTo("\b\f\r\t");
        assertThat(TokenRefusal.parse("invalid").status()).isEqualTo("none given");
        String odd = "q\"b\\ \u00e4\u0001~";
        assertThat(TokenRefusal.of(odd).json()).isEqualTo("{\"status\":\"q\\\"b\\\\ \\u00e4\\u0001~\"}");
        assertThat(TokenRefusal.parse(TokenRefusal.of(odd).json()).status()).isEqualTo(odd);
    }

    @Test
    @DisplayName("S-23 hostile JSON costs nothing: deep escapes, endless text, no end")
    void hostileJson() {
        assertThat(TokenRefusal.parse("\"".repeat(1_000_000)).status()).isEqualTo("none given");
        assertThat(TokenRefusal.parse("\"" + "\\\\".repeat(500_000)).status()).isEqualTo("none given");
        assertThat(TokenRefusal.parse("\"status\":\"" + "\\a".repeat(2_000)).status())
                .isEqualTo("none given");
        assertThat(TokenRefusal.parse("\"status\":\"" + "x".repeat(4_000) + "\"")
                        .status())
                .hasSize(4_000);
    }

    @Test
    @DisplayName("S-05 a message of 12,000 octets that fits nowhere is refused, without a deep stack")
    void hugeMessage() {
        String keys = "n,,\u0001" + "a=b\u0001".repeat(3_000) + "auth=Bearer";
        assertThatThrownBy(() ->
                        SaslServers.oauthBearer((u, t) -> Optional.empty()).evaluateResponse(octets(keys)))
                .isInstanceOf(SaslException.class);
        String many = "n,,\u0001" + "a=b\u0001".repeat(3_000) + "auth=Bearer t\u0001\u0001";
        assertThat(catchComplete(many)).isTrue();
    }

    private static boolean catchComplete(String message) {
        try {
            SaslServer server = SaslServers.oauthBearer((u, t) -> Optional.empty());
            server.evaluateResponse(octets(message));
            return server.isComplete();
        } catch (SaslException e) {
            throw new AssertionError(e);
        }
    }
}
