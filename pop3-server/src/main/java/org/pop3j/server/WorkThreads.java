package org.pop3j.server;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * A bounded number of platform threads for calls that may block, shared by all sessions of a server. Safe for use by
 * several threads.
 */
final class WorkThreads implements AutoCloseable {
    /** How long a call waits for a free thread before the server is told to be saturated. */
    private static final Duration QUEUE_PATIENCE = Duration.ofSeconds(5);

    private final Semaphore free;
    private final ExecutorService threads;

    WorkThreads(String prefix, int atOnce) {
        this.free = new Semaphore(atOnce);
        this.threads = Executors.newCachedThreadPool(SessionThreads.platform(prefix));
    }

    /** Whether a thread became free in time; the caller must {@link #run} something then. */
    boolean reserve() {
        try {
            return free.tryAcquire() || free.tryAcquire(QUEUE_PATIENCE.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Runs a call on the reserved thread. */
    void run(Runnable call) {
        threads.execute(() -> runAndFree(call));
    }

    /** Runs something short behind a call, whether or not a thread is free: what is held must be let go of. */
    CompletableFuture<Void> release(CompletableFuture<?> call, Runnable release) {
        return call.handle((result, failure) -> call).thenRunAsync(release, this::runHereIfClosed);
    }

    /** A call that ends after the server has stopped must still let go of its maildrop. */
    private void runHereIfClosed(Runnable release) {
        try {
            threads.execute(release);
        } catch (RejectedExecutionException closed) {
            release.run();
        }
    }

    private void runAndFree(Runnable call) {
        try {
            call.run();
        } finally {
            free.release();
        }
    }

    /** Takes no new calls; those under way go on. */
    @Override
    public void close() {
        threads.shutdown();
    }
}
