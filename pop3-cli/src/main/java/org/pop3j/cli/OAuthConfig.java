package org.pop3j.cli;

import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import org.pop3j.oauth.AuthorizationServer;
import org.pop3j.oauth.DevicePrompt;
import org.pop3j.oauth.OAuthClient;
import org.pop3j.oauth.OAuthTokens;
import org.pop3j.oauth.TokenCache;
import picocli.CommandLine.Option;

/** What the file of {@code pop3 fetch --oauth} says; files that it names lie beside it. */
final class OAuthConfig {
    @Option(names = "--provider", converter = OAuthProvider.Converter.class)
    private Optional<OAuthProvider> provider = Optional.empty();

    @Option(names = "--tenant")
    private Optional<String> tenant = Optional.empty();

    @Option(names = "--grant", converter = OAuthGrant.Converter.class)
    private Optional<OAuthGrant> grant = Optional.empty();

    @Option(names = "--client-id")
    private Optional<String> clientId = Optional.empty();

    @Option(names = "--client-secret-file")
    private Optional<Path> clientSecretFile = Optional.empty();

    @Option(names = "--refresh-token-file")
    private Optional<Path> refreshTokenFile = Optional.empty();

    @Option(names = "--scope")
    private Optional<String> scope = Optional.empty();

    @Option(names = "--token-endpoint")
    private Optional<URI> tokenEndpoint = Optional.empty();

    @Option(names = "--device-endpoint")
    private Optional<URI> deviceEndpoint = Optional.empty();

    @Option(names = "--cache")
    private Optional<Path> cache = Optional.empty();

    /** The supplier of tokens for a user. */
    OAuthTokens tokens(Path file, String user, DevicePrompt prompt) throws Failure {
        OAuthGrant how = required(grant, "grant");
        OAuthClient client = client(file, how).forUser(user);
        return switch (how) {
            case DEVICE_CODE -> OAuthTokens.deviceCode(client, cacheFile(file, how), prompt);
            case REFRESH_TOKEN ->
                OAuthTokens.refreshToken(
                        client, cacheFile(file, how), secret(file, "refresh-token-file", refreshTokenFile));
            case CLIENT_CREDENTIALS ->
                OAuthTokens.clientCredentials(client, cache.isPresent() ? cacheFile(file, how) : TokenCache.memory());
        };
    }

    private OAuthClient client(Path file, OAuthGrant how) throws Failure {
        try {
            String wanted =
                    scope.isEmpty() && provider.isPresent() ? provider.get().scope(how) : required(scope, "scope");
            OAuthClient client = OAuthClient.of(server(how), required(clientId, "client-id"), wanted);
            return clientSecretFile.isPresent() || how == OAuthGrant.CLIENT_CREDENTIALS
                    ? client.withSecret(secret(file, "client-secret-file", clientSecretFile))
                    : client;
        } catch (IllegalArgumentException e) {
            throw Failure.refused(file.toString(), e);
        }
    }

    private AuthorizationServer server(OAuthGrant how) throws Failure {
        if (provider.isEmpty()) {
            return new AuthorizationServer(required(tokenEndpoint, "provider or token-endpoint"), deviceEndpoint);
        }
        AuthorizationServer known = provider.get().server(tenant, how);
        return new AuthorizationServer(
                tokenEndpoint.orElse(known.tokenEndpoint()), deviceEndpoint.or(known::deviceEndpoint));
    }

    /** Without it each run would ask the person again, or begin with a refresh token that was used up. */
    private TokenCache cacheFile(Path file, OAuthGrant how) throws Failure {
        if (cache.isEmpty()) {
            throw Failure.refused(file + ": the grant " + how + " needs cache: FILE, where tokens are kept");
        }
        return TokenCache.file(file.resolveSibling(cache.get()));
    }

    private static String secret(Path file, String key, Optional<Path> named) throws Failure {
        Path secret = file.resolveSibling(required(named, key));
        return SecretFile.read(key, secret);
    }

    private static <T> T required(Optional<T> value, String key) throws Failure {
        if (value.isEmpty()) {
            throw Failure.refused("the file of --oauth needs " + key);
        }
        return value.get();
    }
}
