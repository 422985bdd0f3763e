package org.pop3j.client;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * The accounts of a {@link Pop3Poller} that began together, until each is reported. They are reported together too, but no account
 * that is over waits for long until it is: one of them may be stuck for hours. Belongs to one thread; the outcomes come from others.
 */
final class PollRun {
    private final Instant began;
    private final Map<String, CompletableFuture<PollSummary.Outcome>> unreported;
    private final Duration patience;
    private final Runnable changed;
    private CompletableFuture<?> report;

    /**
     * Takes what has begun.
     *
     * @param patience how long an account that is over waits for the others to be reported with
     * @param changed called, by any thread, when an account is over and when there is something to report
     */
    PollRun(
            Instant began,
            Map<String, CompletableFuture<PollSummary.Outcome>> running,
            Duration patience,
            Runnable changed) {
        this.began = began;
        this.unreported = new LinkedHashMap<>(running);
        this.patience = patience;
        this.changed = changed;
        running.values().forEach(outcome -> outcome.whenComplete((done, failed) -> changed.run()));
        this.report = nextReport();
    }

    /** Done when all are over, or some have been for as long as they wait. */
    private CompletableFuture<?> nextReport() {
        CompletableFuture<?>[] each = unreported.values().toArray(CompletableFuture<?>[]::new);
        CompletableFuture<Object> waitedEnough = CompletableFuture.anyOf(each)
                .thenCompose(first ->
                        new CompletableFuture<>().completeOnTimeout(first, patience.toMillis(), TimeUnit.MILLISECONDS));
        CompletableFuture<?> next = CompletableFuture.anyOf(CompletableFuture.allOf(each), waitedEnough);
        next.whenComplete((done, failed) -> changed.run());
        return next;
    }

    /** Whether all are reported. */
    boolean isReported() {
        return unreported.isEmpty();
    }

    /** Whether {@link #summary} should be called now. */
    boolean isReportDue() {
        return report.isDone();
    }

    /** The accounts that are not over. */
    Set<String> busy() {
        return unreported.entrySet().stream()
                .filter(account -> !account.getValue().isDone())
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }

    /** Tells of those that are over and have not been told of. */
    PollSummary summary(Clock clock) {
        Map<String, PollSummary.Outcome> outcomes = new LinkedHashMap<>();
        unreported.forEach((name, outcome) -> {
            if (outcome.isDone()) {
                outcomes.put(name, awaited(outcome));
            }
        });
        if (!outcomes.isEmpty()) {
            unreported.keySet().removeAll(outcomes.keySet());
            report = nextReport();
        }
        return new PollSummary(began, Duration.between(began, clock.instant()), outcomes);
    }

    /** Waits until all are over. */
    PollRun awaitAll() {
        unreported.values().forEach(PollRun::awaited);
        return this;
    }

    private static PollSummary.Outcome awaited(CompletableFuture<PollSummary.Outcome> outcome) {
        boolean wasInterrupted = false;
        try {
            while (true) {
                try {
                    return outcome.get();
                } catch (InterruptedException laterMaybe) {
                    wasInterrupted = true;
                } catch (ExecutionException e) {
                    throw new IllegalStateException("polling failed: " + e.getCause(), e.getCause());
                }
            }
        } finally {
            if (wasInterrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
