package org.pop3j.store.spi;

/** There is no maildrop of that name, or the store can have none of that name (S-16). */
public final class UnknownMaildropException extends MaildropException {
    private static final long serialVersionUID = 1L;

    /**
     * Makes the exception.
     *
     * @param message what happened, for operators
     */
    public UnknownMaildropException(String message) {
        super(message);
    }

    /**
     * Makes the exception with its cause.
     *
     * @param message what happened, for operators
     * @param cause why
     */
    public UnknownMaildropException(String message, Throwable cause) {
        super(message, cause);
    }
}
