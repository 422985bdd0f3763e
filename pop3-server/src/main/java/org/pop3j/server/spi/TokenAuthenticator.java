package org.pop3j.server.spi;

import java.net.SocketAddress;
import java.util.Optional;

/** Checks OAuth 2.0 bearer tokens: for OAUTHBEARER and XOAUTH2. Safe for use by several threads; may block. */
@FunctionalInterface
public interface TokenAuthenticator {
    /**
     * Checks a token. Only called under TLS (R7628-01).
     *
     * @param user the user whose mail is wanted, prepared by SASLprep; empty if the client leaves it to the token
     * @param token the token; never log it
     * @param peer the client's address
     * @return who it is, or what the client is told; a token of another user is refused like an invalid one
     * @throws AuthenticationUnavailableException if it cannot be decided now
     */
    TokenVerdict checkToken(Optional<String> user, String token, SocketAddress peer)
            throws AuthenticationUnavailableException;
}
