package org.pop3j.server.spi;

import java.net.SocketAddress;
import java.util.Optional;

/**
 * Decides whether somebody who has been authenticated may open another's maildrop: an authorization id of SASL (R4616-02),
 * or the mailbox of a delegate (OXP-07). Never asked when both are the same name. Safe for use by several threads; may
 * block, and takes as long for an unknown name as for a known one (S-14).
 */
@FunctionalInterface
public interface Authorizer {
    /** Refuses everybody: what a server does where nothing else is said. */
    Authorizer NOBODY = (authenticated, requested, peer) -> Optional.empty();

    /**
     * Decides.
     *
     * @param authenticated who has been authenticated
     * @param requested the name of whom it wants to act as, prepared by SASLprep; not a path (S-16)
     * @param peer the client's address
     * @return the login with the other's maildrop, or empty if that is not permitted; the client cannot tell this from a
     *     wrong password
     * @throws AuthenticationUnavailableException if it cannot be decided now
     */
    Optional<Login> authorize(Login authenticated, String requested, SocketAddress peer)
            throws AuthenticationUnavailableException;
}
