package org.pop3j.server;

import java.io.IOException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Lets only so many TLS handshakes compute at once that a storm of them leaves processors to the sessions that are under
 * way (S-37): a handshake costs milliseconds, a command microseconds, and virtual threads are not preempted. A handshake
 * that waits for its client holds no turn, so clients that stall take nothing from others. Safe for use by several threads.
 */
final class Handshakes {
    private final Semaphore turns;
    private final long patienceMillis;

    /**
     * Makes the turns of a server.
     *
     * @param patienceMillis how long a handshake waits for its turn
     */
    Handshakes(int atOnce, long patienceMillis) {
        this.turns = new Semaphore(atOnce, true);
        this.patienceMillis = patienceMillis;
    }

    /** One processor less than there are, but at least one. */
    static int usual() {
        return Math.max(1, Runtime.getRuntime().availableProcessors() - 1);
    }

    Turn turn() {
        return new Turn();
    }

    /** How many turns are free now. */
    int free() {
        return turns.availablePermits();
    }

    /** The turn of one handshake; belongs to its thread. */
    final class Turn implements AutoCloseable {
        private Phase phase = Phase.AWAY;

        private enum Phase {
            /** Before the handshake, and while it waits for its client. */
            AWAY,
            COMPUTING,
            /** The handshake is over, and everything goes through. */
            OVER
        }

        /** The client is waited for. */
        void leave() {
            if (phase == Phase.COMPUTING) {
                phase = Phase.AWAY;
                turns.release();
            }
        }

        /** The client has said something that is to be worked on. */
        void enter() throws IOException {
            if (phase != Phase.AWAY) {
                return;
            }
            try {
                if (!turns.tryAcquire(patienceMillis, TimeUnit.MILLISECONDS)) {
                    throw new IOException("too many TLS handshakes at once: no turn within " + patienceMillis + " ms");
                }
                phase = Phase.COMPUTING;
            } catch (InterruptedException e) {
                throw new IllegalStateException("nobody interrupts a session", e);
            }
        }

        @Override
        public void close() {
            leave();
            phase = Phase.OVER;
        }
    }
}
