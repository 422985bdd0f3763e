package org.pop3j.examples.peer;

import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;

/** Something that is done again and again while a test goes on; a failure of it fails the test. */
final class Background implements AutoCloseable {
    private final CompletableFuture<Integer> rounds = new CompletableFuture<>();
    private final AtomicBoolean isWanted = new AtomicBoolean(true);

    Background(Callable<?> action) {
        Thread thread = new Thread(() -> run(action), "background");
        thread.setDaemon(true);
        thread.start();
    }

    private void run(Callable<?> action) {
        int done = 0;
        try {
            while (isWanted.get()) {
                action.call();
                done++;
            }
            rounds.complete(done);
        } catch (Exception | AssertionError e) {
            rounds.completeExceptionally(e);
        }
    }

    /** Ends it after the round under way; how many rounds there were. */
    int stop() {
        isWanted.set(false);
        return rounds.join();
    }

    @Override
    public void close() {
        isWanted.set(false);
    }
}
