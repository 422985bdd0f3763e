package org.pop3j.server;

import java.lang.System.Logger.Level;
import java.net.SocketAddress;

/** Keeps a watcher that throws away from sessions and listeners: what it throws is logged. */
final class GuardedEvents implements ServerEvents {
    private static final System.Logger LOG = System.getLogger(GuardedEvents.class.getName());

    private final ServerEvents watcher;

    GuardedEvents(ServerEvents watcher) {
        this.watcher = watcher;
    }

    @Override
    public void connected(SocketAddress peer) {
        guarded(() -> watcher.connected(peer));
    }

    @Override
    public void turnedAway(SocketAddress peer) {
        guarded(() -> watcher.turnedAway(peer));
    }

    @Override
    public void loggedIn(SocketAddress peer, String principal, String way, String security) {
        guarded(() -> watcher.loggedIn(peer, principal, way, security));
    }

    @Override
    public void loginRefused(SocketAddress peer, RefusedLogin login) {
        guarded(() -> watcher.loginRefused(peer, login));
    }

    @Override
    public void ended(SocketAddress peer, SessionSummary summary) {
        guarded(() -> watcher.ended(peer, summary));
    }

    private static void guarded(Runnable event) {
        try {
            event.run();
        } catch (RuntimeException e) {
            LOG.log(Level.ERROR, "a watcher of the server threw an exception", e);
        }
    }
}
