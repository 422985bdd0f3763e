package org.pop3j.server.spi;

/**
 * Whether a login is right cannot be decided now: the client is told to try again ({@code [SYS/TEMP]}). The message is
 * for operators and goes into logs, never on the wire.
 */
public final class AuthenticationUnavailableException extends Exception {
    private static final long serialVersionUID = 1L;

    /**
     * Makes the exception.
     *
     * @param message what happened, for operators
     */
    public AuthenticationUnavailableException(String message) {
        super(message);
    }

    /**
     * Makes the exception with its cause.
     *
     * @param message what happened, for operators
     * @param cause why
     */
    public AuthenticationUnavailableException(String message, Throwable cause) {
        super(message, cause);
    }
}
