package org.pop3j.server;

import java.net.SocketAddress;

/**
 * What an embedder may watch: the one place for metrics and logs. The methods are called on the session's thread; they
 * return quickly and throw nothing. No argument holds a secret.
 */
public interface ServerEvents {
    /** Watches nothing. */
    ServerEvents NONE = new ServerEvents() {};

    /**
     * A connection has been accepted.
     *
     * @param peer the client's address
     */
    default void connected(SocketAddress peer) {}

    /**
     * A connection has been turned away because there are too many (S-28).
     *
     * @param peer the client's address
     */
    default void turnedAway(SocketAddress peer) {}

    /**
     * Somebody has logged in and the maildrop is open.
     *
     * @param peer the client's address
     * @param principal who it is
     * @param way by which command or mechanism, such as {@code USER} or {@code SCRAM-SHA-256}
     * @param security TLS version and cipher suite, or {@code "no TLS"} (R8314-08)
     */
    default void loggedIn(SocketAddress peer, String principal, String way, String security) {}

    /**
     * A login was refused because of its credentials.
     *
     * @param peer the client's address
     * @param login whose, how, and why
     */
    default void loginRefused(SocketAddress peer, RefusedLogin login) {}

    /**
     * A session has ended.
     *
     * @param peer the client's address
     * @param summary what it came to
     */
    default void ended(SocketAddress peer, SessionSummary summary) {}
}
