package org.pop3j.sasl;

import java.util.Optional;
import javax.security.sasl.SaslException;

/** Finds a secret that a server shares with a user: for CRAM-MD5, DIGEST-MD5 and NTLM. */
@FunctionalInterface
public interface SecretLookup {
    /**
     * Finds a user's secret. Takes as long for an unknown user as for a known one (S-14).
     *
     * @param name the user name, prepared by {@link SaslPrep#query}
     * @return the password itself, or empty if there is no such user
     * @throws CredentialsUnavailableException if it cannot be read now
     * @throws SaslException if the login fails for another reason
     */
    Optional<String> secret(String name) throws SaslException;
}
