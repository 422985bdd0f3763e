package org.pop3j.client;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * How long a client waits (D-2, requirements 0.2). Nothing waits for ever: each is greater than zero and at most 24 days.
 *
 * @param connect until the TCP connection stands; the addresses of the host share it. The time for looking up the name
 *     counts, but Java has no way to end a lookup: that may take longer
 * @param tlsHandshake until TLS stands (S-04)
 * @param greeting until the greeting is there (C0002)
 * @param write how long a write may make no progress
 * @param read until a status line is whole, and how long a longer reply may pause; over TLS octets count once their record
 *     is whole
 * @param authentication until the answer to PASS, APOP or AUTH is there: the server may be scanning the maildrop
 * @param quit until the answer to QUIT is there: the server may be deleting 100,000 messages
 * @param operation until the whole reply to one command is there, content included, however steadily it drips (S-08);
 *     empty for no such bound. The time that the caller takes for the content counts.
 */
public record Timeouts(
        Duration connect,
        Duration tlsHandshake,
        Duration greeting,
        Duration write,
        Duration read,
        Duration authentication,
        Duration quit,
        Optional<Duration> operation) {
    /** What fits into the milliseconds of a socket option. */
    private static final Duration LONGEST = Duration.ofDays(24);

    /** The times where nothing else is said. */
    public static final Timeouts DEFAULTS = new Timeouts(
            Duration.ofSeconds(30),
            Duration.ofSeconds(30),
            Duration.ofSeconds(60),
            Duration.ofSeconds(60),
            Duration.ofSeconds(60),
            Duration.ofSeconds(180),
            Duration.ofSeconds(600),
            Optional.empty());

    /**
     * Checks the times.
     *
     * @throws IllegalArgumentException if one is not greater than zero, or is longer than 24 days
     */
    public Timeouts {
        for (Duration time : List.of(connect, tlsHandshake, greeting, write, read, authentication, quit)) {
            requireBounded(time);
        }
        operation.ifPresent(Timeouts::requireBounded);
    }

    /**
     * The same time for each wait, and no bound for a whole operation.
     *
     * @param time the time
     * @return the times
     */
    public static Timeouts all(Duration time) {
        return new Timeouts(time, time, time, time, time, time, time, Optional.empty());
    }

    /**
     * These times with another {@link #connect}.
     *
     * @param time the time
     * @return the times
     */
    public Timeouts withConnect(Duration time) {
        return new Timeouts(time, tlsHandshake, greeting, write, read, authentication, quit, operation);
    }

    /**
     * These times with another {@link #tlsHandshake}.
     *
     * @param time the time
     * @return the times
     */
    public Timeouts withTlsHandshake(Duration time) {
        return new Timeouts(connect, time, greeting, write, read, authentication, quit, operation);
    }

    /**
     * These times with another {@link #greeting}.
     *
     * @param time the time
     * @return the times
     */
    public Timeouts withGreeting(Duration time) {
        return new Timeouts(connect, tlsHandshake, time, write, read, authentication, quit, operation);
    }

    /**
     * These times with another {@link #write}.
     *
     * @param time the time
     * @return the times
     */
    public Timeouts withWrite(Duration time) {
        return new Timeouts(connect, tlsHandshake, greeting, time, read, authentication, quit, operation);
    }

    /**
     * These times with another {@link #read}.
     *
     * @param time the time
     * @return the times
     */
    public Timeouts withRead(Duration time) {
        return new Timeouts(connect, tlsHandshake, greeting, write, time, authentication, quit, operation);
    }

    /**
     * These times with another {@link #authentication}.
     *
     * @param time the time
     * @return the times
     */
    public Timeouts withAuthentication(Duration time) {
        return new Timeouts(connect, tlsHandshake, greeting, write, read, time, quit, operation);
    }

    /**
     * These times with another {@link #quit}.
     *
     * @param time the time
     * @return the times
     */
    public Timeouts withQuit(Duration time) {
        return new Timeouts(connect, tlsHandshake, greeting, write, read, authentication, time, operation);
    }

    /**
     * These times with a bound for each {@link #operation}.
     *
     * @param time the time
     * @return the times
     */
    public Timeouts withOperation(Duration time) {
        return new Timeouts(connect, tlsHandshake, greeting, write, read, authentication, quit, Optional.of(time));
    }

    private static void requireBounded(Duration time) {
        if (time.isNegative() || time.isZero() || time.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException(
                    "expected a time greater than zero and at most " + LONGEST + ", got " + time);
        }
    }
}
