package org.pop3j.store.maildir;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;

/**
 * Platform threads that help sessions to read many files, a bounded number for the whole process: reading a file would hold
 * the carrier of a virtual thread. Whoever wants help does the same work itself, so that nobody waits for a helper that has
 * not begun; a Maildir whose files do not answer holds up its own session and at most {@link #HELPERS} of them (S-40).
 */
final class FileThreads {
    /** How many help one session. */
    static final int HELPERS = 3;

    /** How many there are for all sessions. */
    static final int MOST = Math.max(4, 2 * Runtime.getRuntime().availableProcessors());

    private static final long IDLE_SECONDS = 10;
    private static final ThreadPoolExecutor THREADS = threads();

    private FileThreads() {}

    private static ThreadPoolExecutor threads() {
        ThreadPoolExecutor threads = new ThreadPoolExecutor(
                MOST, MOST, IDLE_SECONDS, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), work -> {
                    Thread thread = new Thread(work, "pop3j-files");
                    thread.setDaemon(true);
                    return thread;
                });
        threads.allowCoreThreadTimeOut(true);
        return threads;
    }

    /** Does the work for each number of a range, here and in some helpers, each taking the next number that nobody has. */
    static void share(int from, int to, IntConsumer work, int helpers) {
        AtomicInteger next = new AtomicInteger(from);
        Runnable some = () -> {
            for (int i = next.getAndIncrement(); i < to; i = next.getAndIncrement()) {
                work.accept(i);
            }
        };
        share(some, helpers);
    }

    /** Does the work here and in some helpers at the same time; the work ends when nothing is left to be done. */
    static void share(Runnable work, int helpers) {
        List<Help> asked = new ArrayList<>();
        for (int i = 0; i < Math.min(helpers, HELPERS); i++) {
            Help help = new Help(work);
            asked.add(help);
            THREADS.execute(help);
        }
        try {
            work.run();
        } finally {
            asked.forEach(Help::forgoOrAwait);
        }
    }

    /** How many wait for a thread; all of them are wanted. */
    static int queued() {
        return THREADS.getQueue().size();
    }

    /** What a helper does, unless by then it is not wanted any more. */
    private static final class Help implements Runnable {
        private final Runnable work;
        private final AtomicBoolean isTaken = new AtomicBoolean();
        private final CompletableFuture<Void> done = new CompletableFuture<>();

        Help(Runnable work) {
            this.work = work;
        }

        @Override
        public void run() {
            if (!isTaken.compareAndSet(false, true)) {
                return;
            }
            try {
                work.run();
                done.complete(null);
            } catch (RuntimeException | Error e) {
                done.completeExceptionally(e);
            }
        }

        void forgoOrAwait() {
            if (isTaken.compareAndSet(false, true)) {
                // Else it would lie in the queue, with all its session knows, for as long as other helpers are stuck.
                THREADS.remove(this);
            } else {
                done.join();
            }
        }
    }
}
