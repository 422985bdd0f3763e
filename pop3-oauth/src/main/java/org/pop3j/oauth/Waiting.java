package org.pop3j.oauth;

import java.io.InterruptedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** The time, and waiting for some of it to pass, as RFC 8628 asks for between two questions; tests move it. */
interface Waiting {
    /** The clock of this machine. */
    Waiting REAL = new Waiting() {
        @Override
        public Instant now() {
            return Instant.now();
        }

        @Override
        public void pause(Duration span) throws InterruptedIOException {
            try {
                new CountDownLatch(1).await(span.toMillis(), TimeUnit.MILLISECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new InterruptedIOException("the thread was interrupted during the sign-in");
            }
        }
    };

    Instant now();

    void pause(Duration span) throws InterruptedIOException;
}
