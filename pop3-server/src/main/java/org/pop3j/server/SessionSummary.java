package org.pop3j.server;

import java.time.Duration;
import java.util.Optional;

/**
 * What a session came to, for logs and metrics.
 *
 * @param principal who logged in, if anybody did
 * @param retrieved how many messages RETR sent whole
 * @param retrievedOctets the octets of those messages
 * @param removed how many messages were removed at QUIT
 * @param duration from the accepted connection to its end
 * @param end why the session ended
 */
public record SessionSummary(
        Optional<String> principal, long retrieved, long retrievedOctets, int removed, Duration duration, End end) {
    /** Why a session ended. */
    public enum End {
        /** The client sent QUIT. */
        QUIT,
        /** The client closed the connection, or it broke. */
        DISCONNECTED,
        /** A time limit was reached (autologout, log-in, handshake or write limit). */
        TIMED_OUT,
        /** Too many bad commands or failed logins. */
        TOO_MANY_ERRORS,
        /** Something failed that the session could not go on after: TLS, the store, a defect. */
        FAILED,
        /** The server stopped. */
        STOPPED
    }
}
