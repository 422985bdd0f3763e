package org.pop3j.bench;

/**
 * What the window of pop3-client allows at best, on a network without any other limit: in each round trip it brings one window
 * of messages, 64 KiB at first, twice as much whenever one has come, up to 1 MiB. Connecting, login, LIST and QUIT take their
 * round trips too.
 */
final class WindowLimit {
    private static final long FIRST = 64 * 1024;
    private static final long MOST = 1024 * 1024;

    /** Half of one until the greeting is there; CAPA, USER, PASS, CAPA, LIST, QUIT. */
    static final double OTHER_ROUND_TRIPS = 6.5;

    private WindowLimit() {}

    static double messagesPerSecond(int messages, int octets, double roundTripSeconds) {
        long window = FIRST;
        long left = messages;
        double trips = OTHER_ROUND_TRIPS;
        while (left > 0) {
            long now = Math.max(1, window / octets);
            trips += left >= now ? 1 : (double) left / now;
            left -= now;
            window = Math.min(MOST, 2 * window);
        }
        return messages / (trips * roundTripSeconds);
    }
}
