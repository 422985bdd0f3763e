package org.pop3j.sasl;

import javax.security.sasl.SaslException;

/** Says whether user name and password fit: for PLAIN and LOGIN. */
@FunctionalInterface
public interface PasswordVerifier {
    /**
     * Checks a password. Takes as long for an unknown user as for a wrong password (S-14).
     *
     * @param name the user name, prepared by {@link SaslPrep#query}
     * @param password the password as it was sent
     * @return whether they fit
     * @throws CredentialsUnavailableException if it cannot be decided now
     * @throws SaslException if the login fails for another reason
     */
    boolean verify(String name, String password) throws SaslException;
}
