package org.pop3j.bench;

import org.pop3j.client.ClientLimits;

/**
 * What pop3-client can reach at best at a distance. A window of messages is asked for as the one before it comes, and so begins
 * to come a round trip after that, or when that has come whole: 64 KiB at first, twice as much in each next, up to 2 MiB.
 * Connecting, login, LIST and QUIT take their round trips too.
 *
 * @param messages of a session
 * @param octets of a message
 * @param roundTripSeconds as a command finds it
 */
record WindowLimit(int messages, int octets, double roundTripSeconds) {
    private static final long FIRST = 64 * 1024;
    private static final long MOST = ClientLimits.DEFAULTS.windowOctets();

    /** The status line and the termination line of a message. */
    private static final int AROUND = 8;

    /** Half of one until the greeting is there; CAPA, USER, PASS, CAPA, LIST, QUIT. */
    private static final double OTHER_ROUND_TRIPS = 6.5;

    /** What can be reached, and what takes most of its time. */
    record Limit(double messagesPerSecond, String by) {}

    /** The limit with a server that gives so many messages a second where nothing delays. */
    Limit withServer(double servedPerSecond) {
        double byWindow = seconds(Double.POSITIVE_INFINITY);
        double byServer = messages / servedPerSecond;
        return new Limit(
                messages / seconds(servedPerSecond),
                byWindow > byServer ? "the window" : "the server through the proxy without delay");
    }

    private double seconds(double servedPerSecond) {
        double begin = OTHER_ROUND_TRIPS * roundTripSeconds;
        double end = begin;
        long window = FIRST;
        for (long left = messages; left > 0; window = Math.min(MOST, 2 * window)) {
            long now = Math.min(left, Math.max(1, window / (octets + AROUND)));
            begin = Math.max(begin + roundTripSeconds, end);
            end = begin + now / servedPerSecond;
            left -= now;
        }
        return end;
    }
}
