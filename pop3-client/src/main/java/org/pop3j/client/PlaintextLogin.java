package org.pop3j.client;

/** Whether a password may be sent over a connection without TLS (S-20, R8314-06). */
public enum PlaintextLogin {
    /** The default: such a login fails before anything of it is sent. */
    REFUSED,
    /** Everybody on the way may read the password: for tests and trusted networks. */
    ALLOWED
}
