package org.pop3j.server.spi;

import java.net.SocketAddress;
import java.util.Optional;

/**
 * Decides who may log in. Safe for use by several threads; may block, and takes as long for an unknown user as for a
 * wrong password (S-14).
 */
@FunctionalInterface
public interface Authenticator {
    /**
     * Checks a user name and a password.
     *
     * @param name the user name, prepared by SASLprep
     * @param password the password as it was sent, for whoever compares it with prepared ones to prepare; never log it
     * @param peer the client's address
     * @return who it is, or empty if user and password do not fit, whichever of the two is wrong
     * @throws AuthenticationUnavailableException if it cannot be decided now
     */
    Optional<Login> checkPassword(String name, String password, SocketAddress peer)
            throws AuthenticationUnavailableException;
}
