package org.pop3j.server;

import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.pop3j.codec.Reply;
import org.pop3j.codec.ResponseCode;
import org.pop3j.server.SessionSummary.End;
import org.pop3j.server.spi.Login;
import org.pop3j.store.spi.Maildrop;
import org.pop3j.store.spi.MaildropException;
import org.pop3j.store.spi.MaildropName;
import org.pop3j.store.spi.UnknownMaildropException;

/**
 * Checks who wants in and opens the maildrop; counts the failures of one connection (S-13). The lock is asked for only
 * after the credentials were right (R2449-13). Belongs to the session's thread.
 */
final class LoginDesk {
    private final ServerSettings settings;
    private final StoreWork loginWork;
    private final StoreWork storeWork;
    private final BufferPool pool;
    private final SessionRecord record;
    private int failedLogins;

    LoginDesk(
            ServerSettings settings, StoreWork loginWork, StoreWork storeWork, BufferPool pool, SessionRecord record) {
        this.settings = settings;
        this.loginWork = loginWork;
        this.storeWork = storeWork;
        this.pool = pool;
        this.record = record;
    }

    Offer offer() {
        return settings.offer();
    }

    /**
     * Logs in with a password and opens the maildrop.
     *
     * @throws RefusedException if user or password are wrong ({@code [AUTH]}, whichever it is: S-14), the maildrop is in
     *     use, or something failed
     */
    TransactionState logIn(String name, String password, Connection connection) throws RefusedException {
        Optional<Login> login =
                loginWork.call(() -> settings.authenticator().checkPassword(name, password, connection.peer()));
        if (login.isEmpty()) {
            throw refuse(name, connection);
        }
        return open(login.orElseThrow(), connection);
    }

    private TransactionState open(Login login, Connection connection) throws RefusedException {
        ServedMaildrop maildrop = ServedMaildrop.open(() -> openOrEmpty(login.maildrop()), storeWork, pool);
        connection.loggedIn();
        record.loggedIn(login.principal());
        settings.events().loggedIn(connection.peer(), login.principal(), connection.securityText());
        return new TransactionState(maildrop, offer(), connection, record);
    }

    /** A user for whom nothing has been delivered yet has an empty maildrop; nothing is created by logging in. */
    private Maildrop openOrEmpty(MaildropName name) throws MaildropException {
        try {
            return settings.store().open(name);
        } catch (UnknownMaildropException nothingDelivered) {
            return new EmptyMaildrop();
        }
    }

    private RefusedException refuse(String name, Connection connection) {
        settings.events().loginRefused(connection.peer(), name);
        holdBack();
        failedLogins++;
        Reply reply = Reply.err(ResponseCode.AUTH, "user name or password is wrong");
        return failedLogins < settings.limits().failedLogins()
                ? RefusedException.andStay(reply)
                : RefusedException.andEnd(reply, End.TOO_MANY_ERRORS);
    }

    /** Each failure of a connection takes twice as long as the one before. */
    private void holdBack() {
        long nanos = settings.times().failedLogin().toNanos() << Math.min(failedLogins, 5);
        try {
            TimeUnit.NANOSECONDS.sleep(nanos);
        } catch (InterruptedException e) {
            throw new IllegalStateException("nobody interrupts a session", e);
        }
    }
}
