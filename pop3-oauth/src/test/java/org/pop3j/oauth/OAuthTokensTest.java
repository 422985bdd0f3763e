package org.pop3j.oauth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.pop3j.client.AccessToken;
import org.pop3j.oauth.LocalAuthority.Reply;

/** The three ways to tokens, and how long one is used. */
@Timeout(60)
class OAuthTokensTest {
    private final TestTime time = new TestTime();
    private LocalAuthority authority = open(time);

    @TempDir
    private Path folder = Path.of("");

    private static LocalAuthority open(TestTime time) {
        try {
            return new LocalAuthority(time);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @BeforeEach
    void nothingAskedYet() {
        assertThat(authority.requests()).isEmpty();
    }

    @AfterEach
    void close() {
        authority.close();
    }

    @Test
    @DisplayName("client credentials: one request, its form as RFC 6749 section 4.4 has it, and a signed token")
    void clientCredentials() throws IOException {
        OAuthTokens tokens = OAuthTokens.clientCredentials(authority.client(), TokenCache.memory(), time);
        AccessToken token = tokens.token(Optional.empty());
        assertThat(authority.issued().accepts(token.value(), LocalAuthority.USER, time.now()))
                .isTrue();
        assertThat(authority.requests())
                .containsExactly(Map.of(
                        "grant_type", "client_credentials",
                        "scope", AuthorizationServer.MICROSOFT_POP_SCOPE,
                        "client_id", LocalAuthority.CLIENT,
                        "client_secret", LocalAuthority.SECRET));
    }

    @Test
    @DisplayName("a token is used until a minute before its end, and no longer than until it is refused")
    void lifetime() throws IOException {
        OAuthTokens tokens = OAuthTokens.clientCredentials(authority.client(), TokenCache.memory(), time);
        AccessToken first = tokens.token(Optional.empty());
        time.pass(LocalAuthority.TOKEN_LIFE.minusSeconds(60));
        assertThat(tokens.token(Optional.empty())).isEqualTo(first);
        time.pass(Duration.ofSeconds(1));
        AccessToken second = tokens.token(Optional.empty());
        assertThat(second).isNotEqualTo(first);
        assertThat(tokens.token(Optional.of(first))).isEqualTo(second);
        assertThat(tokens.token(Optional.of(second))).isNotEqualTo(second);
        assertThat(authority.requests()).hasSize(3);
    }

    @Test
    @DisplayName("a token without expires_in is used until it is refused")
    void withoutLifetime() throws IOException {
        authority.prepare(Reply.of(200, "{\"access_token\":\"opaque\"}"));
        OAuthTokens tokens = OAuthTokens.clientCredentials(authority.client(), TokenCache.memory(), time);
        assertThat(tokens.token(Optional.empty())).isEqualTo(new AccessToken("opaque"));
        time.pass(Duration.ofDays(1000));
        assertThat(tokens.token(Optional.empty())).isEqualTo(new AccessToken("opaque"));
        assertThat(tokens.token(Optional.of(new AccessToken("opaque")))).isNotEqualTo(new AccessToken("opaque"));
    }

    @Test
    @DisplayName(
            "refresh tokens rotate: each answer's token replaces the one before, in the file before the token is used")
    void rotation() throws IOException {
        TokenCache cache = TokenCache.file(folder.resolve("tokens"));
        OAuthTokens tokens = OAuthTokens.refreshToken(authority.client(), cache, "refresh-0", time);
        AccessToken first = tokens.token(Optional.empty());
        AccessToken second = tokens.token(Optional.of(first));
        // Another process that starts with the token from before the rotations.
        OAuthTokens other = OAuthTokens.refreshToken(
                authority.client(), TokenCache.file(folder.resolve("tokens")), "refresh-0", time);
        assertThat(other.token(Optional.empty())).isEqualTo(second);
        assertThat(other.token(Optional.of(second))).isNotEqualTo(second);
        assertThat(authority.requests())
                .extracting(form -> form.get("refresh_token"))
                .containsExactly("refresh-0", "refresh-1", "refresh-2");
        assertThat(authority.requests()).noneMatch(form -> form.containsKey("scope"));
    }

    @Test
    @DisplayName("a server that does not rotate leaves the refresh token out: the old one is kept")
    void withoutRotation() throws IOException {
        OAuthTokens tokens = OAuthTokens.refreshToken(authority.client(), TokenCache.memory(), "long-lived", time);
        authority.prepare(
                Reply.of(200, "{\"access_token\":\"one\",\"expires_in\":\"3600\"}"),
                Reply.of(200, "{\"access_token\":\"two\",\"expires_in\":3600}"));
        assertThat(tokens.token(Optional.empty())).isEqualTo(new AccessToken("one"));
        assertThat(tokens.token(Optional.of(new AccessToken("one")))).isEqualTo(new AccessToken("two"));
        assertThat(authority.requests())
                .extracting(form -> form.get("refresh_token"))
                .containsExactly("long-lived", "long-lived");
    }

    @Test
    @DisplayName(
            "a kept refresh token that is good no more: the one that was given anew is tried, then the refusal is thrown")
    void newSignIn() throws IOException {
        TokenCache cache = TokenCache.memory();
        OAuthTokens.refreshToken(authority.client(), cache, "refresh-0", time).token(Optional.empty());
        authority.prepare(Reply.error("invalid_grant"), Reply.of(200, "{\"access_token\":\"anew\"}"));
        time.pass(Duration.ofHours(2));
        OAuthTokens signedInAgain = OAuthTokens.refreshToken(authority.client(), cache, "brand-new", time);
        assertThat(signedInAgain.token(Optional.empty())).isEqualTo(new AccessToken("anew"));
        authority.prepare(Reply.error("invalid_grant"));
        assertThatExceptionOfType(OAuthRefusedException.class)
                .isThrownBy(() -> signedInAgain.token(Optional.of(new AccessToken("anew"))))
                .satisfies(e -> assertThat(e.error()).isEqualTo("invalid_grant"));
        assertThat(authority.requests()).hasSize(4);
    }

    @Test
    @DisplayName("RFC 8628: device code: the person is shown the code, pending is waited for, slow_down slows down")
    void deviceCode() throws IOException {
        List<DeviceCode> shown = new ArrayList<>();
        OAuthTokens tokens = OAuthTokens.deviceCode(authority.client(), TokenCache.memory(), shown::add, time);
        authority.prepare(
                authority.deviceReply(),
                Reply.error("authorization_pending"),
                Reply.error("slow_down"),
                Reply.error("authorization_pending"));
        AccessToken token = tokens.token(Optional.empty());
        assertThat(authority.issued().accepts(token.value(), LocalAuthority.USER, time.now()))
                .isTrue();
        assertThat(shown).singleElement().satisfies(code -> {
            assertThat(code.userCode()).isEqualTo("WDJB-MJHT");
            assertThat(code.verificationUri()).hasToString("https://microsoft.example/devicelogin");
            assertThat(code.completeUri()).isEmpty();
            assertThat(code.validFor()).isEqualTo(Duration.ofMinutes(15));
        });
        assertThat(time.pauses())
                .containsExactly(
                        Duration.ofSeconds(5), Duration.ofSeconds(5), Duration.ofSeconds(10), Duration.ofSeconds(10));
        assertThat(authority.requests().get(0)).containsEntry("scope", AuthorizationServer.MICROSOFT_POP_SCOPE);
        assertThat(authority.requests().get(1))
                .containsEntry("grant_type", "urn:ietf:params:oauth:grant-type:device_code")
                .containsEntry("device_code", "the device code");
    }

    @Test
    @DisplayName("after the sign-in the refresh token serves; when it is good no more the person is asked again")
    void deviceCodeOnce() throws IOException {
        List<DeviceCode> shown = new ArrayList<>();
        OAuthTokens tokens = OAuthTokens.deviceCode(authority.client(), TokenCache.memory(), shown::add, time);
        AccessToken first = tokens.token(Optional.empty());
        AccessToken second = tokens.token(Optional.of(first));
        assertThat(shown).hasSize(1);
        assertThat(authority.requests().get(2)).containsEntry("refresh_token", "refresh-1");
        authority.prepare(Reply.error("invalid_grant"));
        assertThat(tokens.token(Optional.of(second))).isNotEqualTo(second);
        assertThat(shown).hasSize(2);
    }

    @Test
    @DisplayName(
            "RFC 8628 section 3.5: denied and expired end the flow, and say so; so does the time, whatever the server says")
    void deviceCodeRefused() {
        OAuthTokens tokens = OAuthTokens.deviceCode(authority.client(), TokenCache.memory(), code -> {}, time);
        authority.prepare(authority.deviceReply(), Reply.error("access_denied"));
        assertThatExceptionOfType(OAuthRefusedException.class)
                .isThrownBy(() -> tokens.token(Optional.empty()))
                .withMessage(
                        "the authorization server refused the sign-in by device code: access_denied (whoever was asked"
                                + " said no)");
        authority.prepare(authority.deviceReply(), Reply.error("expired_token"));
        assertThatExceptionOfType(OAuthRefusedException.class)
                .isThrownBy(() -> tokens.token(Optional.empty()))
                .withMessageContaining("expired_token (the code was not entered in time");
        authority.prepare(Reply.of(
                200,
                "{\"device_code\":\"d\",\"user_code\":\"u\",\"expires_in\":20,\"interval\":6,"
                        + "\"verification_url\":\"https://google.example/device\","
                        + "\"verification_uri_complete\":\"https://google.example/device?c=u\"}"));
        authority.prepare(Reply.error("authorization_pending"), Reply.error("authorization_pending"));
        authority.prepare(Reply.error("authorization_pending"), Reply.error("authorization_pending"));
        assertThatExceptionOfType(OAuthRefusedException.class)
                .isThrownBy(() -> tokens.token(Optional.empty()))
                .withMessageContaining("expired_token");
    }

    @Test
    @DisplayName("a device endpoint that answers with nonsense, or is not known, is told as that")
    void deviceCodeNonsense() {
        OAuthTokens tokens = OAuthTokens.deviceCode(authority.client(), TokenCache.memory(), code -> {}, time);
        for (String answer : List.of(
                "{}",
                "{\"device_code\":\"d\"}",
                "{\"device_code\":\"d\",\"expires_in\":900,\"user_code\":\"\\u001b[31m\",\"verification_uri\":\"https://a\"}",
                "{\"device_code\":\"d\",\"expires_in\":900,\"user_code\":\"\",\"verification_uri\":\"https://a\"}",
                "{\"device_code\":\"d\",\"expires_in\":900,\"user_code\":\"x\",\"verification_uri\":\"javascript:x\"}",
                "{\"device_code\":\"d\",\"expires_in\":-1,\"user_code\":\"x\",\"verification_uri\":\"https://a\"}")) {
            authority.prepare(Reply.of(200, answer));
            assertThatIOException()
                    .isThrownBy(() -> tokens.token(Optional.empty()))
                    .withMessageStartingWith("the authorization server began no sign-in");
        }
        AuthorizationServer without = new AuthorizationServer(authority.server().tokenEndpoint(), Optional.empty());
        OAuthClient client = OAuthClient.of(without, "c", "s");
        assertThatIOException()
                .isThrownBy(() -> OAuthTokens.deviceCode(client, TokenCache.memory(), code -> {}, time)
                        .token(Optional.empty()))
                .withMessageContaining("no device endpoint");
    }

    @Test
    @DisplayName("S-24: tokens of one user or application are not given to another from the same file")
    void identities() throws IOException {
        Path file = folder.resolve("tokens");
        AccessToken ada = OAuthTokens.clientCredentials(authority.client(), TokenCache.file(file), time)
                .token(Optional.empty());
        OAuthClient forBob = authority.client().forUser("bob@contoso.example");
        AccessToken bob = OAuthTokens.clientCredentials(forBob, TokenCache.file(file), time)
                .token(Optional.empty());
        assertThat(bob).isNotEqualTo(ada);
        assertThat(authority.requests()).hasSize(2);
        OAuthTokens refreshing = OAuthTokens.refreshToken(forBob, TokenCache.file(file), "refresh-0", time);
        assertThat(refreshing.token(Optional.empty())).isNotEqualTo(bob);
        assertThat(authority.requests()).hasSize(3);
    }

    @Test
    @DisplayName("S-26: nothing shows a token or a secret")
    void secrets() {
        assertThat(authority.client().toString()).doesNotContain(LocalAuthority.SECRET);
        assertThat(OAuthTokens.refreshToken(authority.client(), TokenCache.memory(), "hidden", time)
                        .toString())
                .contains(LocalAuthority.CLIENT)
                .doesNotContain("hidden");
        assertThat(new Tokens(new AccessToken("hidden"), Optional.empty(), Optional.of("hidden")).toString())
                .doesNotContain("hidden");
    }
}
