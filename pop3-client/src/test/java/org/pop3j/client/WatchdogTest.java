package org.pop3j.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * When the watchdog bites. That it does not is seen by another that does so later: one thread looks after both, in the order of
 * their times.
 */
@Timeout(60)
class WatchdogTest {
    private static final Duration SOON = Duration.ofMillis(20);
    private static final Duration LATER = Duration.ofMillis(120);
    private static final Duration NEVER = Duration.ofDays(20);

    private final Semaphore bites = new Semaphore(0);
    private final Watchdog watchdog = new Watchdog(bites::release);

    private static boolean comes(Semaphore bites) throws InterruptedException {
        return bites.tryAcquire(20, TimeUnit.SECONDS);
    }

    private static void awaitAnother(Duration patience) throws InterruptedException {
        Semaphore other = new Semaphore(0);
        new Watchdog(other::release).watch(patience);
        assertThat(comes(other)).isTrue();
    }

    @Test
    @DisplayName("D-2: it bites when the time is up, once, and says so; then it watches anew")
    void bites() throws InterruptedException {
        assertThat(watchdog.hasBitten()).isFalse();
        watchdog.watch(SOON);
        assertThat(comes(bites)).isTrue();
        assertThat(watchdog.hasBitten()).isTrue();
        awaitAnother(SOON);
        assertThat(bites.availablePermits()).isZero();
        watchdog.watch(SOON);
        assertThat(comes(bites)).isTrue();
    }

    @Test
    @DisplayName("D-2: it does not bite who rests in time, nor before the time is up")
    void rests() throws InterruptedException {
        watchdog.watch(SOON);
        watchdog.rest();
        awaitAnother(LATER);
        assertThat(watchdog.hasBitten()).isFalse();
        watchdog.watch(NEVER);
        awaitAnother(SOON);
        assertThat(watchdog.hasBitten()).isFalse();
        assertThat(bites.availablePermits()).isZero();
    }

    @Test
    @DisplayName("D-2: what was put off is looked at again, at its new time")
    void putOff() throws InterruptedException {
        watchdog.watch(SOON);
        long start = System.nanoTime();
        watchdog.watch(LATER);
        assertThat(comes(bites)).isTrue();
        assertThat(System.nanoTime() - start).isGreaterThanOrEqualTo(LATER.toNanos());
    }

    @Test
    @DisplayName("D-2: a short time behind a long one counts at once; the long one bites nobody in its place")
    void broughtForward() throws InterruptedException {
        watchdog.watch(NEVER);
        watchdog.rest();
        watchdog.watch(SOON);
        assertThat(comes(bites)).isTrue();
        watchdog.watch(NEVER);
        watchdog.watch(LATER);
        watchdog.watch(SOON);
        watchdog.rest();
        awaitAnother(Duration.ofMillis(200));
        assertThat(bites.availablePermits()).isZero();
    }
}
