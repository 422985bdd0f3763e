package org.pop3j.server;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;

/**
 * Ends what waits too long by closing its connection: idle sessions, slow logins, stuck writes, stuck handshakes. One
 * thread for all connections, on a clock that tests can move. A wait for the store is given up instead. A thread is never interrupted: an interrupt would close the
 * files and void the locks of its maildrop.
 */
final class Watchdog implements AutoCloseable {
    private static final long NEVER = Long.MAX_VALUE;
    private static final Duration SWEEP_EVERY = Duration.ofMillis(250);

    private final LongSupplier nanoClock;
    private final long startNanos;
    private final Set<Guard> guards = ConcurrentHashMap.newKeySet();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition closing = lock.newCondition();
    private boolean isClosed;

    Watchdog(LongSupplier nanoClock) {
        this.nanoClock = nanoClock;
        this.startNanos = nanoClock.getAsLong();
    }

    /** Sweeps until closed, and on while there is somebody to watch. */
    void start(ThreadFactory threads) {
        threads.newThread(this::sweepUntilClosed).start();
    }

    /**
     * Watches a connection.
     *
     * @param abort closes it at once
     */
    Guard watch(Runnable abort) {
        Guard guard = new Guard(abort);
        guards.add(guard);
        return guard;
    }

    /** Closes every connection whose time has come. */
    void sweep() {
        long now = now();
        guards.forEach(guard -> guard.check(now));
    }

    @Override
    public void close() {
        lock.lock();
        try {
            isClosed = true;
            closing.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Nanoseconds since this watchdog was made: never negative, so that {@link #NEVER} is later than all. */
    private long now() {
        return nanoClock.getAsLong() - startNanos;
    }

    private void sweepUntilClosed() {
        lock.lock();
        try {
            while (!isClosed || !guards.isEmpty()) {
                closing.awaitNanos(SWEEP_EVERY.toNanos());
                sweep();
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException("nobody interrupts the watchdog", e);
        } finally {
            lock.unlock();
        }
    }

    /** A thread that waits, and what wakes it when it has waited too long. */
    private record Wait(long deadline, Runnable giveUp) {
        static final Wait NONE = new Wait(NEVER, () -> {});
    }

    /** The time limits of one connection: for the whole login, for the next command, for the step under way, for a wait. */
    final class Guard implements AutoCloseable {
        private final Runnable abort;
        private volatile Wait wait = Wait.NONE;
        private volatile long loginDeadline = NEVER;
        private volatile long commandDeadline = NEVER;
        private volatile long stepDeadline = NEVER;
        private volatile boolean hasExpired;

        private Guard(Runnable abort) {
            this.abort = abort;
        }

        /** Everything up to {@link #loggedIn()} must be done by then. */
        void limitLogin(Duration limit) {
            loginDeadline = now() + limit.toNanos();
        }

        void loggedIn() {
            loginDeadline = NEVER;
        }

        /** The next command must be whole by then: single octets do not count as activity (R1939-10). */
        void limitCommand(Duration limit) {
            commandDeadline = now() + limit.toNanos();
        }

        void endCommand() {
            commandDeadline = NEVER;
        }

        /** What is done next must be done by then. */
        void limitStep(Duration limit) {
            stepDeadline = now() + limit.toNanos();
        }

        void endStep() {
            stepDeadline = NEVER;
        }

        /**
         * Somebody waits from now on, and the connection lives on if that takes too long. Costs less than a timed wait of a
         * virtual thread, for which the JDK wakes another thread.
         *
         * @param giveUp ends the wait; it may be called again, and when the wait is over, and must have no effect then
         */
        void limitWait(Duration limit, Runnable giveUp) {
            wait = new Wait(now() + limit.toNanos(), giveUp);
        }

        void endWait() {
            wait = Wait.NONE;
        }

        /** Whether the connection was closed because its time had come. */
        boolean hasExpired() {
            return hasExpired;
        }

        private void check(long now) {
            Wait current = wait;
            if (now > current.deadline()) {
                current.giveUp().run();
            }
            if (!hasExpired && (now > loginDeadline || now > commandDeadline || now > stepDeadline)) {
                hasExpired = true;
                abort.run();
            }
        }

        @Override
        public void close() {
            guards.remove(this);
        }
    }
}
