package org.pop3j.conformance;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.time.Duration;

/** The octets that arrive, one by one, each step under one deadline. */
final class Incoming {
    static final int END = -1;
    private static final int BUFFER_OCTETS = 16 * 1024;

    private final Wire wire;
    private final byte[] buffer = new byte[BUFFER_OCTETS];
    private int position;
    private int limit;
    private long deadlineNanos;

    Incoming(Wire wire) {
        this.wire = wire;
    }

    /** Starts the time of a step. */
    void within(Duration time) {
        deadlineNanos = System.nanoTime() + time.toNanos();
    }

    /** The next octet, or {@link #END}. */
    int next() throws IOException {
        if (position == limit) {
            int count = wire.read(buffer, left());
            if (count < 0) {
                return END;
            }
            position = 0;
            limit = count;
        }
        return buffer[position++] & 0xFF;
    }

    /** How many octets have arrived and nobody has asked for. */
    int bufferedOctets() {
        return limit - position;
    }

    private Duration left() throws SocketTimeoutException {
        long nanos = deadlineNanos - System.nanoTime();
        if (nanos <= 0) {
            throw new SocketTimeoutException("the time of the step is over");
        }
        return Duration.ofNanos(nanos);
    }
}
