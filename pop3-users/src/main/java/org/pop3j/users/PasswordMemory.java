package org.pop3j.users;

import java.security.MessageDigest;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;

/**
 * Remembers for some minutes that a password was right, so that clients that look for mail every minute do not cost the
 * work of a password hash each time. What is remembered is a keyed hash of name, password and the line of the users file,
 * under a random key that ends with the process: a changed line is another one, and nothing is ever written. Only right
 * passwords are remembered, so a wrong one costs what it always does (S-14). Safe for use by several threads.
 */
public final class PasswordMemory {
    /** How long a password is remembered where nothing else is said. */
    public static final Duration USUAL = Duration.ofMinutes(10);

    /** About 2 MB at most. */
    private static final int MOST_USERS = 10_000;

    private final KeyedHash hash = new KeyedHash();
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<String, Remembered> byName;
    private final long lifeNanos;
    private final LongSupplier nanoClock;

    private record Remembered(byte[] digest, long sinceNanos) {}

    private PasswordMemory(Duration life, int most, LongSupplier nanoClock) {
        this.lifeNanos = life.toNanos();
        this.nanoClock = nanoClock;
        this.byName = new LinkedHashMap<>() {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<String, Remembered> eldest) {
                return size() > most;
            }
        };
    }

    /**
     * Remembers passwords for a while after each time they were checked in full.
     *
     * @param life how long, some minutes
     * @return an empty memory
     * @throws IllegalArgumentException if that is not greater than zero
     */
    public static PasswordMemory lasting(Duration life) {
        if (life.isNegative() || life.isZero()) {
            throw new IllegalArgumentException("expected a time greater than zero, got " + life);
        }
        return new PasswordMemory(life, MOST_USERS, System::nanoTime);
    }

    /**
     * Remembers nothing.
     *
     * @return a memory that stays empty
     */
    public static PasswordMemory none() {
        return new PasswordMemory(Duration.ZERO, 0, System::nanoTime);
    }

    /** The same with a clock that tests can move, and another bound. */
    static PasswordMemory lasting(Duration life, int most, LongSupplier nanoClock) {
        return new PasswordMemory(life, most, nanoClock);
    }

    /** Whether this password of this user was right a short while ago, and the line is still what it was. */
    boolean remembers(String name, String password, StoredPassword line) {
        Optional<Remembered> known = known(name);
        return known.isPresent()
                && nanoClock.getAsLong() - known.get().sinceNanos() < lifeNanos
                && MessageDigest.isEqual(known.get().digest(), digest(name, password, line));
    }

    void remember(String name, String password, StoredPassword line) {
        Remembered fresh = new Remembered(digest(name, password, line), nanoClock.getAsLong());
        lock.lock();
        try {
            // To the end of the order, where the latest are.
            byName.remove(name);
            byName.put(name, fresh);
        } finally {
            lock.unlock();
        }
    }

    private Optional<Remembered> known(String name) {
        lock.lock();
        try {
            return Optional.ofNullable(byName.get(name));
        } finally {
            lock.unlock();
        }
    }

    private byte[] digest(String name, String password, StoredPassword line) {
        return hash.of(name, password, line.text());
    }
}
