package org.pop3j.client;

import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.pop3j.client.LedgerLine.Event;

/**
 * Finds unique-ids that name other messages than those that were taken under them (C0040): servers may use an id again between
 * two sessions, and then the new message would count as taken, and be deleted. So what an earlier session took is read once more
 * before it is deleted, and where it was missing, or should be gone: the content tells which message it is.
 */
final class ReusedIds implements MessageHandler<KeyedMessage> {
    private final SyncLedger ledger;
    private final SyncOptions options;
    private final SyncReport.Draft draft;
    private final Map<String, String> contents = new HashMap<>();

    ReusedIds(SyncLedger ledger, SyncOptions options, SyncReport.Draft draft) {
        this.ledger = ledger;
        this.options = options;
        this.draft = draft;
    }

    /**
     * Forgets what was taken under ids that are used again, so that their messages are new ones.
     *
     * @param isDue whether the message of a key is to be deleted, or should be
     * @return the keys of messages that the server did not show: they may be either
     */
    Set<String> forget(Pop3Session session, List<KeyedMessage> messages, Predicate<String> isDue) throws IOException {
        List<KeyedMessage> doubtful = messages.stream()
                .filter(KeyedMessage::isNamedByUniqueId)
                .filter(m -> isDoubtful(ledger.entry(m.key()), isDue.test(m.key())))
                .toList();
        new KeyedRetrieval(session).retrieve(doubtful, this);
        for (Map.Entry<String, String> content : contents.entrySet()) {
            if (!ledger.entry(content.getKey()).content().equals(content.getValue())) {
                ledger.write(Event.FORGOTTEN, content.getKey(), options.clock().instant(), "");
            }
        }
        return doubtful.stream()
                .map(KeyedMessage::key)
                .filter(key -> !contents.containsKey(key))
                .collect(Collectors.toSet());
    }

    /** Where nothing is known of its content, a message that was not deleted is believed to be the old one (R1939-41). */
    private static boolean isDoubtful(LedgerEntry entry, boolean isDue) {
        boolean canDiffer =
                !entry.content().isEmpty() && (isDue || entry.absentSince().isPresent());
        return entry.takenAt().isPresent() && (entry.deletedAt().isPresent() || canDiffer);
    }

    @Override
    public void message(KeyedMessage message, InputStream content) throws IOException {
        Fingerprint fingerprint = new Fingerprint();
        content.transferTo(fingerprint);
        contents.put(message.key(), fingerprint.text());
    }

    @Override
    public void refused(KeyedMessage message, Pop3RefusedException refusal) {
        draft.refused.put(message.key(), refusal);
    }

    @Override
    public void tooLarge(KeyedMessage message, OptionalLong octets) {
        draft.tooLarge.add(message.key());
    }
}
