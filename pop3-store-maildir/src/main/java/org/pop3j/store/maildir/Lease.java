package org.pop3j.store.maildir;

import java.time.Duration;
import java.util.function.LongSupplier;
import org.pop3j.store.spi.LeaseLostException;

/** Whether a session still has its locks. Each look is a system call; once they are lost they stay lost. */
final class Lease {
    private static final long RECENT_NANOS = Duration.ofSeconds(1).toNanos();

    private final Maildir maildir;
    private final SessionLocks locks;
    private final LongSupplier nanoTime;
    private long lookedAt;
    private boolean isLost;

    /** {@code nanoTime} as of {@link System#nanoTime()}. */
    Lease(Maildir maildir, SessionLocks locks, LongSupplier nanoTime) {
        this.maildir = maildir;
        this.locks = locks;
        this.nanoTime = nanoTime;
        this.lookedAt = nanoTime.getAsLong() - RECENT_NANOS;
    }

    /** Looks now. */
    void check() throws LeaseLostException {
        lookedAt = nanoTime.getAsLong();
        isLost = isLost || !locks.areHeld();
        failIfLost();
    }

    /** Looks unless it did so less than a second ago: for what is asked once for each message. */
    void checkNowAndThen() throws LeaseLostException {
        if (nanoTime.getAsLong() - lookedAt >= RECENT_NANOS) {
            check();
        }
        failIfLost();
    }

    private void failIfLost() throws LeaseLostException {
        if (isLost) {
            throw new LeaseLostException("the lock file of " + maildir + " was removed, replaced or closed");
        }
    }
}
