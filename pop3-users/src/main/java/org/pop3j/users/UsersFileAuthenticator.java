package org.pop3j.users;

import java.net.SocketAddress;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.pop3j.sasl.ScramCredential;
import org.pop3j.sasl.ScramHash;
import org.pop3j.sasl.ScramParameters;
import org.pop3j.server.spi.AuthenticationUnavailableException;
import org.pop3j.server.spi.Authenticator;
import org.pop3j.server.spi.KnownUser;
import org.pop3j.server.spi.Login;
import org.pop3j.server.spi.ScramAuthenticator;
import org.pop3j.server.spi.SecretAuthenticator;
import org.pop3j.store.spi.MaildropName;

/**
 * Logs in the users of a users file; the maildrop has the name of the user. Safe for use by several threads.
 *
 * <p>Every login costs the same hash work, for unknown users too (S-14): where the lines have several schemes, or one
 * scheme with several costs, it is that of all of them together. Hashing is what a login storm would spend all processors
 * on, so only a few logins are checked at once; who waits too long for a turn is told to try again. A password that was
 * right is remembered for a while ({@link PasswordMemory}).
 *
 * <p>SCRAM is served where every line is of its scheme or {@code {PLAIN}}, mechanisms that need the password itself where
 * every line is {@code {PLAIN}} (R5034-01).
 */
public final class UsersFileAuthenticator implements Authenticator, ScramAuthenticator, SecretAuthenticator {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final UsersFile users;
    private final PasswordMemory memory;
    private final Semaphore turns;
    private final Duration patience;
    private final KeyedHash salts = new KeyedHash();

    /**
     * Makes an authenticator that hashes on as many threads at once as there are processors, and remembers passwords for
     * {@link PasswordMemory#USUAL}.
     *
     * @param users the users
     */
    public UsersFileAuthenticator(UsersFile users) {
        this(users, PasswordMemory.lasting(PasswordMemory.USUAL));
    }

    /**
     * Makes an authenticator that hashes on as many threads at once as there are processors.
     *
     * @param users the users
     * @param memory what remembers passwords
     */
    public UsersFileAuthenticator(UsersFile users, PasswordMemory memory) {
        this(users, memory, Runtime.getRuntime().availableProcessors(), PATIENCE);
    }

    /**
     * Makes an authenticator.
     *
     * @param users the users
     * @param memory what remembers passwords
     * @param atOnce how many passwords may be checked at once
     * @param patience how long a login waits for its turn
     */
    public UsersFileAuthenticator(UsersFile users, PasswordMemory memory, int atOnce, Duration patience) {
        this.users = users;
        this.memory = memory;
        this.turns = new Semaphore(atOnce, true);
        this.patience = patience;
    }

    @Override
    public Optional<Login> checkPassword(String name, String password, SocketAddress peer)
            throws AuthenticationUnavailableException {
        UserTable table = users.table();
        Optional<StoredPassword> line = table.password(name);
        if (line.isPresent() && memory.remembers(name, password, line.get())) {
            return Optional.of(login(name));
        }
        if (!inTurn(() -> table.matches(name, password))) {
            return Optional.empty();
        }
        memory.remember(name, password, line.orElseThrow());
        return Optional.of(login(name));
    }

    @Override
    public Set<ScramHash> scramHashes() {
        return users.table().scram().hashes();
    }

    @Override
    public ScramParameters scramParameters(ScramHash hash) {
        return users.table().scram().parametersOf(hash);
    }

    @Override
    public Optional<KnownUser<ScramCredential>> scramUser(ScramHash hash, String name, SocketAddress peer)
            throws AuthenticationUnavailableException {
        UserTable table = users.table();
        Optional<StoredPassword> line = table.password(name);
        // Where one user's credential is made now, one is made for every name that is asked for (S-14).
        Optional<ScramCredential> made = table.scram().hasPlain()
                ? Optional.of(inTurn(() -> madeNow(hash, name, line, table)))
                : Optional.empty();
        return line.flatMap(known -> known instanceof ScramPassword scram ? Optional.of(scram.credential()) : made)
                .map(credential -> new KnownUser<>(login(name), credential));
    }

    private ScramCredential madeNow(ScramHash hash, String name, Optional<StoredPassword> line, UserTable table) {
        ScramParameters usual = table.scram().parametersOf(hash);
        byte[] salt = salts.of(hash.hashName(), name);
        String password = line.filter(PlainPassword.class::isInstance)
                .map(StoredPassword::data)
                .orElse("nobody has this password");
        return ScramCredential.derive(hash, password, Arrays.copyOf(salt, usual.saltOctets()), usual.iterations());
    }

    @Override
    public boolean knowsEverySecret() {
        return users.table().keepsEverySecret();
    }

    @Override
    public Optional<KnownUser<String>> secretUser(String name, SocketAddress peer) {
        return users.table()
                .password(name)
                .filter(PlainPassword.class::isInstance)
                .map(plain -> new KnownUser<>(login(name), plain.data()));
    }

    private static Login login(String name) {
        return new Login(name, new MaildropName(name));
    }

    /** Work that keeps a processor busy. */
    private interface Work<T> {
        T done();
    }

    private <T> T inTurn(Work<T> work) throws AuthenticationUnavailableException {
        takeTurn();
        try {
            return work.done();
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
