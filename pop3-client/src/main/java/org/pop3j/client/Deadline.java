package org.pop3j.client;

import java.time.Duration;

/**
 * A point in time, as {@link System#nanoTime()} counts, by which something must be done.
 *
 * @param nanos the point; of no meaning where {@code isBinding} is false
 * @param isBinding whether there is one
 * @param missed what to say when it is missed
 */
record Deadline(long nanos, boolean isBinding, String missed) {
    static final Deadline NEVER = new Deadline(0, false, "");

    /** For one line. */
    static Deadline ofLine(Duration time, long now) {
        return in(time, now, "expected a whole line within " + Waits.shown(time));
    }

    /** For a whole operation, content included (S-08). */
    static Deadline ofOperation(Duration time, long now) {
        return in(time, now, "expected the operation to end within " + Waits.shown(time) + ", it did not");
    }

    private static Deadline in(Duration time, long now, String missed) {
        return new Deadline(now + time.toNanos(), true, missed);
    }

    boolean isOver(long now) {
        return isBinding && nanos - now <= 0;
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
