package org.pop3j.server.spi;

import java.net.SocketAddress;
import java.util.Optional;
import java.util.Set;
import org.pop3j.sasl.ScramCredential;
import org.pop3j.sasl.ScramHash;
import org.pop3j.sasl.ScramParameters;

/**
 * Knows SCRAM credentials of users: for SCRAM-SHA-1, -256, -512 and their -PLUS forms. Safe for use by several threads;
 * may block, and takes as long for an unknown user as for a known one (S-14).
 */
public interface ScramAuthenticator {
    /**
     * The hashes for which <em>every</em> user has a credential: only their mechanisms are announced (R5034-01). Asked for
     * each announcement, so it is quick and does not block.
     *
     * @return hashes, perhaps none
     */
    Set<ScramHash> scramHashes();

    /**
     * Finds a user.
     *
     * @param hash one of {@link #scramHashes}
     * @param name the user name, prepared by SASLprep
     * @param peer the client's address
     * @return the user, or empty if there is none of that name; the server then goes on with a decoy
     * @throws AuthenticationUnavailableException if it cannot be read now
     */
    Optional<KnownUser<ScramCredential>> scramUser(ScramHash hash, String name, SocketAddress peer)
            throws AuthenticationUnavailableException;

    /**
     * How the passwords of users are hashed: what an unknown user is shown, so that nobody can tell it from a known one
     * (R5802-05).
     *
     * @param hash one of {@link #scramHashes}
     * @return iteration count and length of the salt as users have them
     */
    default ScramParameters scramParameters(ScramHash hash) {
        return ScramParameters.DEFAULTS;
    }
}
