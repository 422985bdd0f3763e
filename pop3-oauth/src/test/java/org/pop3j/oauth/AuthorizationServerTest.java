package org.pop3j.oauth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The providers' addresses, and which others are taken. */
class AuthorizationServerTest {
    @Test
    @DisplayName("Microsoft's addresses have the tenant in them, Google's are fixed")
    void presets() {
        AuthorizationServer microsoft = AuthorizationServer.microsoft("contoso.onmicrosoft.com");
        assertThat(microsoft.tokenEndpoint())
                .hasToString("https://login.microsoftonline.com/contoso.onmicrosoft.com/oauth2/v2.0/token");
        assertThat(microsoft.deviceEndpoint())
                .contains(
                        URI.create("https://login.microsoftonline.com/contoso.onmicrosoft.com/oauth2/v2.0/devicecode"));
        assertThat(AuthorizationServer.google().tokenEndpoint()).hasToString("https://oauth2.googleapis.com/token");
        assertThat(AuthorizationServer.google().deviceEndpoint())
                .contains(URI.create("https://oauth2.googleapis.com/device/code"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a/b", "..", "a b", "a?b", "-a"})
    @DisplayName("what is no tenant gets into no address")
    void tenants(String tenant) {
        assertThatIllegalArgumentException().isThrownBy(() -> AuthorizationServer.microsoft(tenant));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://login.example/token",
                "http://127.0.0.1.example/token",
                "http://user@localhost/token",
                "https://login.example/token#x",
                "ftp://localhost/token",
                "token",
                "mailto:a@b",
            })
    @DisplayName("S-26: secrets go by https only, and by http to this machine")
    void unsafe(String address) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new AuthorizationServer(URI.create(address), Optional.empty()));
        URI good = URI.create("https://login.example/token");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new AuthorizationServer(good, Optional.of(URI.create(address))));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"HTTPS://login.example/t?a=b", "http://localhost:1/t", "http://127.0.0.1/t", "http://[::1]/t"})
    @DisplayName("https anywhere, http on the loopback")
    void safe(String address) {
        assertThat(new AuthorizationServer(URI.create(address), Optional.empty()).tokenEndpoint())
                .hasToString(address);
    }

    @Test
    @DisplayName("a client has an id and a scope, a secret that is not empty, and patience")
    void clients() {
        AuthorizationServer google = AuthorizationServer.google();
        assertThatIllegalArgumentException().isThrownBy(() -> OAuthClient.of(google, " ", "s"));
        assertThatIllegalArgumentException().isThrownBy(() -> OAuthClient.of(google, "c", ""));
        OAuthClient client = OAuthClient.of(google, "c", "s");
        assertThatIllegalArgumentException().isThrownBy(() -> client.withSecret(""));
        assertThatIllegalArgumentException().isThrownBy(() -> client.withPatience(Duration.ZERO));
        assertThatIllegalArgumentException().isThrownBy(() -> client.withPatience(Duration.ofSeconds(-1)));
        assertThat(client).hasToString("OAuthClient[c at oauth2.googleapis.com]");
    }
}
