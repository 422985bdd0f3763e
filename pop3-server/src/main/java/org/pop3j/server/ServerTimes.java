package org.pop3j.server;

import java.time.Duration;

/**
 * How long a server waits for what (D-2): every wait is bounded. {@link #DEFAULTS} is good for the Internet.
 *
 * @param idle how long a session in TRANSACTION may say nothing; RFC 1939 section 3 asks for at least 10 minutes
 * @param logIn how long a client may take from the accepted connection to its login
 * @param tlsHandshake how long a TLS handshake may take
 * @param writeStall how long a write may make no progress (S-29)
 * @param storeStall how long a session waits for its store before it gives up (S-40)
 * @param failedLogin how long the answer to a first failed login is held back; it doubles with each failure (S-13); may be
 *     zero
 */
public record ServerTimes(
        Duration idle,
        Duration logIn,
        Duration tlsHandshake,
        Duration writeStall,
        Duration storeStall,
        Duration failedLogin) {
    /** The times where nothing else is said. */
    public static final ServerTimes DEFAULTS = new ServerTimes(
            Duration.ofMinutes(10),
            Duration.ofSeconds(120),
            Duration.ofSeconds(30),
            Duration.ofSeconds(60),
            Duration.ofSeconds(60),
            Duration.ofSeconds(1));

    /**
     * Checks the times.
     *
     * @throws IllegalArgumentException if one is negative, or one but {@code failedLogin} is zero
     */
    public ServerTimes {
        for (Duration time : new Duration[] {idle, logIn, tlsHandshake, writeStall, storeStall}) {
            if (time.isNegative() || time.isZero()) {
                throw new IllegalArgumentException("every time limit is finite and greater than zero, got " + time);
            }
        }
        if (failedLogin.isNegative()) {
            throw new IllegalArgumentException("the delay of a failed login is not negative, got " + failedLogin);
        }
    }

    /**
     * The same with another idle time.
     *
     * @param idle how long a session in TRANSACTION may say nothing
     * @return the times
     */
    public ServerTimes withIdle(Duration idle) {
        return new ServerTimes(idle, logIn, tlsHandshake, writeStall, storeStall, failedLogin);
    }

    /**
     * The same with another delay of a failed login.
     *
     * @param failedLogin how long the answer to a first failed login is held back
     * @return the times
     */
    public ServerTimes withFailedLogin(Duration failedLogin) {
        return new ServerTimes(idle, logIn, tlsHandshake, writeStall, storeStall, failedLogin);
    }
}
