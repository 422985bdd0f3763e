package org.pop3j.store.maildir;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

/**
 * Waits for what nobody tells: a lock that another process has, which is tried again and again, or the clock of a file system.
 */
final class Waiting {
    private static final long PAUSE_NANOS = Duration.ofMillis(50).toNanos();

    private Waiting() {}

    /** Something that may come to be had. */
    @FunctionalInterface
    interface Attempt<T> {
        Optional<T> make() throws IOException;
    }

    /** Tries until it is had, or until {@link System#nanoTime()} is past the end; once at least. */
    static <T> Optional<T> until(long end, Attempt<T> attempt) throws IOException {
        while (true) {
            Optional<T> got = attempt.make();
            long left = end - System.nanoTime();
            if (got.isPresent() || left <= 0 || Thread.currentThread().isInterrupted()) {
                return got;
            }
            LockSupport.parkNanos(Math.min(PAUSE_NANOS, left));
        }
    }

    /** Lets so much time pass, however often this thread is woken meanwhile; only an interrupt ends it before. */
    static void pass(long nanos) {
        long end = System.nanoTime() + nanos;
        for (long left = nanos; left > 0 && !Thread.currentThread().isInterrupted(); left = end - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }
}
