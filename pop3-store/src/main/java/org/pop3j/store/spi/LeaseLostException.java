package org.pop3j.store.spi;

/** The store lost the exclusive-access lock of an open maildrop: the session must end and nothing is removed. */
public final class LeaseLostException extends MaildropException {
    private static final long serialVersionUID = 1L;

    /**
     * Makes the exception.
     *
     * @param message what happened, for operators
     */
    public LeaseLostException(String message) {
        super(message);
    }

    /**
     * Makes the exception with its cause.
     *
     * @param message what happened, for operators
     * @param cause why
     */
    public LeaseLostException(String message, Throwable cause) {
        super(message, cause);
    }
}
