package org.pop3j.sasl;

import java.util.Optional;
import javax.security.sasl.SaslException;

/** Says who a client is that has been authenticated outside SASL, by its certificate: for EXTERNAL. */
@FunctionalInterface
public interface ExternalIdentity {
    /**
     * Finds out who the client is.
     *
     * @return the user name, or empty if the client is nobody here
     * @throws CredentialsUnavailableException if it cannot be decided now
     * @throws SaslException if the login fails for another reason
     */
    Optional<String> identity() throws SaslException;
}
