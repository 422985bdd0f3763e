package org.pop3j.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class WatchdogTest {
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final AtomicInteger aborted = new AtomicInteger();
    private final AtomicInteger givenUp = new AtomicInteger();

    @Test
    @DisplayName("S-40 a wait that takes too long is given up, one that is over is not; the connection lives on")
    void waits() {
        ManualClock clock = new ManualClock();
        try (Watchdog watchdog = new Watchdog(clock);
                Watchdog.Guard guard = watchdog.watch(aborted::incrementAndGet)) {
            guard.limitWait(PATIENCE, givenUp::incrementAndGet);
            clock.advance(PATIENCE);
            watchdog.sweep();
            assertThat(givenUp).hasValue(0);
            guard.endWait();
            clock.advance(PATIENCE);
            watchdog.sweep();
            assertThat(givenUp).hasValue(0);
            guard.limitWait(PATIENCE, givenUp::incrementAndGet);
            clock.advance(PATIENCE.plusNanos(1));
            watchdog.sweep();
            assertThat(givenUp).hasValue(1);
            assertThat(aborted).hasValue(0);
            assertThat(guard.hasExpired()).isFalse();
        }
    }

    @Test
    @DisplayName("S-40 a session that outlives the server's stop is still watched, and then nobody is")
    void afterItsEnd() throws InterruptedException {
        Watchdog watchdog = new Watchdog(System::nanoTime);
        Thread[] sweeping = new Thread[1];
        watchdog.start(task -> sweeping[0] = new Thread(task));
        CountDownLatch late = new CountDownLatch(1);
        try (Watchdog.Guard guard = watchdog.watch(aborted::incrementAndGet)) {
            watchdog.close();
            guard.limitWait(Duration.ofMillis(1), late::countDown);
            assertThat(late.await(50, TimeUnit.SECONDS)).isTrue();
        }
        sweeping[0].join();
    }
}
