package org.pop3j.store.spi;

/** Another session holds the exclusive-access lock (RFC 1939 section 4). */
public final class MaildropInUseException extends MaildropException {
    private static final long serialVersionUID = 1L;

    /**
     * Makes the exception.
     *
     * @param message what happened, for operators
     */
    public MaildropInUseException(String message) {
        super(message);
    }

    /**
     * Makes the exception with its cause.
     *
     * @param message what happened, for operators
     * @param cause why
     */
    public MaildropInUseException(String message, Throwable cause) {
        super(message, cause);
    }
}
