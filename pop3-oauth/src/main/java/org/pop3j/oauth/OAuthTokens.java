package org.pop3j.oauth;

import java.io.IOException;
import java.util.Optional;
import org.pop3j.client.AccessToken;
import org.pop3j.client.TokenSupplier;

/**
 * Access tokens of an authorization server: the kept one as long as it is good, a new one by the kept refresh token, and else in
 * the way that was asked for. Safe for several threads; whoever comes while a token is fetched waits for it.
 *
 * <p>Tokens are kept in a {@link TokenCache}. A server may give a new refresh token with each access token and take the old one
 * back (rotation): it is kept before the access token is used.
 */
public final class OAuthTokens implements TokenSupplier {
    private final CacheKey key;
    private final TokenCache cache;
    private final TokenRequests requests;
    private final Waiting waiting;
    private final Origin origin;

    /** How tokens are got where no kept refresh token will do. */
    private sealed interface Origin {
        /** A person signs in. */
        record Device(DeviceFlow flow) implements Origin {}

        /** The application is the user. */
        record Application() implements Origin {}

        /** Somebody has signed in elsewhere. */
        record SignedIn(String refreshToken) implements Origin {}
    }

    private OAuthTokens(OAuthClient client, TokenCache cache, Waiting waiting, Endpoint endpoint, Origin origin) {
        this.key = CacheKey.of(client, origin.getClass().getSimpleName());
        this.cache = cache;
        this.waiting = waiting;
        this.requests = new TokenRequests(client, endpoint, waiting);
        this.origin = origin;
    }

    /**
     * A person signs in on another device (RFC 8628), and again when the refresh token is good no more. While that is awaited,
     * {@link #token} does not return, for minutes: ask for a token before connecting to a mail server, which would not wait.
     *
     * @param client the application; for Microsoft its scope has {@code offline_access}, or there is no refresh token
     * @param cache where tokens are kept
     * @param prompt tells the person
     * @return the supplier
     */
    public static OAuthTokens deviceCode(OAuthClient client, TokenCache cache, DevicePrompt prompt) {
        return deviceCode(client, cache, prompt, Waiting.REAL);
    }

    static OAuthTokens deviceCode(OAuthClient client, TokenCache cache, DevicePrompt prompt, Waiting waiting) {
        Endpoint endpoint = new Endpoint(client);
        Origin device = new Origin.Device(new DeviceFlow(client, endpoint, prompt, waiting));
        return new OAuthTokens(client, cache, waiting, endpoint, device);
    }

    /**
     * The application reads mail by itself (RFC 6749 section 4.4). At Microsoft 365 the scope is {@link
     * AuthorizationServer#MICROSOFT_APPLICATION_SCOPE}, the user name of the login is the mailbox, and an administrator must have
     * allowed the application to read it.
     *
     * @param client the application, with its secret
     * @param cache where tokens are kept
     * @return the supplier
     */
    public static OAuthTokens clientCredentials(OAuthClient client, TokenCache cache) {
        return clientCredentials(client, cache, Waiting.REAL);
    }

    static OAuthTokens clientCredentials(OAuthClient client, TokenCache cache, Waiting waiting) {
        return new OAuthTokens(client, cache, waiting, new Endpoint(client), new Origin.Application());
    }

    /**
     * Somebody has signed in elsewhere and left a refresh token (RFC 6749 section 6). A newer one in the cache goes first.
     *
     * @param client the application that signed in
     * @param cache where tokens are kept
     * @param refreshToken the token to begin with
     * @return the supplier
     */
    public static OAuthTokens refreshToken(OAuthClient client, TokenCache cache, String refreshToken) {
        return refreshToken(client, cache, refreshToken, Waiting.REAL);
    }

    static OAuthTokens refreshToken(OAuthClient client, TokenCache cache, String refreshToken, Waiting waiting) {
        return new OAuthTokens(client, cache, waiting, new Endpoint(client), new Origin.SignedIn(refreshToken));
    }

    /**
     * Gives a token.
     *
     * @throws OAuthRefusedException if the authorization server refuses
     * @throws IOException if it cannot be asked, answers with nonsense, or the cache cannot be used
     */
    @Override
    public AccessToken token(Optional<AccessToken> refused) throws IOException {
        Optional<Tokens> withoutPerson = cache.update(key, kept -> withoutPerson(kept, refused));
        if (withoutPerson.isPresent()) {
            return withoutPerson.get().access();
        }
        Tokens signedIn = ((Origin.Device) origin).flow().run();
        cache.update(key, kept -> Optional.of(signedIn));
        return signedIn.access();
    }

    /** The kept token, or a new one; empty only where a person has to sign in. */
    private Optional<Tokens> withoutPerson(Optional<Tokens> kept, Optional<AccessToken> refused) throws IOException {
        Optional<Tokens> good = kept.filter(tokens -> tokens.isGood(waiting.now(), refused));
        if (good.isPresent()) {
            return good;
        }
        Optional<String> refresh = kept.flatMap(Tokens::refresh);
        Optional<Tokens> refreshed = refresh.isPresent() ? refreshed(refresh.get()) : Optional.empty();
        return refreshed.isPresent() ? refreshed : fromOrigin();
    }

    private Optional<Tokens> refreshed(String refreshToken) throws IOException {
        try {
            return Optional.of(requests.byRefreshToken(refreshToken));
        } catch (OAuthRefusedException e) {
            if (!e.error().equals("invalid_grant") || origin.equals(new Origin.SignedIn(refreshToken))) {
                throw e;
            }
            return Optional.empty();
        }
    }

    private Optional<Tokens> fromOrigin() throws IOException {
        if (origin instanceof Origin.SignedIn signedIn) {
            return Optional.of(requests.byRefreshToken(signedIn.refreshToken()));
        }
        return origin instanceof Origin.Device ? Optional.empty() : Optional.of(requests.byClientCredentials());
    }

    /** Without tokens. */
    @Override
    public String toString() {
        return "OAuthTokens[" + key + "]";
    }
}
