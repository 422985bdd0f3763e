package org.pop3j.conformance;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;

/** What holds for one direction of a {@link Proxy}, in all its connections. */
final class Lane {
    private final Duration delay;
    private final Optional<Proxy.CutPoint> cutPoint;
    private final Runnable spoken;
    private final AtomicLong octets = new AtomicLong();
    private final AtomicReference<CountDownLatch> gate = new AtomicReference<>(new CountDownLatch(0));

    Lane(Duration delay, Optional<Proxy.CutPoint> cutPoint, Runnable spoken) {
        this.delay = delay;
        this.cutPoint = cutPoint;
        this.spoken = spoken;
    }

    Duration delay() {
        return delay;
    }

    Optional<Proxy.CutPoint> cutPoint() {
        return cutPoint;
    }

    long octets() {
        return octets.get();
    }

    /** Octets have come in. */
    void arrived() {
        spoken.run();
    }

    /** Octets have been handed on. */
    void forwarded(int count) {
        octets.addAndGet(count);
    }

    void stop() {
        gate.set(new CountDownLatch(1));
    }

    void resume() {
        gate.get().countDown();
    }

    /** Waits until this direction may be read. */
    void awaitOpen() throws InterruptedException {
        gate.get().await();
    }
}
