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
    private State state = State.IDLE;

    private enum State {
        IDLE,
        RUNNING,
        /** Running, and to be polled once more when that is over. */
        WOKEN
    }

    PolledAccount(String name, Pop3Sync sync, MessageConsumer consumer) {
        this.name = name;
        this.sync = sync;
        this.consumer = consumer;
    }

    String name() {
        return name;
    }

    /** When to poll it; empty if not before {@link #wake}, or while it is being polled: its ledger is for one run at a time. */
    synchronized Optional<Instant> due() {
        return state == State.IDLE ? due : Optional.empty();
    }

    /** Says whether it is due, and if so that it is being polled, until {@link #poll} returns. */
    synchronized boolean begin(Instant now) {
        boolean isDue = due().filter(d -> !d.isAfter(now)).isPresent();
        state = isDue ? State.RUNNING : state;
        return isDue;
    }

    synchronized void wake() {
        state = state == State.IDLE ? State.IDLE : State.WOKEN;
        due = Optional.of(Instant.MIN);
        failuresInARow = 0;
    }

    /** Polls it, in the calling thread, after {@link #begin}. */
    PollSummary.Outcome poll(Pop3Poller.Pace pace) {
        try {
            return polled(pace);
        } finally {
            ended();
        }
    }

    /** Also where an error ends the run. */
    private synchronized void ended() {
        state = State.IDLE;
    }

    private PollSummary.Outcome polled(Pop3Poller.Pace pace) {
        try {
            SyncReport report = sync.run(consumer);
            boolean isGood = report.failure().isEmpty();
            Optional<Instant> next = isGood
                    ? succeeded(pace, report.loginDelay())
                    : failed(pace, report.failure().get(), report.loginDelay());
            return new PollSummary.Outcome(Optional.of(report), report.failure(), next);
        } catch (IOException e) {
            return new PollSummary.Outcome(Optional.empty(), Optional.of(e), failed(pace, e, Optional.empty()));
        } catch (RuntimeException e) {
            IOException wrapped = new IOException("polling failed: " + e.getMessage(), e);
            return new PollSummary.Outcome(
                    Optional.empty(), Optional.of(wrapped), failed(pace, wrapped, Optional.empty()));
        }
    }

    private synchronized Optional<Instant> succeeded(Pop3Poller.Pace pace, Optional<Duration> loginDelay) {
        failuresInARow = 0;
        return next(pace, pace.interval(), loginDelay);
    }

    /** Wrong credentials, and what needs an operator, do not mend themselves; trying on may lock the account. */
    private synchronized Optional<Instant> failed(
            Pop3Poller.Pace pace, IOException failure, Optional<Duration> loginDelay) {
        RetryAdvice advice = failure instanceof Pop3RefusedException refused ? refused.advice() : RetryAdvice.UNKNOWN;
        Duration backOff = pace.backOff(failuresInARow);
        failuresInARow++;
        return switch (advice) {
            case NEW_CREDENTIALS, OPERATOR -> next(Optional.empty());
            case LATER, UNKNOWN -> next(pace, backOff, loginDelay);
        };
    }

    /** R2449-14: not sooner than the server wants. */
    private Optional<Instant> next(Pop3Poller.Pace pace, Duration pause, Optional<Duration> loginDelay) {
        Duration delay = loginDelay.filter(d -> d.compareTo(pause) > 0).orElse(pause);
        return next(Optional.of(pace.clock().instant().plus(delay)));
    }

    /** Who was woken during the run is due at once, whatever became of it: it may have begun with the old credentials. */
    private Optional<Instant> next(Optional<Instant> planned) {
        if (state == State.WOKEN) {
            failuresInARow = 0;
            due = Optional.of(Instant.MIN);
        } else {
            due = planned;
        }
        return due;
    }
}
