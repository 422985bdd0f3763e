package org.pop3j.sasl;

import javax.security.sasl.SaslException;

/** Says whether somebody who has been authenticated elsewhere may log in: for GSSAPI. */
@FunctionalInterface
public interface PrincipalVerifier {
    /**
     * Checks a principal.
     *
     * @param principal who it is, for example {@code user@EXAMPLE.COM} of Kerberos
     * @return whether it may log in
     * @throws CredentialsUnavailableException if it cannot be decided now
     * @throws SaslException if the login fails for another reason
     */
    boolean verify(String principal) throws SaslException;
}
