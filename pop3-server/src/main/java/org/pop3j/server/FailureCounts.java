package org.pop3j.server;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;

/**
 * How many logins failed lately, by address or by account, and how long the next one waits for that: some failures are free,
 * then the wait doubles with each up to 16 times the first. Half of the failures are forgotten each minute, so nobody is locked
 * out. The table is bounded; what has been quiet longest is forgotten first. Safe for use by several threads.
 */
final class FailureCounts {
    static final int MOST_KEYS = 10_000;

    private static final int MOST_DOUBLINGS = 4;
    private static final double HALF_LIFE_NANOS = Duration.ofMinutes(1).toNanos();

    private final Duration first;
    private final int free;
    private final LongSupplier nanoClock;
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<Object, Failures> byKey = new RecentMap<>(MOST_KEYS);

    /**
     * Makes an empty table.
     *
     * @param first the shortest wait; zero switches waiting off
     * @param free how many failures cost nothing
     * @param nanoClock the time
     */
    FailureCounts(Duration first, int free, LongSupplier nanoClock) {
        this.first = first;
        this.free = free;
        this.nanoClock = nanoClock;
    }

    /** How many logins failed, less those that are forgotten, as of some time. */
    private record Failures(double count, long nanos) {
        double left(long now) {
            return count * Math.pow(2, -(now - nanos) / HALF_LIFE_NANOS);
        }
    }

    void failed(Object key) {
        long now = nanoClock.getAsLong();
        int most = free + MOST_DOUBLINGS + 1;
        lock.lock();
        try {
            byKey.merge(
                    key,
                    new Failures(1, now),
                    (before, one) -> new Failures(Math.min(before.left(now) + 1, most), now));
        } finally {
            lock.unlock();
        }
    }

    Duration delay(Object key) {
        int doublings = failures(key) - free;
        return doublings < 0 ? Duration.ZERO : first.multipliedBy(1L << Math.min(doublings, MOST_DOUBLINGS));
    }

    private int failures(Object key) {
        lock.lock();
        try {
            Failures failures = byKey.get(key);
            return failures == null ? 0 : (int) Math.round(failures.left(nanoClock.getAsLong()));
        } finally {
            lock.unlock();
        }
    }
}
