package org.pop3j.oauth;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A clock that stands still but for the pauses, which take no time. */
final class TestTime implements Waiting {
    private final List<Duration> pauses = new CopyOnWriteArrayList<>();
    private volatile Instant now = Instant.parse("2026-11-26T00:00:00Z");

    @Override
    public Instant now() {
        return now;
    }

    @Override
    public void pause(Duration span) {
        pauses.add(span);
        pass(span);
    }

    void pass(Duration span) {
        now = now.plus(span);
    }

    List<Duration> pauses() {
        return pauses;
    }
}
