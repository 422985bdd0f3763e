package org.pop3j.client;

import java.time.Duration;

/**
 * A point in time, as {@link System#nanoTime()} counts, by which something must be done.
 *
 * @param what what must be done
 * @param nanos the point; of no meaning where nothing must
 * @param time how long there was for it
 */
record Deadline(What what, long nanos, Duration time) {
    static final Deadline NEVER = new Deadline(What.NOTHING, 0, Duration.ZERO);

    /** What can have a deadline. */
    enum What {
        NOTHING,
        LINE,
        /** A whole operation, content included (S-08). */
        OPERATION
    }

    static Deadline in(Duration time, What what, long now) {
        return new Deadline(what, now + time.toNanos(), time);
    }

    private boolean isBinding() {
        return what != What.NOTHING;
    }

    boolean isOver(long now) {
        return isBinding() && nanos - now <= 0;
    }

    /** The earlier of two. */
    Deadline orBefore(Deadline other) {
        return other.isBinding() && (!isBinding() || other.nanos - nanos < 0) ? other : this;
    }

    /** How much time is left, but no more than this. */
    Duration left(Duration most, long now) {
        return isBinding() && nanos - now < most.toNanos() ? Duration.ofNanos(nanos - now) : most;
    }

    /** What to say when it is missed. */
    String missed() {
        return switch (what) {
            case NOTHING -> throw new IllegalStateException("no deadline, so none is missed");
            case LINE -> "expected a whole line within " + Waits.shown(time);
            case OPERATION -> "expected the operation to end within " + Waits.shown(time) + ", it did not";
        };
    }
}
