package org.pop3j.server;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.function.LongSupplier;
import org.pop3j.store.spi.Maildrop;
import org.pop3j.store.spi.MaildropException;
import org.pop3j.store.spi.MaildropFailedException;
import org.pop3j.store.spi.MaildropName;
import org.pop3j.store.spi.MaildropStore;
import org.pop3j.store.spi.UnknownMaildropException;

/**
 * Opens maildrops, few at once of one name and none behind an opening that is stuck: a client that comes again every minute
 * would else have one thread after the other wait for its dead file system, until none is left for anybody (S-40). Safe for
 * use by several threads.
 */
final class Openings {
    /** A client that opens several connections may wait for its own lock; more than these help nobody. */
    static final int MOST_AT_ONCE = 8;

    private final MaildropStore store;
    private final long patienceNanos;
    private final LongSupplier nanoClock;
    private final Map<MaildropName, Deque<Long>> underWay = new HashMap<>();

    /**
     * Makes the openings of a server.
     *
     * @param patience an opening that takes longer is stuck
     */
    Openings(MaildropStore store, Duration patience, LongSupplier nanoClock) {
        this.store = store;
        this.patienceNanos = patience.toNanos();
        this.nanoClock = nanoClock;
    }

    /** Opens a maildrop. A user for whom nothing has been delivered yet has an empty one; logging in makes nothing. */
    Maildrop open(MaildropName name) throws MaildropException {
        Long began = begin(name);
        try {
            return store.open(name);
        } catch (UnknownMaildropException nothingDelivered) {
            return new EmptyMaildrop();
        } finally {
            end(name, began);
        }
    }

    private synchronized Long begin(MaildropName name) throws MaildropFailedException {
        long now = nanoClock.getAsLong();
        Deque<Long> begun = underWay.computeIfAbsent(name, n -> new ArrayDeque<>());
        if (begun.size() == MOST_AT_ONCE) {
            throw new MaildropFailedException(MOST_AT_ONCE + " logins are waiting for this maildrop already");
        }
        if (!begun.isEmpty() && now - begun.getFirst() > patienceNanos) {
            throw new MaildropFailedException("an earlier login still waits for this maildrop");
        }
        begun.addLast(now);
        return now;
    }

    private synchronized void end(MaildropName name, Long began) {
        Deque<Long> begun = underWay.getOrDefault(name, new ArrayDeque<>());
        begun.removeFirstOccurrence(began);
        if (begun.isEmpty()) {
            underWay.remove(name);
        }
    }
}
