package org.pop3j.client;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** One account of a {@link Pop3Poller}: when it is due, and for how long it is left alone after failures. */
final class PolledAccount {
    private final String name;
    private final Pop3Sync sync;
    private final MessageConsumer consumer;
    private Optional<Instant> due = Optional.of(Instant.MIN);
    private int failuresInARow;

    PolledAccount(String name, Pop3Sync sync, MessageConsumer consumer) {
        this.name = name;
        this.sync = sync;
        this.consumer = consumer;
    }

    String name() {
        return name;
    }

    /** When to poll it; empty if not before {@link #wake}. */
    synchronized Optional<Instant> due() {
        return due;
    }

    synchronized void wake() {
        due = Optional.of(Instant.MIN);
        failuresInARow = 0;
    }

    /** Polls it, in the calling thread. */
    PollSummary.Outcome poll(Pop3Poller.Pace pace) {
        try {
            SyncReport report = sync.run(consumer);
            boolean isGood = report.failure().isEmpty();
            Optional<Instant> next = isGood
                    ? succeeded(pace, report.loginDelay())
                    : failed(pace, report.failure().get());
            return new PollSummary.Outcome(Optional.of(report), report.failure(), next);
        } catch (IOException e) {
            return new PollSummary.Outcome(Optional.empty(), Optional.of(e), failed(pace, e));
        } catch (RuntimeException e) {
            IOException wrapped = new IOException("polling failed: " + e.getMessage(), e);
            return new PollSummary.Outcome(Optional.empty(), Optional.of(wrapped), failed(pace, wrapped));
        }
    }

    /** R2449-14: not sooner than the server wants. */
    private synchronized Optional<Instant> succeeded(Pop3Poller.Pace pace, Optional<Duration> loginDelay) {
        failuresInARow = 0;
        Duration delay =
                loginDelay.filter(d -> d.compareTo(pace.interval()) > 0).orElse(pace.interval());
        due = Optional.of(pace.clock().instant().plus(delay));
        return due;
    }

    /** Wrong credentials, and what needs an operator, do not mend themselves; trying on may lock the account. */
    private synchronized Optional<Instant> failed(Pop3Poller.Pace pace, IOException failure) {
        RetryAdvice advice = failure instanceof Pop3RefusedException refused ? refused.advice() : RetryAdvice.UNKNOWN;
        due = switch (advice) {
            case NEW_CREDENTIALS, OPERATOR -> Optional.empty();
            case LATER, UNKNOWN -> Optional.of(pace.clock().instant().plus(pace.backOff(failuresInARow)));
        };
        failuresInARow++;
        return due;
    }
}
