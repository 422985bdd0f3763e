/**
 * What an embedder implements so that users may log in (RFC 1939 section 7, RFC 5034, RFC 3206 section 5).
 *
 * <p>Start at {@link org.pop3j.server.spi.Authenticator}, which is all that USER, PASS and the SASL mechanisms PLAIN and
 * LOGIN need. Each further interface is one capability, and makes the mechanisms possible that need it: {@link
 * org.pop3j.server.spi.ScramAuthenticator}, {@link org.pop3j.server.spi.SecretAuthenticator}, {@link
 * org.pop3j.server.spi.TokenAuthenticator}, {@link org.pop3j.server.spi.CertificateAuthenticator}, {@link
 * org.pop3j.server.spi.KerberosAuthenticator}. An {@link
 * org.pop3j.server.spi.Authorizer} permits delegates.
 */
package org.pop3j.server.spi;
