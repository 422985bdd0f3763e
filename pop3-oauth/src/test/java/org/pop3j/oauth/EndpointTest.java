package org.pop3j.oauth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.pop3j.oauth.LocalAuthority.Reply;

/** What an authorization server may answer, and how it is told. */
@Timeout(60)
class EndpointTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "AADSTS700082: The refresh token has expired|the refresh token was not used for too long",
                "AADSTS7000215: Invalid client secret provided|its value is needed, not its identifier",
                "AADSTS7000222: The provided client secret keys are expired|make a new one",
                "AADSTS70011: The provided value for scope is not valid|/.default",
                "AADSTS1002012: The provided value for scope|/.default",
                "AADSTS700016: Application with identifier|not known in this tenant",
                "AADSTS90002: Tenant 'x' not found|no such tenant",
                "AADSTS65001: The user or administrator has not consented|must consent",
                "AADSTS50076: Due to a configuration change|second factor",
                "AADSTS50079: Due to a configuration change|second factor",
                "AADSTS53003: Access has been blocked|conditional access",
                "AADSTS7000218: The request body must contain|public client flows",
                "AADSTS70008: The provided authorization code or refresh token has expired|sign in again",
                "AADSTS50173: The provided grant has expired due to it being revoked|sign in again",
                "AADSTS50034: The user account does not exist|does not exist in this tenant",
                "AADSTS99999999: Something new|sign in again",
            })
    @DisplayName("a refusal has the server's words, Microsoft's code, and what to do about it")
    void refusals(String description, String advice) throws IOException {
        try (LocalAuthority authority = new LocalAuthority(new TestTime())) {
            authority.prepare(Reply.of(
                    400,
                    "{\"error\":\"invalid_grant\",\"error_description\":\"" + description
                            + "\\r\\nTrace ID: 0\",\"error_codes\":[1],\"x\":{\"y\":[]},\"z\":null}"));
            assertThatExceptionOfType(OAuthRefusedException.class)
                    .isThrownBy(() -> token(authority.client()))
                    .withMessageStartingWith(
                            "the authorization server refused the client's own credentials: invalid_grant: "
                                    + description)
                    .withMessageContaining(advice)
                    .satisfies(e -> assertThat(e.getMessage()).doesNotContain("Trace"))
                    .satisfies(e -> assertThat(e.description()).contains("Trace"))
                    .satisfies(e ->
                            assertThat(e.microsoftCode()).contains(description.split(":")[0]));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "invalid_client, check client id",
        "unauthorized_client, not registered",
        "invalid_scope, check the scope",
        "access_denied, said no",
    })
    @DisplayName("RFC 6749 section 5.2: errors without a code of Microsoft")
    void standardErrors(String error, String advice) throws IOException {
        try (LocalAuthority authority = new LocalAuthority(new TestTime())) {
            authority.prepare(Reply.error(error));
            assertThatExceptionOfType(OAuthRefusedException.class)
                    .isThrownBy(() -> token(authority.client()))
                    .withMessageContaining(error)
                    .withMessageContaining(advice)
                    .satisfies(e -> assertThat(e.microsoftCode()).isEmpty())
                    .satisfies(e -> assertThat(e.error()).isEqualTo(error));
        }
    }

    @Test
    @DisplayName("S-27: text of the server is escaped and cut")
    void escaped() throws IOException {
        try (LocalAuthority authority = new LocalAuthority(new TestTime())) {
            authority.prepare(Reply.of(
                    400, "{\"error\":\"\\u001b[31m\",\"error_description\":\"\\u202e" + "x".repeat(5000) + "\"}"));
            assertThatExceptionOfType(OAuthRefusedException.class)
                    .isThrownBy(() -> token(authority.client()))
                    .satisfies(e -> assertThat(e.getMessage())
                            .contains("\\x1b[31m")
                            .contains("\\u202e")
                            .hasSizeLessThan(500));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {429, 500, 503})
    @DisplayName("a server that cannot now is no refusal: try again later")
    void later(int status) throws IOException {
        try (LocalAuthority authority = new LocalAuthority(new TestTime())) {
            authority.prepare(
                    new Reply(status, "{\"error\":\"temporarily_unavailable\"}", Map.of("Retry-After", "17")));
            assertThatIOException()
                    .isThrownBy(() -> token(authority.client()))
                    .withMessageContaining("status " + status + ": try again later (it says: after \"17\")")
                    .isNotInstanceOf(OAuthRefusedException.class);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<html>",
                "[]",
                "{",
                "",
                "{}",
                "{\"access_token\":\"\"}",
                "{\"access_token\":\"a b\"}",
                "{\"access_token\":\"hidden\",\"token_type\":\"mac\"}",
                "{\"access_token\":\"hidden\",\"expires_in\":-1}",
                "{\"access_token\":\"hidden\",\"expires_in\":99999999999}"
            })
    @DisplayName("an answer that is none is told as that, without what it holds")
    void nonsense(String body) throws IOException {
        try (LocalAuthority authority = new LocalAuthority(new TestTime())) {
            authority.prepare(Reply.of(200, body));
            assertThatIOException()
                    .isThrownBy(() -> token(authority.client()))
                    .withMessageContaining("expected ")
                    .satisfies(e -> assertThat(e.getMessage()).doesNotContain("hidden"));
        }
    }

    @Test
    @DisplayName("S-23: an endless answer is given up, a redirect is not followed")
    void endless() throws IOException {
        try (LocalAuthority authority = new LocalAuthority(new TestTime())) {
            authority.prepare(Reply.of(200, "{\"access_token\":\"" + "x".repeat(BoundedText.MOST_OCTETS) + "\"}"));
            assertThatIOException()
                    .isThrownBy(() -> token(authority.client()))
                    .withMessageContaining("at most 65536 octets");
            authority.prepare(new Reply(307, "{}", Map.of("Location", "/token")));
            assertThatIOException().isThrownBy(() -> token(authority.client()));
            assertThat(authority.requests()).hasSize(2);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n{"})
    @DisplayName("D-2: a server that is silent, or stops in the middle, is left in time")
    void silent(String beginning) throws IOException {
        try (ServerSocket listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Thread thread = new Thread(() -> serve(listener, beginning));
            thread.setDaemon(true);
            thread.start();
            URI address = URI.create("http://127.0.0.1:" + listener.getLocalPort() + "/token?secret=hidden");
            OAuthClient client = OAuthClient.of(new AuthorizationServer(address, Optional.empty()), "c", "s")
                    .withPatience(Duration.ofMillis(300));
            assertThatIOException()
                    .isThrownBy(() -> token(client))
                    .satisfies(
                            e -> assertThat(e.getMessage()).contains("/token").doesNotContain("hidden"));
        }
    }

    private static void serve(ServerSocket listener, String beginning) {
        try (Socket socket = listener.accept()) {
            socket.getOutputStream().write(beginning.getBytes(StandardCharsets.US_ASCII));
            while (socket.getInputStream().read() >= 0) {
                // What the client asks is of no interest.
            }
        } catch (IOException clientHasGone) {
            return;
        }
    }

    @Test
    @DisplayName("a server that is not there is told with its address")
    void unreachable() throws IOException {
        int port;
        try (ServerSocket listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = listener.getLocalPort();
        }
        URI address = URI.create("http://127.0.0.1:" + port + "/token");
        assertThatIOException()
                .isThrownBy(() -> token(OAuthClient.of(new AuthorizationServer(address, Optional.empty()), "c", "s")))
                .withMessageStartingWith("the authorization server 127.0.0.1:" + port + "/token cannot be asked: ");
    }

    private static void token(OAuthClient client) throws IOException {
        OAuthTokens.clientCredentials(client, TokenCache.memory()).token(Optional.empty());
    }
}
