package org.pop3j.client;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * How long messages stay on the server after they were taken; one that was not taken always stays.
 *
 * @param time the time, zero to delete at once; empty to keep for ever
 */
public record Retention(Optional<Duration> time) {
    /** Messages stay on the server. */
    public static final Retention KEEP = new Retention(Optional.empty());

    /** Messages are deleted in the run that takes them. */
    public static final Retention DELETE = new Retention(Optional.of(Duration.ZERO));

    /**
     * Checks the time.
     *
     * @throws IllegalArgumentException if it is negative
     */
    public Retention {
        if (time.filter(Duration::isNegative).isPresent()) {
            throw new IllegalArgumentException("expected a time of zero or more, got " + time.get());
        }
    }

    /**
     * Messages are deleted once they were taken so long ago.
     *
     * @param time the time
     * @return the retention
     */
    public static Retention keepFor(Duration time) {
        return new Retention(Optional.of(time));
    }

    /** R2449-18: whether mail is to stay longer than a server that says {@code EXPIRE} keeps it for certain. */
    boolean isLongerThan(int expireDays) {
        return time.filter(t -> t.compareTo(Duration.ofDays(expireDays)) <= 0).isEmpty();
    }

    boolean mayDelete(Instant takenAt, Instant now) {
        return time.filter(t -> !takenAt.isAfter(now.minus(t))).isPresent();
    }
}
