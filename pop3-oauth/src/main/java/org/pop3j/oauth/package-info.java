/**
 * Access tokens for {@link org.pop3j.client.Credentials#token}: the device code flow (RFC 8628), client credentials and
 * refresh tokens (RFC 6749 sections 4.4 and 6).
 *
 * <pre>{@code
 * AuthorizationServer microsoft = AuthorizationServer.microsoft("contoso.onmicrosoft.com");
 * OAuthClient app = OAuthClient.of(microsoft, "client id", AuthorizationServer.MICROSOFT_POP_SCOPE);
 * OAuthTokens tokens = OAuthTokens.deviceCode(app, TokenCache.file(Path.of("tokens.json")), prompt -> show(prompt));
 * session.logIn(Credentials.token("ada@contoso.com", tokens));
 * }</pre>
 *
 * <p>Start at {@link org.pop3j.oauth.OAuthTokens}. Every wait is bounded, every answer of a server too. No secret and no token is
 * in a message or a {@code toString} (S-26); text of a server is escaped (S-27).
 */
package org.pop3j.oauth;
