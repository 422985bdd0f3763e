package org.pop3j.sasl;

import java.util.Optional;
import javax.security.sasl.SaslException;

/** Says whether a bearer token lets its user in: for OAUTHBEARER and XOAUTH2. */
@FunctionalInterface
public interface TokenVerifier {
    /**
     * Checks a token.
     *
     * @param user the user name that the client sent, prepared by {@link SaslPrep#query}; empty if it sent none
     * @param token the bearer token; never log it
     * @return empty if the token lets the user in, else what the client is told
     * @throws CredentialsUnavailableException if it cannot be decided now
     * @throws SaslException if the login fails for another reason
     */
    Optional<TokenRefusal> verify(Optional<String> user, String token) throws SaslException;
}
