package org.pop3j.client;

import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.pop3j.client.LedgerLine.Event;
import org.pop3j.codec.MessageNumber;

/**
 * Finds unique-ids that name other messages than those that were taken under them (C0040): servers that use ids again may do
 * so between two sessions, and then the new message would count as taken, and be deleted. Where a message that was deleted, or
 * was missing for a while, is there again, its content tells which of both it is.
 */
final class ReusedIds {
    private final SyncLedger ledger;
    private final Clock clock;

    ReusedIds(SyncLedger ledger, Clock clock) {
        this.ledger = ledger;
        this.clock = clock;
    }

    /** Forgets what was taken under ids that are used again, so that their messages are new ones. */
    void forget(List<KeyedMessage> messages, KeyedListing listing) throws IOException {
        List<KeyedMessage> doubtful = messages.stream()
                .filter(message -> message.isNamedByUniqueId() && isDoubtful(ledger.entry(message.key())))
                .toList();
        if (doubtful.isEmpty()) {
            return;
        }
        Map<MessageNumber, String> contents = listing.contents(doubtful);
        for (KeyedMessage message : doubtful) {
            boolean isSame = Optional.ofNullable(contents.get(message.number()))
                    .filter(ledger.entry(message.key()).content()::equals)
                    .isPresent();
            if (!isSame) {
                ledger.write(Event.FORGOTTEN, message.key(), clock.instant(), "");
            }
        }
    }

    /** Where nothing is known of the content of a missing message, it is believed to be the old one (R1939-41). */
    private static boolean isDoubtful(LedgerEntry entry) {
        boolean wasMissing = entry.absentSince().isPresent() && !entry.content().isEmpty();
        return entry.takenAt().isPresent() && (entry.deletedAt().isPresent() || wasMissing);
    }
}
