package org.pop3j.users;

import java.net.SocketAddress;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.pop3j.server.spi.AuthenticationUnavailableException;
import org.pop3j.server.spi.Authenticator;
import org.pop3j.server.spi.Login;
import org.pop3j.store.spi.MaildropName;

/**
 * Logs in the users of a users file; the maildrop has the name of the user. Safe for use by several threads.
 *
 * <p>Every login costs the same hash work, for unknown users too (S-14): where the lines have several schemes, or one
 * scheme with several costs, it is that of all of them together. Hashing is what a login storm would spend all processors
 * on, so only a few logins are checked at once; who waits too long for a turn is told to try again.
 */
public final class UsersFileAuthenticator implements Authenticator {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final UsersFile users;
    private final Semaphore turns;
    private final Duration patience;

    /**
     * Makes an authenticator that hashes on as many threads at once as there are processors.
     *
     * @param users the users
     */
    public UsersFileAuthenticator(UsersFile users) {
        this(users, Runtime.getRuntime().availableProcessors(), PATIENCE);
    }

    /**
     * Makes an authenticator.
     *
     * @param users the users
     * @param atOnce how many passwords may be checked at once
     * @param patience how long a login waits for its turn
     */
    public UsersFileAuthenticator(UsersFile users, int atOnce, Duration patience) {
        this.users = users;
        this.turns = new Semaphore(atOnce, true);
        this.patience = patience;
    }

    @Override
    public Optional<Login> checkPassword(String name, String password, SocketAddress peer)
            throws AuthenticationUnavailableException {
        return matches(name, password) ? Optional.of(new Login(name, new MaildropName(name))) : Optional.empty();
    }

    private boolean matches(String name, String password) throws AuthenticationUnavailableException {
        takeTurn();
        try {
            return users.table().matches(name, password);
        } finally {
            turns.release();
        }
    }

    private void takeTurn() throws AuthenticationUnavailableException {
        try {
            if (!turns.tryAcquire(patience.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new AuthenticationUnavailableException(
                        "too many logins at once: no turn to check a password within " + patience.toSeconds() + " s");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AuthenticationUnavailableException("interrupted while waiting to check a password", e);
        }
    }
}
