package org.pop3j.client;

import java.time.Duration;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Ends what no socket option ends: a write that makes no progress, a handshake that drips (S-04). When the time is up it
 * closes the raw socket; closing an {@code SSLSocket} would wait behind the blocked write.
 *
 * <p>One daemon thread serves all connections of the JVM and ends when there is nothing to watch. Watching costs two
 * volatile writes: a task is scheduled only where none is under way, and looks at the deadline when it runs.
 */
final class Watchdog {
    private static final ScheduledThreadPoolExecutor TIMER = timer();
    private static final long NOTHING = Long.MAX_VALUE;

    private final Runnable bite;
    private final AtomicLong deadline = new AtomicLong(NOTHING);
    private final AtomicBoolean isScheduled = new AtomicBoolean();
    private final AtomicBoolean hasBitten = new AtomicBoolean();

    Watchdog(Runnable bite) {
        this.bite = bite;
    }

    void watch(Duration patience) {
        long nanos = patience.toNanos();
        deadline.set(System.nanoTime() + nanos);
        if (isScheduled.compareAndSet(false, true)) {
            TIMER.schedule(this::look, nanos, TimeUnit.NANOSECONDS);
        }
    }

    void rest() {
        deadline.set(NOTHING);
    }

    boolean hasBitten() {
        return hasBitten.get();
    }

    private void look() {
        long due = deadline.get();
        long left = due - System.nanoTime();
        if (due == NOTHING) {
            isScheduled.set(false);
            watchAgainIfMissed();
        } else if (left > 0) {
            TIMER.schedule(this::look, left, TimeUnit.NANOSECONDS);
        } else if (deadline.compareAndSet(due, NOTHING)) {
            hasBitten.set(true);
            bite.run();
        } else {
            TIMER.execute(this::look);
        }
    }

    /** Between reading the deadline and giving up the task, a new watch may have begun that scheduled none. */
    private void watchAgainIfMissed() {
        if (deadline.get() != NOTHING && isScheduled.compareAndSet(false, true)) {
            TIMER.execute(this::look);
        }
    }

    private static ScheduledThreadPoolExecutor timer() {
        ScheduledThreadPoolExecutor timer = new ScheduledThreadPoolExecutor(1, task -> {
            Thread thread = new Thread(task, "pop3-client-watchdog");
            thread.setDaemon(true);
            return thread;
        });
        timer.setKeepAliveTime(10, TimeUnit.SECONDS);
        timer.allowCoreThreadTimeOut(true);
        return timer;
    }
}
