package org.pop3j.server;

import java.util.Optional;
import org.pop3j.codec.Command;
import org.pop3j.codec.Reply;
import org.pop3j.codec.ResponseCode;
import org.pop3j.sasl.Apop;
import org.pop3j.sasl.SaslMechanism;
import org.pop3j.server.SessionSummary.End;
import org.pop3j.server.spi.Login;

/**
 * Checks who wants in and opens the maildrop; counts the failures of one connection, whichever command they came by
 * (S-13). The lock is asked for only after the credentials were right (R2449-13). Belongs to the session's thread.
 */
final class LoginDesk {
    static final String WRONG_CREDENTIALS = "user name or password is wrong";

    private static final int MOST_DOUBLINGS = 5;

    private final ServerSettings settings;
    private final Penalties penalties;
    private final StoreWork loginWork;
    private final StoreWork storeWork;
    private final Openings openings;
    private final BufferPool pool;
    private final SessionRecord record;
    private final Optional<String> timestamp;
    private int failedLogins;

    /** The command or mechanism of the last try. */
    private String way = "";

    /** The name in a refusal that has been counted and whose exchange goes on. */
    private Optional<String> counted = Optional.empty();

    /**
     * Makes the desk of a connection.
     *
     * @param channel the connection as its greeting finds it: only a greeting that may have a timestamp gets one
     */
    LoginDesk(
            ServerSettings settings,
            Penalties penalties,
            StoreWork loginWork,
            StoreWork storeWork,
            Openings openings,
            BufferPool pool,
            SessionRecord record,
            Channel channel) {
        this.settings = settings;
        this.penalties = penalties;
        this.loginWork = loginWork;
        this.storeWork = storeWork;
        this.openings = openings;
        this.pool = pool;
        this.record = record;
        this.timestamp = offer().takesApop(channel)
                ? Optional.of(Apop.newTimestamp(settings.logins().hostName()))
                : Optional.empty();
    }

    Offer offer() {
        return settings.offer();
    }

    /** With the timestamp that announces APOP, if it is offered (R1939-36). */
    Reply greeting() {
        return Reply.ok("POP3 server ready" + timestamp.map(t -> " " + t).orElse(""));
    }

    /** Logs in by USER and PASS. */
    Step logIn(String name, String password, Connection connection) throws RefusedException {
        return check("USER", () -> commands(connection).password(name, password), connection);
    }

    /** Logs in by APOP. */
    Step logIn(Command.Apop apop, Connection connection) throws RefusedException {
        String greeted = timestamp.orElseThrow(() -> new RefusedException("APOP is not offered here"));
        return check("APOP", () -> commands(connection).apop(apop.name(), apop.digest(), greeted), connection);
    }

    private CommandLogins commands(Connection connection) {
        return new CommandLogins(settings.logins(), connection.peer());
    }

    /** Begins an AUTH exchange. */
    Step logIn(Command.Auth auth, Connection connection) throws RefusedException {
        Mechanisms mechanisms = new Mechanisms(offer(), connection.channel());
        SaslMechanism mechanism = mechanisms.named(auth.mechanism());
        return check(
                mechanism.toString(),
                () -> mechanisms.begin(mechanism, connection.peer()).begin(auth.initialResponse()),
                connection);
    }

    /** Goes on with an AUTH exchange. */
    Step goOn(AuthOutcome.Turn turn, byte[] message, Connection connection) throws RefusedException {
        return loginWork.call(() -> turn.take(message)).at(this, connection);
    }

    /** Every login, and every exchange, begins by waiting for what its address has done before (S-13). */
    private Step check(String wayIn, AuthOutcome.Check check, Connection connection) throws RefusedException {
        way = wayIn;
        penalties.await(penalties.delay(connection.peer()));
        return loginWork.call(check::run).at(this, connection);
    }

    /**
     * Opens the maildrop of somebody who is in.
     *
     * @throws RefusedException if the maildrop is in use, or something failed
     */
    Step open(Login login, Connection connection) throws RefusedException {
        penalties.await(penalties.delay(connection.peer(), login.principal()));
        penalties.succeeded(connection.peer(), login.principal());
        ServedMaildrop maildrop = ServedMaildrop.open(() -> openings.open(login.maildrop()), storeWork, pool);
        connection.loggedIn();
        record.loggedIn(login.principal());
        settings.events().loggedIn(connection.peer(), login.principal(), way, connection.securityText());
        TransactionState opened = new TransactionState(maildrop, offer(), connection, record);
        return Step.of(opened.welcome(), opened);
    }

    /** The same for a wrong user and a wrong password, whichever way they came (S-14, R3206-02). */
    RefusedException refuseCredentials(String name, String reason, Connection connection) {
        return refuse(name, reason, Reply.err(ResponseCode.AUTH, WRONG_CREDENTIALS), connection);
    }

    /** An exchange that was cancelled or broken is a failed login too, or guessing would be free. */
    RefusedException refuseExchange(String name, String text, Connection connection) {
        return refuse(name, text, Reply.err("AUTH failed: " + text), connection);
    }

    /** Takes note of a failed login for its address and the log. The exchange that it ends is not counted again. */
    void countRefusal(String name, String reason, Connection connection) {
        counted = Optional.of(name);
        settings.events().loginRefused(connection.peer(), new RefusedLogin(name, way, reason));
        penalties.failed(connection.peer(), account(name));
    }

    /** Whose password it would have been: that of a delegate stands before the mailbox (OXP-07). */
    private String account(String name) {
        return settings.logins().delegate(name).map(DelegateName::user).orElse(name);
    }

    private RefusedException refuse(String name, String reason, Reply reply, Connection connection) {
        if (counted.isEmpty()) {
            countRefusal(name, reason, connection);
        }
        counted = Optional.empty();
        penalties.await(penalties.delay(connection.peer(), account(name)));
        penalties.await(settings.times().failedLogin().multipliedBy(1L << Math.min(failedLogins, MOST_DOUBLINGS)));
        failedLogins++;
        return failedLogins < settings.limits().failedLogins()
                ? RefusedException.andStay(reply)
                : RefusedException.andEnd(reply, End.TOO_MANY_ERRORS);
    }
}
