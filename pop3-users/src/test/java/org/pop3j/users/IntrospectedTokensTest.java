package org.pop3j.users;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pop3j.sasl.TokenRefusal;
import org.pop3j.server.spi.AuthenticationUnavailableException;
import org.pop3j.server.spi.Login;
import org.pop3j.server.spi.TokenVerdict;
import org.pop3j.store.spi.MaildropName;

@Timeout(60)
class IntrospectedTokensTest {
    private static final SocketAddress PEER = new InetSocketAddress("127.0.0.1", 1);
    private static final TokenVerdict ACCEPTED = new TokenVerdict.Accepted(new Login("anna", new MaildropName("anna")));
    private static final TokenVerdict INACTIVE = invalid("the authorization server says that the token is not active");
    private static final TokenRules RULES =
            new TokenRules(Optional.empty(), Optional.empty(), Optional.of("mail"), "username");

    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-11-26T00:00:00Z"));
    private AuthorizationServer server;
    private IntrospectedTokens tokens;

    @BeforeEach
    void start() throws Exception {
        server = new AuthorizationServer();
        InstantSource clock = now::get;
        tokens = new IntrospectedTokens(
                server.endpoint(), "pop3j", "s:e&cret", RULES, clock.withZone(ZoneOffset.UTC), Duration.ofSeconds(5));
    }

    @AfterEach
    void stop() throws IOException {
        server.close();
    }

    @Test
    @DisplayName("RFC 7662 an active token lets its user in; the question is a form, with our credentials")
    void active() throws Exception {
        server.answer(200, active("anna", 600));

        assertThat(tokens.checkToken(Optional.of("anna"), "to+ken/=", PEER)).isEqualTo(ACCEPTED);
        assertThat(server.requests().get(0))
                .startsWith("POST /introspect HTTP/1.1\r\n")
                // pop3j:s%3Ae%26cret, as RFC 6749 section 2.3.1 has it.
                .contains("Authorization: Basic cG9wM2o6cyUzQWUlMjZjcmV0")
                .endsWith("token=to%2Bken%2F%3D&token_type_hint=access_token");
    }

    @Test
    void whatIsNotActiveOrNotRightIsRefused() throws Exception {
        server.answer(200, "{\"active\":false}");
        assertThat(tokens.checkToken(Optional.of("anna"), "one", PEER)).isEqualTo(INACTIVE);
        server.answer(200, active("bob", 600));
        assertThat(tokens.checkToken(Optional.of("anna"), "two", PEER))
                .isEqualTo(invalid("the token is refused for whom it is of, the client asks for another name"));
        server.answer(200, active("anna", -600));
        assertThat(tokens.checkToken(Optional.of("anna"), "three", PEER))
                .isEqualTo(invalid("the token expired at 2026-11-25T23:50:00Z (exp)"));
        server.answer(200, active("anna", 600).replace("mail", "news"));
        assertThat(tokens.checkToken(Optional.of("anna"), "four", PEER))
                .isEqualTo(new TokenVerdict.Refused(
                        new TokenRefusal("insufficient_scope", Optional.of("mail"), Optional.empty()),
                        "the token lacks the scope mail"));
        server.answer(200, active("anna", 600).replace("true", "\"true\""));
        assertThatThrownBy(() -> tokens.checkToken(Optional.of("anna"), "five", PEER))
                .isInstanceOf(AuthenticationUnavailableException.class)
                .hasMessageContaining("expected a member \"active\"");
    }

    @Test
    @DisplayName("an answer is known for half a minute, for that token alone, and never longer than the token lives")
    void known() throws Exception {
        server.answer(200, active("anna", 20));
        tokens.checkToken(Optional.of("anna"), "token", PEER);
        tokens.checkToken(Optional.of("anna"), "token", PEER);
        assertThat(server.requests()).hasSize(1);
        tokens.checkToken(Optional.of("anna"), "other", PEER);
        assertThat(server.requests()).hasSize(2);

        server.answer(200, "{\"active\":false}");
        now.updateAndGet(instant -> instant.plusSeconds(29));
        assertThat(tokens.checkToken(Optional.of("anna"), "token", PEER)).isEqualTo(ACCEPTED);
        now.updateAndGet(instant -> instant.plusSeconds(2));
        assertThat(tokens.checkToken(Optional.of("anna"), "token", PEER)).isEqualTo(INACTIVE);
        assertThat(server.requests()).hasSize(3);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HTTP/1.1 401 Unauthorized\r\nContent-Length: 0\r\nConnection: close\r\n\r\n",
                "HTTP/1.1 500 Secret\r\nContent-Length: 0\r\nConnection: close\r\n\r\n",
                "HTTP/1.1 302 Found\r\nLocation: http://127.0.0.1:1/\r\nContent-Length: 0\r\nConnection: close\r\n\r\n",
                "HTTP/1.1 200 OK\r\nContent-Length: 5\r\nConnection: close\r\n\r\nHello",
                "HTTP/1.1 200 OK\r\nContent-Length: 2\r\nConnection: close\r\n\r\n[]",
                "Hello\r\n\r\n",
                ""
            })
    @DisplayName(
            "an authorization server that cannot answer makes no wrong password of a right one, and nothing is kept")
    void unavailable(String answer) throws Exception {
        server.answerRaw(answer);
        assertThatThrownBy(() -> tokens.checkToken(Optional.of("anna"), "to-ken", PEER))
                .isInstanceOf(AuthenticationUnavailableException.class)
                .hasMessageContaining("token introspection at http://127.0.0.1:")
                .hasMessageNotContaining("to-ken")
                .hasMessageNotContaining("cret");

        server.answer(200, active("anna", 600));
        assertThat(tokens.checkToken(Optional.of("anna"), "to-ken", PEER)).isEqualTo(ACCEPTED);
    }

    @Test
    @DisplayName("an answer that does not end, or is too long, is given up")
    void endless() {
        IntrospectedTokens hasty = new IntrospectedTokens(
                server.endpoint(), "pop3j", "secret", RULES, Clock.systemUTC(), Duration.ofMillis(700));
        server.answerRaw("HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n{\"active\":");
        assertThatThrownBy(() -> hasty.checkToken(Optional.of("anna"), "token", PEER))
                .hasMessageContaining("no whole answer within 700 ms");
        server.answer(200, "{\"active\":true,\"x\":\"" + "x".repeat(70_000) + "\"}");
        assertThatThrownBy(() -> tokens.checkToken(Optional.of("anna"), "token", PEER))
                .isInstanceOf(AuthenticationUnavailableException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://issuer.example.org/introspect",
                "http://10.0.0.1/",
                "http://127.0.0.1.example.org/",
                "ftp://localhost/",
                "file:/etc/passwd",
                "localhost:8080"
            })
    void tokensCrossNoNetworkWithoutTls(String endpoint) {
        assertThatThrownBy(() -> IntrospectedTokens.by(URI.create(endpoint), "pop3j", "secret", RULES))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("https://");
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://issuer.example.org/introspect", "http://[::1]:8080/", "http://localhost/x"})
    void otherEndpointsAreTaken(String endpoint) {
        assertThat(IntrospectedTokens.by(URI.create(endpoint), "pop3j", "secret", RULES))
                .isNotNull();
    }

    private String active(String user, int seconds) {
        return "{\"active\":true,\"username\":\"" + user + "\",\"scope\":\"mail\",\"exp\":"
                + now.get().plusSeconds(seconds).getEpochSecond() + "}";
    }

    private static TokenVerdict invalid(String reason) {
        return new TokenVerdict.Refused(TokenRefusal.INVALID_TOKEN, reason);
    }
}
