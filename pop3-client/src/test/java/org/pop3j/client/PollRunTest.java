package org.pop3j.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** When accounts that began together are reported. */
@Timeout(60)
class PollRunTest {
    private static final Instant BEGAN = Instant.parse("2026-03-01T00:00:00Z");
    private static final Clock LATER = Clock.fixed(BEGAN.plusSeconds(7), ZoneOffset.UTC);
    private static final PollSummary.Outcome OUTCOME =
            new PollSummary.Outcome(Optional.empty(), Optional.empty(), Optional.empty());

    private final CompletableFuture<PollSummary.Outcome> a = new CompletableFuture<>();
    private final CompletableFuture<PollSummary.Outcome> b = new CompletableFuture<>();
    private final CompletableFuture<PollSummary.Outcome> c = new CompletableFuture<>();
    private final Semaphore changes = new Semaphore(0);

    private PollRun run(Duration patience) {
        Map<String, CompletableFuture<PollSummary.Outcome>> running = new LinkedHashMap<>();
        running.put("a", a);
        running.put("b", b);
        running.put("c", c);
        return new PollRun(BEGAN, running, patience, changes::release);
    }

    /** Waits as the poller does. */
    private void awaitReport(PollRun run) throws InterruptedException {
        while (!run.isReportDue()) {
            assertThat(changes.tryAcquire(20, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    @DisplayName(
            "Accounts that are over within the patience are reported in one summary, in the order in which they were added")
    void together() {
        PollRun run = run(Duration.ofDays(1));
        c.complete(OUTCOME);
        a.complete(OUTCOME);
        assertThat(run.isReportDue()).isFalse();
        assertThat(run.busy()).containsExactly("b");
        b.complete(OUTCOME);
        assertThat(run.isReportDue()).isTrue();
        assertThat(run.isReported()).isFalse();
        PollSummary summary = run.summary(LATER);
        assertThat(summary.accounts().keySet()).containsExactly("a", "b", "c");
        assertThat(summary.began()).isEqualTo(BEGAN);
        assertThat(summary.took()).isEqualTo(Duration.ofSeconds(7));
        assertThat(run.isReported()).isTrue();
    }

    @Test
    @DisplayName(
            "An account that is over waits no longer than the patience for those that are stuck; each is told of once")
    void stuck() throws InterruptedException {
        PollRun run = run(Duration.ofMillis(1));
        assertThat(run.summary(LATER).accounts()).isEmpty();
        assertThat(run.isReportDue()).isFalse();
        b.complete(OUTCOME);
        awaitReport(run);
        assertThat(run.summary(LATER).accounts()).containsOnlyKeys("b");
        assertThat(run.isReportDue()).isFalse();
        assertThat(run.busy()).containsExactlyInAnyOrder("a", "c");
        a.complete(OUTCOME);
        awaitReport(run);
        assertThat(run.summary(LATER).accounts()).containsOnlyKeys("a");
        c.complete(OUTCOME);
        assertThat(run.isReportDue()).isTrue();
        assertThat(run.summary(LATER).accounts()).containsOnlyKeys("c");
        assertThat(run.isReported()).isTrue();
    }

    @Test
    @DisplayName("Whenever an account is over somebody hears of it: it may be due again before it is reported")
    void changes() {
        run(Duration.ofDays(1));
        changes.drainPermits();
        a.complete(OUTCOME);
        assertThat(changes.tryAcquire()).isTrue();
    }

    @Test
    @DisplayName("What ends a run by a fault of ours is not kept back")
    void fault() {
        PollRun run = run(Duration.ofDays(1));
        a.completeExceptionally(new AssertionError("broken"));
        assertThat(run.isReportDue()).isTrue();
        assertThat(catchThrowable(() -> run.summary(LATER)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("broken");
    }
}
