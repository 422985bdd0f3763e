package org.pop3j.server;

import java.net.SocketAddress;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** Keeps what a server tells its watcher. */
final class EventLog implements ServerEvents {
    final List<String> lines = new CopyOnWriteArrayList<>();
    private final BlockingQueue<SessionSummary> summaries = new LinkedBlockingQueue<>();

    @Override
    public void connected(SocketAddress peer) {
        lines.add("connected");
    }

    @Override
    public void turnedAway(SocketAddress peer) {
        lines.add("turned away");
    }

    @Override
    public void loggedIn(SocketAddress peer, String principal, String way, String security) {
        lines.add("logged in " + principal + " by " + way + ", " + security);
    }

    @Override
    public void loginRefused(SocketAddress peer, RefusedLogin login) {
        lines.add("login refused " + login.name() + " by " + login.way() + ": " + login.reason());
    }

    @Override
    public void ended(SocketAddress peer, SessionSummary summary) {
        summaries.add(summary);
    }

    /** Waits for the next session to end. */
    SessionSummary awaitEnd() {
        try {
            SessionSummary summary = summaries.poll(20, TimeUnit.SECONDS);
            if (summary == null) {
                throw new AssertionError("no session ended within 20 s");
            }
            return summary;
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** Whether a session has ended that nobody has asked for. */
    boolean hasEnd() {
        return !summaries.isEmpty();
    }
}
