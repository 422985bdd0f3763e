package org.pop3j.client;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import org.pop3j.client.LedgerLine.Event;

/** Hands messages to the consumer and writes down which it took, over all sessions of a run. */
final class Delivery implements MessageHandler<KeyedMessage> {
    /** So many failures in a row are no longer the messages' fault. */
    private static final int FAILURES_IN_A_ROW = 3;

    private final SyncLedger ledger;
    private final SyncOptions options;
    private final MessageConsumer consumer;
    private final SyncReport.Draft draft;
    private final Set<String> done = new HashSet<>();
    private final Map<String, String> attempted = new LinkedHashMap<>();
    private final Set<String> takenInThisSession = new HashSet<>();
    private int failuresInARow;

    /** Ends the retrieval, not the session. */
    private static final class Enough extends IOException {
        private static final long serialVersionUID = 1L;
    }

    Delivery(SyncLedger ledger, SyncOptions options, MessageConsumer consumer, SyncReport.Draft draft) {
        this.ledger = ledger;
        this.options = options;
        this.consumer = consumer;
        this.draft = draft;
    }

    /** The keys that need no further attempt in this run: taken, failed, refused or too large. */
    Set<String> done() {
        return done;
    }

    /** The keys that this run failed to deliver: what was taken once may have to come again, so it is not deleted. */
    Set<String> failed() {
        Set<String> failed = new HashSet<>(draft.failed.keySet());
        failed.addAll(draft.refused.keySet());
        return failed;
    }

    /**
     * Delivers messages of a listing.
     *
     * @return the keys of those that were taken
     */
    Set<String> deliver(Pop3Session session, List<KeyedMessage> messages) throws IOException {
        takenInThisSession.clear();
        try {
            new KeyedRetrieval(session).retrieve(messages, this);
        } catch (Enough e) {
            draft.leftForLater +=
                    (int) messages.stream().filter(m -> !done.contains(m.key())).count();
        }
        return Set.copyOf(takenInThisSession);
    }

    @Override
    public void message(KeyedMessage keyed, InputStream content) throws IOException {
        SyncMessage message = begun(keyed);
        MessageStream stream = (MessageStream) content;
        Fingerprinted printed = new Fingerprinted(stream);
        try {
            consumer.take(message, printed);
        } catch (Pop3Exception | MessageTooLargeException notTheConsumer) {
            throw notTheConsumer;
        } catch (IOException | RuntimeException e) {
            if (!stream.isWhole() && !stream.isOpen()) {
                // The consumer says in its own words that the connection broke; the message is not to blame.
                throw notWhole(e);
            }
            failed(keyed, e);
            return;
        }
        String digest = printed.digestOfAll();
        stream.close();
        if (!stream.isWhole()) {
            throw notWhole(new EOFException("the consumer ended before the message did"));
        }
        taken(message, stream.octets(), digest);
    }

    private static Pop3BrokenException notWhole(Exception why) {
        Pop3BrokenException broken = new Pop3BrokenException(
                "RETR: the message did not come whole", Pop3BrokenException.Deletions.NOT_COMMITTED);
        broken.initCause(why);
        return broken;
    }

    private SyncMessage begun(KeyedMessage keyed) throws IOException {
        if (attempted.containsKey(keyed.key())) {
            // The last session broke in the middle of it.
            ledger.write(Event.EXCUSED, keyed.key(), now(), "");
        }
        int attempt = ledger.entry(keyed.key()).attempts() + 1;
        ledger.write(Event.BEGUN, keyed.key(), now(), "");
        attempted.put(keyed.key(), "the process ended while it was delivered");
        SyncMessage message = new SyncMessage(ledger.account(), keyed.key(), keyed.uniqueId(), keyed.octets(), attempt);
        options.listener().begins(message);
        return message;
    }

    private void taken(SyncMessage message, long octets, String digest) throws IOException {
        ledger.taken(message.key(), now(), digest);
        takenInThisSession.add(message.key());
        attempted.remove(message.key());
        done.add(message.key());
        draft.taken++;
        draft.octets += octets;
        failuresInARow = 0;
        options.listener().over(message);
    }

    private void failed(KeyedMessage keyed, Exception why) throws IOException {
        String reason = why.getMessage() == null ? why.getClass().getSimpleName() : why.getMessage();
        done.add(keyed.key());
        attempted.put(keyed.key(), reason);
        draft.failed.put(keyed.key(), reason);
        failuresInARow++;
        if (failuresInARow == FAILURES_IN_A_ROW) {
            throw new Enough();
        }
    }

    @Override
    public void refused(KeyedMessage keyed, Pop3RefusedException refusal) throws IOException {
        done.add(keyed.key());
        draft.refused.put(keyed.key(), refusal);
        if (refusal.advice() == RetryAdvice.LATER) {
            throw new Enough();
        }
        ledger.write(Event.BEGUN, keyed.key(), now(), "");
        attempted.put(keyed.key(), refusal.text());
    }

    @Override
    public void tooLarge(KeyedMessage keyed, OptionalLong octets) throws IOException {
        done.add(keyed.key());
        draft.tooLarge.add(keyed.key());
        if (attempted.remove(keyed.key()) != null) {
            ledger.write(Event.EXCUSED, keyed.key(), now(), "");
        }
    }

    /**
     * An attempt counts against the message only if the consumer took another one in this run: otherwise the consumer, or the
     * connection, is to blame.
     */
    void judgeAttempts() throws IOException {
        for (Map.Entry<String, String> attempt : attempted.entrySet()) {
            String key = attempt.getKey();
            boolean isItsOwnFault = done.contains(key) && draft.taken > 0;
            if (!isItsOwnFault) {
                ledger.write(Event.EXCUSED, key, now(), "");
            } else if (ledger.entry(key).attempts() >= options.attempts()) {
                ledger.write(Event.ASIDE, key, now(), attempt.getValue());
            }
        }
        ledger.force();
    }

    /** What began so often and never ended took the process with it each time. */
    void setAsideWhatKillsTheProcess() throws IOException {
        for (String key : ledger.keys()) {
            LedgerEntry entry = ledger.entry(key);
            if (entry.attempts() >= options.attempts()
                    && entry.aside().isEmpty()
                    && entry.takenAt().isEmpty()) {
                ledger.write(Event.ASIDE, key, now(), "tried " + entry.attempts() + " times");
            }
        }
    }

    private Instant now() {
        return options.clock().instant();
    }
}
