package org.pop3j.cli;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.SocketAddress;
import org.pop3j.codec.PeerText;
import org.pop3j.server.RefusedLogin;
import org.pop3j.server.ServerEvents;
import org.pop3j.server.SessionSummary;

/** Writes a line for each login, each refused one (S-13) and each session's end, and passes the events on. */
final class ServeLog implements ServerEvents {
    private static final Logger LOG = System.getLogger(ServeLog.class.getName());

    private final ServerEvents next;

    ServeLog(ServerEvents next) {
        this.next = next;
    }

    @Override
    public void connected(SocketAddress peer) {
        next.connected(peer);
    }

    @Override
    public void turnedAway(SocketAddress peer) {
        LOG.log(Level.WARNING, "turned away " + peer + ": too many connections");
        next.turnedAway(peer);
    }

    @Override
    public void loggedIn(SocketAddress peer, String principal, String way, String security) {
        LOG.log(
                Level.INFO,
                "login of " + PeerText.escape(principal) + " from " + peer + " by " + way + ", " + security);
        next.loggedIn(peer, principal, way, security);
    }

    @Override
    public void loginRefused(SocketAddress peer, RefusedLogin login) {
        LOG.log(
                Level.WARNING,
                "login refused from " + peer + " as " + PeerText.quote(login.name()) + " by " + login.way() + ": "
                        + login.reason());
        next.loginRefused(peer, login);
    }

    @Override
    public void ended(SocketAddress peer, SessionSummary summary) {
        summary.principal().ifPresent(principal -> LOG.log(Level.INFO, line(peer, principal, summary)));
        next.ended(peer, summary);
    }

    private static String line(SocketAddress peer, String principal, SessionSummary summary) {
        return "end of " + PeerText.escape(principal) + " from " + peer + ": " + summary.end() + " after "
                + summary.duration().toMillis() + " ms, retrieved " + summary.retrieved()
                + (summary.retrieved() == 1 ? " message, " : " messages, ")
                + summary.retrievedOctets() + " octets, removed " + summary.removed();
    }
}
