package org.pop3j.oauth;

import java.time.Duration;
import java.util.Optional;
import javax.net.ssl.SSLContext;

/**
 * An application as its provider knows it, and how to talk to that. Immutable and safe for use by several threads.
 */
public final class OAuthClient {
    private static final Duration USUAL_PATIENCE = Duration.ofSeconds(60);

    private final AuthorizationServer server;
    private final String clientId;
    private final Optional<String> clientSecret;
    private final String scope;
    private final String user;
    private final Optional<SSLContext> tls;
    private final Duration patience;

    private OAuthClient(
            AuthorizationServer server,
            String clientId,
            Optional<String> clientSecret,
            String scope,
            String user,
            Optional<SSLContext> tls,
            Duration patience) {
        this.server = server;
        this.clientId = requireSomething("a client id", clientId);
        this.clientSecret = clientSecret.map(secret -> requireSomething("a client secret", secret));
        this.scope = requireSomething("a scope", scope);
        this.user = user;
        this.tls = tls;
        this.patience = patience;
    }

    /**
     * A public client: one without a secret, such as a program on somebody's own machine.
     *
     * @param server the authorization server
     * @param clientId what the provider calls the application
     * @param scope what the tokens shall be good for, separated by SPACE
     * @return the client
     * @throws IllegalArgumentException if id or scope is empty
     */
    public static OAuthClient of(AuthorizationServer server, String clientId, String scope) {
        return new OAuthClient(server, clientId, Optional.empty(), scope, "", Optional.empty(), USUAL_PATIENCE);
    }

    /**
     * This client with a secret, sent in the body of requests (RFC 6749 section 2.3.1).
     *
     * @param secret the secret
     * @return the client
     * @throws IllegalArgumentException if it is empty
     */
    public OAuthClient withSecret(String secret) {
        return new OAuthClient(server, clientId, Optional.of(secret), scope, user, tls, patience);
    }

    /**
     * This client for one user: what is kept for others in the same cache is not used for this one (S-24).
     *
     * @param name the user
     * @return the client
     */
    public OAuthClient forUser(String name) {
        return new OAuthClient(server, clientId, clientSecret, scope, name, tls, patience);
    }

    /**
     * This client, and the authorization server's certificate is checked by a context of the caller.
     *
     * @param context the context; the host name is checked besides
     * @return the client
     */
    public OAuthClient withTls(SSLContext context) {
        return new OAuthClient(server, clientId, clientSecret, scope, user, Optional.of(context), patience);
    }

    /**
     * This client with another bound for each request, answer included; 60 s where nothing is said.
     *
     * @param bound more than zero
     * @return the client
     * @throws IllegalArgumentException if it is not
     */
    public OAuthClient withPatience(Duration bound) {
        if (bound.isNegative() || bound.isZero()) {
            throw new IllegalArgumentException("expected a time of more than zero, got " + bound);
        }
        return new OAuthClient(server, clientId, clientSecret, scope, user, tls, bound);
    }

    AuthorizationServer server() {
        return server;
    }

    String clientId() {
        return clientId;
    }

    Optional<String> clientSecret() {
        return clientSecret;
    }

    String scope() {
        return scope;
    }

    String user() {
        return user;
    }

    Optional<SSLContext> tls() {
        return tls;
    }

    Duration patience() {
        return patience;
    }

    private static String requireSomething(String what, String text) {
        if (text.isBlank()) {
            throw new IllegalArgumentException("expected " + what + ", got an empty one");
        }
        return text;
    }

    /** Without the secret. */
    @Override
    public String toString() {
        return "OAuthClient[" + clientId + " at " + server.tokenEndpoint().getHost() + "]";
    }
}
