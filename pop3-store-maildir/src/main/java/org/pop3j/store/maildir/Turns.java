package org.pop3j.store.maildir;

import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Who may have a lock file open in this Java process: one at a time for each file. */
final class Turns {
    private final ConcurrentHashMap<Object, Turn> turns = new ConcurrentHashMap<>();

    /** Waits for the turn; whether it came in time. If so, {@link #leave} ends it. */
    boolean enter(Object key, Duration wait) throws InterruptedException {
        Turn turn = turns.compute(key, (k, known) -> (known == null ? new Turn(0) : known).with(1));
        boolean entered = false;
        try {
            entered = turn.free.tryAcquire(wait.toNanos(), TimeUnit.NANOSECONDS);
            return entered;
        } finally {
            if (!entered) {
                forget(key);
            }
        }
    }

    void leave(Object key) {
        turns.computeIfPresent(key, (k, turn) -> {
            turn.free.release();
            return turn;
        });
        forget(key);
    }

    /** How many keys somebody has or waits for. */
    int size() {
        return turns.size();
    }

    private void forget(Object key) {
        turns.computeIfPresent(key, (k, turn) -> turn.count == 1 ? null : turn.with(-1));
    }

    /** Those who have the turn or wait for it; it is forgotten with the last of them. */
    private record Turn(Semaphore free, int count) {
        Turn(int count) {
            this(new Semaphore(1, true), count);
        }

        Turn with(int more) {
            return new Turn(free, count + more);
        }
    }
}
