package org.pop3j.client;

import java.io.IOException;
import java.util.Optional;

/**
 * Gives access tokens for {@link Credentials.Token}. Asked by the thread that logs in, which waits: an implementation bounds
 * its own waits, and is safe for several threads where several sessions share it.
 */
@FunctionalInterface
public interface TokenSupplier {
    /**
     * Gives a token: once when a login begins, and once more when the server refused that one, for it may have expired.
     *
     * @param refused what the server has just refused; a token equal to it ends the attempt
     * @return a token
     * @throws IOException if there is none to be had; the login fails with it, and the session stays usable
     */
    AccessToken token(Optional<AccessToken> refused) throws IOException;

    /**
     * Always the same token.
     *
     * @param token the token
     * @return a supplier of it
     * @throws IllegalArgumentException if it is none
     */
    static TokenSupplier of(String token) {
        AccessToken only = new AccessToken(token);
        return refused -> only;
    }
}
