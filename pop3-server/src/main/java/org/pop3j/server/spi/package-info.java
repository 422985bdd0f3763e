/**
 * What an embedder implements so that users may log in (RFC 1939 section 7, RFC 3206 section 5).
 *
 * <p>Start at {@link org.pop3j.server.spi.Authenticator}.
 */
package org.pop3j.server.spi;
