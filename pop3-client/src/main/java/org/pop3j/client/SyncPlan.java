package org.pop3j.client;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.pop3j.client.LedgerLine.Event;
import org.pop3j.codec.UniqueId;

/** What to do with the messages of a listing, and what the listing says about the ledger. */
final class SyncPlan {
    /** A server may lose sight of mail for a while: only after this time is what was taken, and is missing, forgotten. */
    private static final Duration GRACE = Duration.ofDays(30);

    private final SyncLedger ledger;
    private final SyncOptions options;

    SyncPlan(SyncLedger ledger, SyncOptions options) {
        this.ledger = ledger;
        this.options = options;
    }

    /** The messages to ask for, in the listing's order, quotas not looked at. */
    List<KeyedMessage> wanted(List<KeyedMessage> messages, Set<String> doneInThisRun) {
        List<KeyedMessage> wanted = new ArrayList<>();
        for (KeyedMessage message : messages) {
            LedgerEntry entry = ledger.entry(message.key());
            boolean isNew =
                    options.again() == SyncOptions.Again.ALL || entry.takenAt().isEmpty();
            if (isNew && entry.aside().isEmpty() && !doneInThisRun.contains(message.key())) {
                wanted.add(message);
            }
        }
        return wanted;
    }

    /** As many of them as the quotas of the run leave room for; the first always has room. */
    List<KeyedMessage> withinQuotas(List<KeyedMessage> wanted, int takenMessages, long takenOctets) {
        List<KeyedMessage> within = new ArrayList<>();
        // What LIST says may be anything: the sum must not run over.
        long room = options.mostOctets() == Long.MAX_VALUE ? Long.MAX_VALUE : options.mostOctets() - takenOctets;
        for (KeyedMessage message : wanted) {
            long more = message.octets().orElse(0);
            boolean isFirst = takenMessages + within.size() == 0;
            boolean fits = takenMessages + within.size() < options.mostMessages() && more <= room;
            if (!isFirst && !fits) {
                return within;
            }
            within.add(message);
            room = options.mostOctets() == Long.MAX_VALUE ? room : room - more;
        }
        return within;
    }

    /**
     * The messages that may be deleted now: taken, and long enough ago; and surely those that were taken, not others of the
     * same header.
     */
    List<KeyedMessage> deletable(List<KeyedMessage> messages, Set<String> keep, Set<String> takenInThisSession) {
        Instant now = options.clock().instant();
        return messages.stream()
                .filter(m -> !keep.contains(m.key()))
                .filter(m -> m.proof() != KeyedMessage.Proof.HEADER || takenInThisSession.contains(m.key()))
                .filter(m -> mayDelete(ledger.entry(m.key()), now))
                .toList();
    }

    private boolean mayDelete(LedgerEntry entry, Instant now) {
        return entry.takenAt()
                .filter(taken -> options.retention().mayDelete(taken, now))
                .isPresent();
    }

    /** Whether only its content shows that a message is the one of this key: its deletion is due, or was done. */
    boolean needsContent(String key) {
        LedgerEntry entry = ledger.entry(key);
        return entry.deletedAt().isPresent() || mayDelete(entry, options.clock().instant());
    }

    /**
     * Forgets what the server does not have any more: at once what it was asked to delete, so that a unique-id that is used
     * again is a new message (C0040); else after a time of grace.
     */
    void forgetMissing(List<KeyedMessage> messages) throws java.io.IOException {
        Instant now = options.clock().instant();
        Set<String> present = new HashSet<>();
        for (KeyedMessage message : messages) {
            present.add(message.key());
            message.uniqueId().map(UniqueId::value).ifPresent(present::add);
        }
        for (String key : ledger.keys()) {
            LedgerEntry entry = ledger.entry(key);
            if (present.contains(key)) {
                seenAgain(key, entry);
            } else if (entry.deletedAt().isPresent() || isLongAbsent(entry, now)) {
                ledger.write(Event.FORGOTTEN, key, now, "");
            } else if (entry.absentSince().isEmpty()) {
                ledger.write(Event.ABSENT, key, now, "");
            }
        }
    }

    private void seenAgain(String key, LedgerEntry entry) throws java.io.IOException {
        Optional<Instant> taken = entry.takenAt();
        if (entry.absentSince().isPresent() && taken.isPresent()) {
            ledger.write(Event.TAKEN, key, taken.orElseThrow(), entry.content());
        }
    }

    private static boolean isLongAbsent(LedgerEntry entry, Instant now) {
        return entry.absentSince()
                .filter(since -> !since.isAfter(now.minus(GRACE)))
                .isPresent();
    }
}
