package org.pop3j.store.spi;

/** Reading, writing or removing failed: a fault that should pass or that an operator mends. */
public final class MaildropFailedException extends MaildropException {
    private static final long serialVersionUID = 1L;

    /**
     * Makes the exception.
     *
     * @param message what happened, for operators
     */
    public MaildropFailedException(String message) {
        super(message);
    }

    /**
     * Makes the exception with its cause.
     *
     * @param message what happened, for operators
     * @param cause why
     */
    public MaildropFailedException(String message, Throwable cause) {
        super(message, cause);
    }
}
