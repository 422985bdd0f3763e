package org.pop3j.sasl;

import javax.security.sasl.SaslException;

/**
 * Whether credentials are right cannot be decided now: thrown by whoever is asked by a server's mechanism, and passed on by
 * it as it is. The client should try again later.
 */
public final class CredentialsUnavailableException extends SaslException {
    private static final long serialVersionUID = 1L;

    /**
     * Makes the exception.
     *
     * @param message what happened, for operators
     * @param cause why
     */
    public CredentialsUnavailableException(String message, Throwable cause) {
        super(message, cause);
    }
}
