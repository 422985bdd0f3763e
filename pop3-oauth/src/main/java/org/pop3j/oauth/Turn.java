package org.pop3j.oauth;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/** Lets threads do something one after the other, each waiting for a bounded time. */
final class Turn {
    private final ReentrantLock lock = new ReentrantLock();
    private final Duration patience;

    Turn(Duration patience) {
        this.patience = patience;
    }

    /** What is done in turn. */
    interface Work<T> {
        T run() throws IOException;
    }

    <T> T take(String what, Work<T> work) throws IOException {
        if (!acquired()) {
            throw new IOException("another thread has used " + what + " for more than " + patience.toSeconds() + " s");
        }
        try {
            return work.run();
        } finally {
            lock.unlock();
        }
    }

    private boolean acquired() throws InterruptedIOException {
        try {
            return lock.tryLock(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("the thread was interrupted while it waited for a token");
        }
    }
}
