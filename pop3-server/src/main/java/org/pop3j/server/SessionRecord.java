package org.pop3j.server;

import java.time.Duration;
import java.util.Optional;
import org.pop3j.server.SessionSummary.End;

/** Counts what a session does, for its summary. Belongs to the session's thread. */
final class SessionRecord {
    private Optional<String> principal = Optional.empty();
    private long retrieved;
    private long retrievedOctets;
    private int removed;

    void loggedIn(String name) {
        principal = Optional.of(name);
    }

    void retrieved(long octets) {
        retrieved++;
        retrievedOctets += octets;
    }

    void removed(int messages) {
        removed += messages;
    }

    SessionSummary summary(Duration duration, End end) {
        return new SessionSummary(principal, retrieved, retrievedOctets, removed, duration, end);
    }
}
