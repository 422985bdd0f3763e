package org.pop3j.client;

import java.time.Duration;

/**
 * A point in time, as {@link System#nanoTime()} counts, by which something must be done.
 *
 * @param nanos the point; of no meaning where {@code isBinding} is false
 * @param isBinding whether there is one
 */
record Deadline(long nanos, boolean isBinding) {
    static final Deadline NEVER = new Deadline(0, false);

    static Deadline in(Duration time, long now) {
        return new Deadline(now + time.toNanos(), true);
    }

    /** The earlier of two. */
    Deadline orBefore(Deadline other) {
        return other.isBinding && (!isBinding || other.nanos - nanos < 0) ? other : this;
    }

    /** How much time is left, but no more than this. */
    Duration left(Duration most, long now) {
        return isBinding && nanos - now < most.toNanos() ? Duration.ofNanos(nanos - now) : most;
    }
}
