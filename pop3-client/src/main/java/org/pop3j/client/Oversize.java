package org.pop3j.client;

/** What happens to a message with more octets than {@link ClientLimits#messageOctets()}. */
public enum Oversize {
    /** The session breaks at once, whatever is still to come (S-06). */
    FAILS,
    /**
     * The message alone fails, by {@link MessageTooLargeException}, and the session goes on: what is known to be too large
     * is not asked for in bulk operations, what turns out to be is read to its end and thrown away.
     */
    SKIPPED
}
