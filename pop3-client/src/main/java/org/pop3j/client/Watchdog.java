package org.pop3j.client;

import java.time.Duration;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Ends what no socket option ends: a write that makes no progress, a handshake (S-04) or a TLS record that drips. When the time is up it
 * closes the raw socket; closing an {@code SSLSocket} would wait behind the blocked write.
 *
 * <p>One daemon thread serves all connections of the JVM and ends when there is nothing to watch. Watching costs two
 * volatile writes as a rule: a look is planned only where none is due in time, and sees the newest deadline when it comes.
 */
final class Watchdog {
    private static final ScheduledThreadPoolExecutor TIMER = timer();
    private static final long NOTHING = Long.MAX_VALUE;

    private final Runnable bite;
    private final AtomicLong deadline = new AtomicLong(NOTHING);
    private final AtomicLong nextLook = new AtomicLong(NOTHING);
    private final AtomicBoolean hasBitten = new AtomicBoolean();

    Watchdog(Runnable bite) {
        this.bite = bite;
    }

    void watch(Duration patience) {
        long due = System.nanoTime() + patience.toNanos();
        deadline.set(due);
        planLook(due);
    }

    void rest() {
        deadline.set(NOTHING);
    }

    boolean hasBitten() {
        return hasBitten.get();
    }

    /** Plans a look unless an earlier one is planned; it will plan the next. */
    private void planLook(long due) {
        long planned = nextLook.get();
        while (planned == NOTHING || due - planned < 0) {
            if (nextLook.compareAndSet(planned, due)) {
                TIMER.schedule(() -> look(due), due - System.nanoTime(), TimeUnit.NANOSECONDS);
                return;
            }
            planned = nextLook.get();
        }
    }

    private void look(long planned) {
        if (!nextLook.compareAndSet(planned, NOTHING)) {
            // An earlier look was planned after this one and has taken its place.
            return;
        }
        long due = deadline.get();
        if (due == NOTHING) {
            return;
        }
        if (due - System.nanoTime() > 0 || !deadline.compareAndSet(due, NOTHING)) {
            planLook(due);
            return;
        }
        hasBitten.set(true);
        bite.run();
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
