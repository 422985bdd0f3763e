package org.pop3j.client;

import org.pop3j.codec.Limits;

/**
 * How much a client takes from a server (requirements 0.2), so that no server can use up its memory (S-06, S-07). A reply
 * beyond a limit breaks the session.
 *
 * @param replyOctets the longest status or CAPA line, CRLF included; at least 512
 * @param capabilityLines the most lines of CAPA or LANG
 * @param listingOctets the longest line of LIST or UIDL, CRLF included; at least 512
 * @param listingLines the most lines of LIST or UIDL
 * @param messageOctets the most octets of one message; {@link Long#MAX_VALUE} for any size
 * @param minimumOctetsPerSecond how fast a long reply must come at least, measured over each span of {@link
 *     Timeouts#read()} spent waiting (S-08); 0 for any rate
 * @param windowOctets how many octets of replies may at most be asked for in advance where the server announces
 *     PIPELINING (R2449-16); 0 to send commands one by one to every server
 */
public record ClientLimits(
        int replyOctets,
        int capabilityLines,
        int listingOctets,
        int listingLines,
        long messageOctets,
        long minimumOctetsPerSecond,
        long windowOctets) {
    /** The limits where nothing else is said. */
    public static final ClientLimits DEFAULTS = new ClientLimits(
            Limits.REPLY_ACCEPTED,
            Limits.CAPABILITY_LINES,
            Limits.LISTING_ACCEPTED,
            Limits.LISTING_LINES,
            Long.MAX_VALUE,
            0,
            1 << 21);

    /**
     * Checks the limits.
     *
     * @throws IllegalArgumentException if a line limit is below 512 octets, a count is below 1 or a rate is negative
     */
    public ClientLimits {
        requireAtLeast(Limits.REPLY_SENT, replyOctets, "replyOctets");
        requireAtLeast(Limits.REPLY_SENT, listingOctets, "listingOctets");
        requireAtLeast(1, capabilityLines, "capabilityLines");
        requireAtLeast(1, listingLines, "listingLines");
        requireAtLeast(1, messageOctets, "messageOctets");
        requireAtLeast(0, minimumOctetsPerSecond, "minimumOctetsPerSecond");
        requireAtLeast(0, windowOctets, "windowOctets");
    }

    /**
     * These limits with another {@link #listingLines}.
     *
     * @param lines the most lines of LIST or UIDL
     * @return the limits
     */
    public ClientLimits withListingLines(int lines) {
        return new ClientLimits(
                replyOctets,
                capabilityLines,
                listingOctets,
                lines,
                messageOctets,
                minimumOctetsPerSecond,
                windowOctets);
    }

    /**
     * These limits with another {@link #messageOctets}.
     *
     * @param octets the most octets of one message
     * @return the limits
     */
    public ClientLimits withMessageOctets(long octets) {
        return new ClientLimits(
                replyOctets,
                capabilityLines,
                listingOctets,
                listingLines,
                octets,
                minimumOctetsPerSecond,
                windowOctets);
    }

    /**
     * These limits with another {@link #minimumOctetsPerSecond}.
     *
     * @param octets octets per second
     * @return the limits
     */
    public ClientLimits withMinimumOctetsPerSecond(long octets) {
        return new ClientLimits(
                replyOctets, capabilityLines, listingOctets, listingLines, messageOctets, octets, windowOctets);
    }

    /**
     * These limits with another {@link #windowOctets}.
     *
     * @param octets octets of replies
     * @return the limits
     */
    public ClientLimits withWindowOctets(long octets) {
        return new ClientLimits(
                replyOctets,
                capabilityLines,
                listingOctets,
                listingLines,
                messageOctets,
                minimumOctetsPerSecond,
                octets);
    }

    private static void requireAtLeast(long least, long limit, String name) {
        if (limit < least) {
            throw new IllegalArgumentException(name + " is at least " + least + ", got " + limit);
        }
    }
}
