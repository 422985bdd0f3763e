package org.pop3j.client;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What one run of a {@link Pop3Poller} came to, over all accounts that were due together. Where some take longer than others, {@link
 * Pop3Poller#run} tells of them in further summaries of the same run.
 *
 * @param began when the run began
 * @param took how long it took until these accounts were over
 * @param accounts what became of each account, by name, in the order in which they were added
 */
public record PollSummary(Instant began, Duration took, Map<String, Outcome> accounts) {
    /**
     * What became of an account.
     *
     * @param report what was done, empty if there was no session
     * @param failure why there was none, or why it ended early
     * @param nextRun when the account is due again; empty if not before somebody says so
     */
    public record Outcome(Optional<SyncReport> report, Optional<IOException> failure, Optional<Instant> nextRun) {}

    /** Copies the map. */
    public PollSummary {
        accounts = Collections.unmodifiableMap(new LinkedHashMap<>(accounts));
    }

    /**
     * How many messages were taken in all accounts.
     *
     * @return messages
     */
    public int taken() {
        return accounts.values().stream()
                .flatMap(o -> o.report().stream())
                .mapToInt(SyncReport::taken)
                .sum();
    }

    /**
     * How many accounts failed, wholly or in part.
     *
     * @return accounts
     */
    public long failures() {
        return accounts.values().stream().filter(PollSummary::isFailure).count();
    }

    /**
     * What somebody should know of the accounts: that a server's EXPIRE is shorter than an account's mail is to stay (R2449-18),
     * and whatever else {@link SyncReport#warnings()} says.
     *
     * @return the warnings by account, only of those that have any
     */
    public Map<String, List<String>> warnings() {
        Map<String, List<String>> warnings = new LinkedHashMap<>();
        accounts.forEach((name, outcome) -> outcome.report()
                .map(SyncReport::warnings)
                .filter(all -> !all.isEmpty())
                .ifPresent(all -> warnings.put(name, all)));
        return Collections.unmodifiableMap(warnings);
    }

    private static boolean isFailure(Outcome outcome) {
        return outcome.failure().isPresent()
                || outcome.report().filter(r -> !r.isComplete()).isPresent();
    }

    /** One line: accounts, messages, failures, accounts with warnings if there are any, seconds. */
    @Override
    public String toString() {
        int warned = warnings().size();
        return accounts.size() + " accounts, " + taken() + " messages taken, " + failures() + " failures, "
                + (warned == 0 ? "" : warned + " with warnings, ")
                + took.toMillis() / 1000.0 + " s";
    }
}
