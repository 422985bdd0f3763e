package org.pop3j.server;

/** What happens to a password that comes without TLS (R2595-09, R5034-14). */
public enum PlaintextLogin {
    /** The default: USER is refused for everybody alike, and not announced. */
    REFUSED,
    /** Passwords are taken without TLS too: for tests and trusted networks. */
    ALLOWED
}
