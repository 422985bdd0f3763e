package org.pop3j.server;

import org.pop3j.codec.Limits;

/**
 * How much a server takes of what (requirements 0.2, design section 7). {@link #DEFAULTS} is good for the Internet.
 *
 * @param connections how many connections there may be at once
 * @param connectionsPerAddress how many of them may come from one address (S-28)
 * @param storeThreads how many store calls may run at once where sessions are virtual threads (S-40)
 * @param failedLogins at which failed login the connection is closed (S-13)
 * @param badCommands at how many unknown, malformed or misplaced commands in a row the connection is closed
 * @param commandOctets the longest command line, CRLF included; at least 255 (RFC 2449 section 4)
 */
public record ServerLimits(
        int connections,
        int connectionsPerAddress,
        int storeThreads,
        int failedLogins,
        int badCommands,
        int commandOctets) {
    /** The limits where nothing else is said. */
    public static final ServerLimits DEFAULTS = new ServerLimits(10_000, 2_000, 32, 3, 10, Limits.COMMAND_ACCEPTED);

    /**
     * Checks the limits.
     *
     * @throws IllegalArgumentException if a count is not positive, or the line limit is below 255 octets
     */
    public ServerLimits {
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
