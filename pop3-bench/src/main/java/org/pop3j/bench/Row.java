package org.pop3j.bench;

import java.io.IOException;

/**
 * Something that is measured of both servers, in seconds.
 *
 * @param name what the reader sees
 * @param target the largest ratio of our time to Dovecot's that we want
 * @param uncounted how often it is done before it counts: servers get faster with practice
 * @param measure measures it once
 */
record Row(String name, double target, int uncounted, Measure measure) {
    /** One measurement. */
    @FunctionalInterface
    interface Measure {
        double seconds(MeasuredServer server) throws IOException;
    }
}
