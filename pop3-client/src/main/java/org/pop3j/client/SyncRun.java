package org.pop3j.client;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.pop3j.client.LedgerLine.Event;
import org.pop3j.codec.Capabilities;
import org.pop3j.codec.MessageNumber;

/** One run of a {@link Pop3Sync}: one session, or more if they break. */
final class SyncRun {
    /** A server that wants a longer pause between two logins gets no second session in the same run. */
    private static final Duration SHORT_LOGIN_DELAY = Duration.ofSeconds(1);

    private final Pop3Client client;
    private final SessionLogin login;
    private final SyncLedger ledger;
    private final SyncOptions options;
    private final SyncPlan plan;
    private final SyncReport.Draft draft = new SyncReport.Draft();
    private final Delivery delivery;

    SyncRun(Pop3Client client, SessionLogin login, SyncLedger ledger, SyncOptions options, MessageConsumer consumer) {
        this.client = client;
        this.login = login;
        this.ledger = ledger;
        this.options = options;
        this.plan = new SyncPlan(ledger, options);
        this.delivery = new Delivery(ledger, options, consumer, draft);
    }

    SyncReport run() throws IOException {
        if (ledger.damagedLines() > 0) {
            draft.warnings.add(
                    ledger.damagedLines() + " lines of the ledger are damaged: their messages may come again");
        }
        delivery.setAsideWhatKillsTheProcess();
        try (Pop3Session first = connected(client)) {
            sessions(first);
        }
        judge();
        return draft.report(ledger.setAside());
    }

    /** Not where an error ends the run: what was begun then counts as what took the process with it. */
    private void judge() {
        try {
            delivery.judgeAttempts();
        } catch (IOException e) {
            draft.failure = Optional.of(draft.failure.orElse(e));
        }
    }

    /** The first session may be pipelined; whatever broke it, the others do one thing after the other. */
    private void sessions(Pop3Session first) {
        try {
            oneSession(first);
            return;
        } catch (IOException e) {
            draft.failure = Optional.of(e);
        }
        for (int tried = 1; tried < options.sessions() && mayTryAgain(); tried++) {
            int takenBefore = draft.taken;
            boolean isLastUnlessTaken = tried > 1;
            try (Pop3Session next = connected(client.oneByOne())) {
                draft.failure = Optional.empty();
                oneSession(next);
                return;
            } catch (IOException e) {
                draft.failure = Optional.of(e);
                // Who waits for a silent server waits twice, not three times as long as it was told to wait.
                if (draft.taken == takenBefore && (isLastUnlessTaken || isTimedOut(e))) {
                    return;
                }
            }
        }
    }

    private static boolean isTimedOut(IOException e) {
        return e.getCause() instanceof SocketTimeoutException;
    }

    private boolean mayTryAgain() {
        boolean isDelayed =
                draft.loginDelay.filter(d -> d.compareTo(SHORT_LOGIN_DELAY) > 0).isPresent();
        boolean isBroken =
                draft.failure.filter(Pop3BrokenException.class::isInstance).isPresent();
        return isBroken && !isDelayed && draft.deletions != SyncReport.Deletions.UNKNOWN;
    }

    private Pop3Session connected(Pop3Client how) throws IOException {
        Pop3Session session = how.connect();
        try {
            login.logIn(session);
            draft.sessions++;
            return session;
        } catch (IOException | RuntimeException e) {
            session.close();
            throw e;
        }
    }

    private void oneSession(Pop3Session session) throws IOException {
        note(session.capabilities());
        KeyedListing listing = new KeyedListing(session, doubledIds(), new KnownKeys(ledger, plan::needsContent));
        List<KeyedMessage> messages = listing.messages();
        Set<String> unsure = new ReusedIds(ledger, options, draft).forget(session, messages, plan::needsContent);
        plan.forgetMissing(messages);
        List<KeyedMessage> wanted = plan.wanted(messages, delivery.done());
        List<KeyedMessage> now = plan.withinQuotas(wanted, draft.taken, draft.octets);
        if (draft.sessions == 1) {
            draft.messages = messages.size();
            draft.known = (int) messages.stream()
                    .filter(m -> ledger.takenAt(m.key()).isPresent())
                    .count();
        }
        draft.leftForLater = wanted.size() - now.size();
        options.listener().planned(now.size());
        Set<String> taken = delivery.deliver(session, now);
        Set<String> keep = new HashSet<>(delivery.failed());
        keep.addAll(unsure);
        delete(session, plan.deletable(messages, keep, taken));
    }

    /** The unique-ids that several messages shared in an earlier run. */
    private Set<String> doubledIds() {
        return ledger.keys().stream()
                .filter(key -> key.indexOf(' ') > 0)
                .map(key -> key.substring(0, key.indexOf(' ')))
                .collect(Collectors.toSet());
    }

    /** R2449-18: mail that is to stay longer than the server keeps it may be gone before. */
    private void note(Capabilities capabilities) {
        draft.loginDelay = capabilities.loginDelay();
        capabilities.expireDays().ifPresent(days -> {
            String warning = "the server may delete mail by itself after " + days
                    + " days (EXPIRE), and it is to stay there longer";
            if (options.retention().isLongerThan(days) && !draft.warnings.contains(warning)) {
                draft.warnings.add(warning);
            }
        });
    }

    private void delete(Pop3Session session, List<KeyedMessage> deletable) throws IOException {
        Map<MessageNumber, String> keys =
                deletable.stream().collect(Collectors.toMap(KeyedMessage::number, KeyedMessage::key));
        Set<String> marked = new HashSet<>();
        if (!deletable.isEmpty()) {
            DeletionReport<MessageNumber> report = session.delete(keys.keySet());
            report.marked().forEach(n -> marked.add(keys.getOrDefault(n, "")));
            report.refused().forEach((n, refusal) -> draft.refused.put(keys.getOrDefault(n, ""), refusal));
        }
        draft.deleted = marked.size();
        writeDown(marked);
        quit(session, marked);
    }

    /** Before QUIT: whatever becomes of this process then, the ids may name other messages in the next session. */
    private void writeDown(Set<String> marked) throws IOException {
        for (String key : marked) {
            ledger.write(Event.DELETED, key, options.clock().instant(), "");
        }
        if (!marked.isEmpty()) {
            ledger.force();
        }
    }

    private void quit(Pop3Session session, Set<String> marked) throws IOException {
        try {
            session.quit();
            draft.deletions = marked.isEmpty() ? SyncReport.Deletions.NONE : SyncReport.Deletions.COMMITTED;
        } catch (Pop3RefusedException notAllDeleted) {
            draft.deletions = marked.isEmpty() ? SyncReport.Deletions.NONE : SyncReport.Deletions.REFUSED;
            draft.warnings.add("the server answered QUIT: " + notAllDeleted.text());
            return;
        } catch (Pop3BrokenException unanswered) {
            if (marked.isEmpty()) {
                // All is done; that the server hung up without a word changes nothing.
                return;
            }
            draft.deletions = SyncReport.Deletions.UNKNOWN;
            throw unanswered;
        }
    }
}
