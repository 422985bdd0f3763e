package org.pop3j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code pop3 fetch --oauth}: tokens of a local authorization server, checked by our server. */
@Tag("any-jdk")
@Timeout(60)
class FetchByTokenTest {
    @TempDir
    private Path folder = Path.of("");

    private Path config(String text) throws IOException {
        return Files.writeString(folder.resolve("oauth.yaml"), text);
    }

    /** A refresh token that somebody got elsewhere. */
    private Path refreshing(TokenSite site) throws IOException {
        Files.writeString(folder.resolve("refresh"), "the first\n");
        return config("""
                grant: refresh-token
                token-endpoint: %s
                client-id: app
                scope: pop
                refresh-token-file: refresh
                cache: tokens.json
                """.formatted(site.endpoint("/token")));
    }

    private Cli.Outcome fetch(TokenSite site, Path config) {
        return Cli.run(
                "fetch",
                site.url(),
                "--pin",
                site.pin(),
                "--oauth",
                config.toString(),
                "--to",
                "eml:" + folder.resolve("mail"));
    }

    @Test
    @DisplayName("client credentials: the secret comes from a file beside the configuration, mail is fetched")
    void clientCredentials() throws Exception {
        Files.writeString(folder.resolve("secret"), "s&cret\n");
        try (TokenSite site = new TokenSite(folder)) {
            Cli.Outcome outcome = fetch(site, config("""
                    grant: client-credentials
                    token-endpoint: %s
                    client-id: app
                    client-secret-file: secret
                    scope: https://outlook.office365.com/.default
                    """.formatted(site.endpoint("/token"))));
            assertThat(outcome.err()).isEmpty();
            assertThat(outcome.exitCode()).isZero();
            assertThat(folder.resolve("mail")).isDirectoryContaining("glob:**.eml");
            assertThat(site.forms())
                    .singleElement()
                    .asString()
                    .contains("grant_type=client_credentials")
                    .contains("client_secret=s%26cret");
        }
    }

    @Test
    @DisplayName("device code: the person is told on standard error; the next run needs no person and no new token")
    void deviceCode() throws Exception {
        try (TokenSite site = new TokenSite(folder)) {
            Path config = config("""
                    provider: microsoft
                    grant: device-code
                    token-endpoint: %s
                    device-endpoint: %s
                    client-id: app
                    cache: tokens.json
                    """.formatted(site.endpoint("/token"), site.endpoint("/device")));
            Cli.Outcome first = fetch(site, config);
            assertThat(first.err())
                    .isEqualTo("To sign in, open https://login.example/device in a browser and enter the code ABCD-EFGH"
                            + " (within 15 minutes).\n");
            assertThat(first.exitCode()).isZero();
            Cli.Outcome second = fetch(site, config);
            assertThat(second.err()).isEmpty();
            assertThat(second.exitCode()).isZero();
            assertThat(site.forms()).hasSize(2);
            assertThat(folder.resolve("tokens.json")).content().contains("\"user\":\"anna\"");
        }
    }

    @Test
    @DisplayName("an expired token in the cache: the server refuses it, a fresh one is got, mail is fetched")
    void expired() throws Exception {
        try (TokenSite site = new TokenSite(folder)) {
            Path config = refreshing(site);
            site.issueFor("anna", -3600);
            Cli.Outcome refused = fetch(site, config);
            assertThat(refused.exitCode()).isEqualTo(1);
            assertThat(refused.err())
                    .startsWith("pop3 fetch: cannot log in to 127.0.0.1 as anna: ")
                    .contains("invalid_token")
                    .contains("the token is for \"pop3\"")
                    .contains("expired at")
                    .hasLineCount(1);
            site.issueFor("anna", 3600);
            assertThat(fetch(site, config).exitCode()).isZero();
            assertThat(site.forms()).hasSize(3).element(2).asString().contains("refresh_token=refresh-1");
        }
    }

    @Test
    @DisplayName("no second token after a refused one: both reasons are told, in one line")
    void refusedTwice() throws Exception {
        try (TokenSite site = new TokenSite(folder)) {
            Path config = refreshing(site);
            site.issueFor("anna", -3600);
            assertThat(fetch(site, config).exitCode()).isEqualTo(1);
            site.revoke();

            Cli.Outcome outcome = fetch(site, config);

            assertThat(outcome.exitCode()).isEqualTo(1);
            assertThat(outcome.err())
                    .contains("revoked by its user", "; a first token was refused: ", "invalid_token")
                    .hasLineCount(1);
        }
    }

    @Test
    @DisplayName("a token of somebody else is refused, and the reason names whose it is not")
    void ofSomebodyElse() throws Exception {
        Files.writeString(folder.resolve("secret"), "s\n");
        try (TokenSite site = new TokenSite(folder)) {
            site.issueFor("bob", 3600);
            Cli.Outcome outcome = fetch(site, config("""
                    grant: client-credentials
                    token-endpoint: %s
                    client-id: app
                    client-secret-file: secret
                    scope: x
                    """.formatted(site.endpoint("/token"))));
            assertThat(outcome.exitCode()).isEqualTo(1);
            assertThat(outcome.err()).contains("tried ").contains("the server offers the SASL mechanisms");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "grant: device-code~tennant: x | oauth.yaml, line 2: unknown key \"tennant\"; expected one of cache, client-id",
                "provider: microsoft | needs grant",
                "grant: password | oauth.yaml, line 1: grant: expected one of device-code, client-credentials, refresh-token, got \"password\"",
                "grant: device-code~provider: yahoo | oauth.yaml, line 2: provider: expected microsoft or google, got \"yahoo\"",
                "grant: device-code~scope: x | needs provider or token-endpoint",
                "grant: device-code~provider: microsoft | needs client-id",
                "grant: device-code~provider: microsoft~client-id: a | needs cache: FILE",
                "grant: device-code~provider: google~client-id: a | use refresh-token",
                "grant: client-credentials~provider: microsoft~client-id: a | need the tenant",
                "grant: client-credentials~provider: microsoft~client-id: a~tenant: a/b | expected a tenant",
                "grant: client-credentials~provider: microsoft~client-id: a~tenant: t | needs client-secret-file",
                "grant: client-credentials~provider: microsoft~client-id: a~tenant: t~client-secret-file: none | cannot read",
                "grant: refresh-token~provider: google~client-id: a~cache: c | needs refresh-token-file",
                "grant: refresh-token~token-endpoint: http://login.example/t~client-id: a~scope: s | expected an https address",
                "grant: refresh-token~token-endpoint: https://l.example/t~client-id: a | needs scope",
                "[] | expected lines such as",
            })
    @DisplayName("a configuration that says too little or too much is refused with the reason, and nobody is asked")
    void mistakes(String lines, String complaint) throws Exception {
        Path config = config(lines.replace('~', '\n') + "\n");
        Cli.Outcome outcome =
                Cli.run("fetch", "pop3s://anna@127.0.0.1:1", "--oauth", config.toString(), "--to", "eml:" + folder);
        assertThat(outcome.err()).contains(complaint).hasLineCount(1);
        assertThat(outcome.exitCode()).isEqualTo(2);
    }
}
