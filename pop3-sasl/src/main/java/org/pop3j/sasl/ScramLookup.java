package org.pop3j.sasl;

import java.util.Optional;
import javax.security.sasl.SaslException;

/** Finds what a server keeps of a user's password: for SCRAM. */
@FunctionalInterface
public interface ScramLookup {
    /**
     * Finds a user's credential. Takes as long for an unknown user as for a known one (S-14).
     *
     * @param name the user name, prepared by {@link SaslPrep#query}
     * @return the credential for the hash of the mechanism, or empty if there is no such user
     * @throws CredentialsUnavailableException if it cannot be read now
     * @throws SaslException if the login fails for another reason
     */
    Optional<ScramCredential> credential(String name) throws SaslException;
}
