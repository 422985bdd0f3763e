package org.pop3j.store.maildir;

import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;

/** Something done again and again in another thread until closed; a failure of it fails the test. */
final class Busy implements AutoCloseable {
    private final CountDownLatch started = new CountDownLatch(1);
    private final CompletableFuture<Void> end = new CompletableFuture<>();
    private volatile boolean isWanted = true;

    /** Returns when the action was done once. */
    Busy(Callable<?> action) throws InterruptedException {
        Thread thread = new Thread(() -> run(action), "busy");
        thread.setDaemon(true);
        thread.start();
        started.await();
    }

    private void run(Callable<?> action) {
        try {
            do {
                action.call();
                started.countDown();
            } while (isWanted);
            end.complete(null);
        } catch (Exception | AssertionError e) {
            end.completeExceptionally(e);
            started.countDown();
        }
    }

    @Override
    public void close() {
        isWanted = false;
        end.join();
    }
}
