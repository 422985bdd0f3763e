package org.pop3j.server.spi;

import java.net.SocketAddress;
import java.util.Optional;

/**
 * Knows the passwords themselves: for CRAM-MD5, DIGEST-MD5, NTLM and APOP, which cannot do with less. Safe for use by
 * several threads; may block, and takes as long for an unknown user as for a known one (S-14).
 */
public interface SecretAuthenticator {
    /**
     * Whether <em>every</em> user's password is kept as it is: only then are these mechanisms announced (R5034-01). Asked for
     * each announcement, so it is quick and does not block.
     *
     * @return whether each user can use them
     */
    boolean knowsEverySecret();

    /**
     * Finds a user.
     *
     * @param name the user name, prepared by SASLprep
     * @param peer the client's address
     * @return the user with the password, or empty if there is none of that name
     * @throws AuthenticationUnavailableException if it cannot be read now
     */
    Optional<KnownUser<String>> secretUser(String name, SocketAddress peer) throws AuthenticationUnavailableException;
}
