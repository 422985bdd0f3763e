package org.pop3j.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** When it is waited awake: a clock that goes on a microsecond at each look counts the looks. */
class BriefWaitTest {
    private static final long LOOK_NANOS = 1000;
    private static final long MOST_LOOKS = BriefWait.MOST_NANOS / LOOK_NANOS;
    private static final long SHORT = BriefWait.SHORT_NANOS;

    private final AtomicLong now = new AtomicLong(Long.MAX_VALUE - 10 * BriefWait.MOST_NANOS);
    private final BriefWait wait = new BriefWait(() -> now.getAndAdd(LOOK_NANOS), 2);

    /** Waits for something that comes at a look, or never, and says how often it was looked. */
    private static int looks(BriefWait wait, int comesAt) throws IOException {
        int[] looks = {0};
        wait.stayAwake(() -> {
            looks[0]++;
            return looks[0] >= comesAt;
        });
        return looks[0];
    }

    private int looksInVain() throws IOException {
        return looks(wait, Integer.MAX_VALUE);
    }

    @Test
    @DisplayName("It is waited awake after a short wait only: at a distance nothing is looked at, ever")
    void farServersCostNothing() throws IOException {
        assertThat(looks(wait, 1)).as("nothing is known yet").isZero();
        for (int i = 0; i < 100; i++) {
            wait.waited(SHORT + 1);
            assertThat(looks(wait, 1)).isZero();
        }
        wait.waited(SHORT);
        assertThat(looks(wait, 1)).isEqualTo(1);
    }

    @Test
    @DisplayName("What is there by a look ends the wait at once, again and again")
    void nearServersAreWaitedForAwake() throws IOException {
        for (int i = 0; i < 100; i++) {
            wait.waited(SHORT);
            assertThat(looks(wait, 20)).isEqualTo(20);
        }
    }

    @Test
    @DisplayName("It is waited awake for 50 microseconds at most")
    void staysAwakeForABoundedTime() throws IOException {
        wait.waited(SHORT);
        assertThat(looksInVain()).isBetween((int) MOST_LOOKS - 1, (int) MOST_LOOKS + 1);
    }

    @Test
    @DisplayName(
            "After waits in vain it sleeps through 1, 2, 4 and at last 64 waits; one that was not in vain forgets them")
    void vainWaitsGetRare() throws IOException {
        wait.waited(SHORT);
        for (int asleep = 1; asleep <= 4 * BriefWait.MOST_ASLEEP; asleep *= 2) {
            assertThat(looksInVain()).isPositive();
            int most = Math.min(asleep, BriefWait.MOST_ASLEEP);
            for (int i = 0; i < most; i++) {
                assertThat(looksInVain()).as("wait " + i + " of " + most).isZero();
            }
        }
        assertThat(looks(wait, 3)).isEqualTo(3);
        assertThat(looksInVain()).isPositive();
        assertThat(looksInVain()).isZero();
        assertThat(looksInVain()).isPositive();
    }

    @Test
    @DisplayName("On a single processor it is never waited awake: the server could not run meanwhile")
    void oneProcessorIsLeftToTheServer() throws IOException {
        BriefWait alone = new BriefWait(now::get, 1);
        alone.waited(SHORT);
        assertThat(looks(alone, 1)).isZero();
    }
}
