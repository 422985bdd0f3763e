import org.jspecify.annotations.NullMarked;

/**
 * OAuth 2 access tokens for the POP3 client, as Microsoft 365, Gmail and others issue them: by device code (RFC 8628), client
 * credentials and refresh tokens (RFC 6749), kept in a file that only its owner can read.
 *
 * <p>Start at {@link org.pop3j.oauth.OAuthTokens}, a {@link org.pop3j.client.TokenSupplier}; {@link
 * org.pop3j.oauth.AuthorizationServer} knows the providers' addresses, {@link org.pop3j.oauth.OAuthRefusedException} and {@link
 * org.pop3j.oauth.OAuthDiagnosis} say what a provider did not like.
 */
@NullMarked
module org.pop3j.oauth {
    requires transitive org.pop3j.client;
    requires java.net.http;
    requires tools.jackson.core;
    requires static transitive org.jspecify;

    exports org.pop3j.oauth;
}
