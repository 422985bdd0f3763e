package org.pop3j.server;

import java.time.Duration;
import org.pop3j.codec.Limits;

/**
 * The limits of a server (requirements 0.2, design section 7). {@link #DEFAULTS} is good for the Internet.
 *
 * @param idle how long a session in TRANSACTION may say nothing; RFC 1939 section 3 asks for at least 10 minutes
 * @param logIn how long a client may take from the accepted connection to its login
 * @param tlsHandshake how long a TLS handshake may take
 * @param writeStall how long a write may make no progress
 * @param storeStall how long a session waits for its store before it gives up with {@code [SYS/TEMP]} (S-40)
 * @param connections how many connections there may be at once
 * @param connectionsPerAddress how many of them may come from one address (S-28)
 * @param storeThreads how many store calls may run at once where sessions are virtual threads (S-40)
 * @param failedLogins at which failed login the connection is closed (S-13)
 * @param badCommands at how many unknown, malformed or misplaced commands in a row the connection is closed
 * @param commandOctets the longest command line, CRLF included; at least 255 (RFC 2449 section 4)
 */
public record ServerLimits(
        Duration idle,
        Duration logIn,
        Duration tlsHandshake,
        Duration writeStall,
        Duration storeStall,
        int connections,
        int connectionsPerAddress,
        int storeThreads,
        int failedLogins,
        int badCommands,
        int commandOctets) {
    /** The limits where nothing else is said. */
    public static final ServerLimits DEFAULTS = new ServerLimits(
            Duration.ofMinutes(10),
            Duration.ofSeconds(120),
            Duration.ofSeconds(30),
            Duration.ofSeconds(60),
            Duration.ofSeconds(60),
            10_000,
            2_000,
            32,
            3,
            10,
            Limits.COMMAND_ACCEPTED);

    /**
     * Checks the limits.
     *
     * @throws IllegalArgumentException if a time or a count is not positive, or a line limit is below 255 octets
     */
    public ServerLimits {
        for (Duration time : new Duration[] {idle, logIn, tlsHandshake, writeStall, storeStall}) {
            if (time.isNegative() || time.isZero()) {
                throw new IllegalArgumentException("every time limit is finite and greater than zero, got " + time);
            }
        }
        for (int count : new int[] {connections, connectionsPerAddress, storeThreads, failedLogins, badCommands}) {
            if (count < 1) {
                throw new IllegalArgumentException("every count is at least 1, got " + count);
            }
        }
        if (commandOctets < Limits.COMMAND_SENT) {
            throw new IllegalArgumentException("RFC 2449 section 4 asks for command lines of at least "
                    + Limits.COMMAND_SENT + " octets, got " + commandOctets);
        }
    }
}
