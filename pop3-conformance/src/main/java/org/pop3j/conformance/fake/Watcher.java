package org.pop3j.conformance.fake;

/** Hears what is said in a session. Called by the session's thread. */
public interface Watcher {
    /** Hears nothing. */
    Watcher NONE = new Watcher() {};

    /** Octets of the client have arrived. */
    default void clientSaid(byte[] octets, int offset, int length) {}

    /** A whole line of the client was read, an octet string without CRLF. */
    default void command(String line) {}

    /** Octets are about to be sent. */
    default void serverSaid(byte[] octets) {}

    /** Something that is no octets. */
    default void event(String event) {}
}
