package org.pop3j.store.spi;

/**
 * Why a maildrop could not be used. The message is for operators and goes into logs, never on the wire.
 */
public abstract sealed class MaildropException extends Exception
        permits MaildropInUseException, UnknownMaildropException, MaildropFailedException, LeaseLostException {
    private static final long serialVersionUID = 1L;

    MaildropException(String message) {
        super(message);
    }

    MaildropException(String message, Throwable cause) {
        super(message, cause);
    }
}
