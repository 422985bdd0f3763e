package org.pop3j.client;

import java.io.IOException;
import java.util.function.LongSupplier;

/**
 * Waits awake for an answer that comes at once, as from a server on the same machine. Whoever falls asleep has to be woken, and
 * where its processor has halted meanwhile that takes several times as long as the answer.
 *
 * <p>It must cost nothing where it is of no use. So it stays awake only if the wait before was short, for {@link #MOST_NANOS} at
 * most; what does not come by then has it sleep through the next wait, after each further one in vain through twice as many; and
 * on a single processor, where it would keep the server from running, it never stays awake. Belongs to one thread.
 */
final class BriefWait {
    static final long MOST_NANOS = 50_000;

    /** One asleep: what comes after a third of that is seen so late because of the waking. */
    static final long SHORT_NANOS = 3 * MOST_NANOS;

    static final int MOST_ASLEEP = 64;

    private static final int PROCESSORS = Runtime.getRuntime().availableProcessors();

    private final LongSupplier nanoTime;
    private final boolean isAlone;
    private boolean wasShort;
    private int asleep;
    private int asleepAfterNext = 1;

    /** Says without waiting whether there is something to read. */
    interface Source {
        boolean hasCome() throws IOException;
    }

    BriefWait() {
        this(System::nanoTime, PROCESSORS);
    }

    BriefWait(LongSupplier nanoTime, int processors) {
        this.nanoTime = nanoTime;
        this.isAlone = processors < 2;
    }

    /** Returns when something has come, or when it is better to wait asleep. */
    void stayAwake(Source source) throws IOException {
        if (isAlone || !wasShort) {
            return;
        }
        if (asleep > 0) {
            asleep--;
            return;
        }
        long until = nanoTime.getAsLong() + MOST_NANOS;
        while (!source.hasCome()) {
            if (nanoTime.getAsLong() - until >= 0) {
                asleep = asleepAfterNext;
                asleepAfterNext = Math.min(MOST_ASLEEP, 2 * asleepAfterNext);
                return;
            }
            Thread.onSpinWait();
        }
        asleepAfterNext = 1;
    }

    /** How long a wait took in all, awake and asleep. */
    void waited(long nanos) {
        wasShort = nanos <= SHORT_NANOS;
    }
}
