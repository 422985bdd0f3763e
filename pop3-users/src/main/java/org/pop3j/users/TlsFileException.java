package org.pop3j.users;

/** A certificate or key file does not hold what is needed: the message says what was expected where, for people. */
public final class TlsFileException extends Exception {
    private static final long serialVersionUID = 1L;

    /**
     * Makes the exception.
     *
     * @param message what was expected and what is there
     */
    public TlsFileException(String message) {
        super(message);
    }

    /**
     * Makes the exception with its cause.
     *
     * @param message what was expected and what is there
     * @param cause why
     */
    public TlsFileException(String message, Throwable cause) {
        super(message, cause);
    }
}
