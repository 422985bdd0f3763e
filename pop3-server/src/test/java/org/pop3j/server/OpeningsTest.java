package org.pop3j.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.pop3j.store.MemoryStore;
import org.pop3j.store.spi.Maildrop;
import org.pop3j.store.spi.MaildropException;
import org.pop3j.store.spi.MaildropFailedException;
import org.pop3j.store.spi.MaildropInUseException;
import org.pop3j.store.spi.MaildropName;

@Timeout(60)
@DisplayName("S-40: of openings of one maildrop")
class OpeningsTest {
    private static final MaildropName STUCK = new MaildropName("stuck");
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final ManualClock clock = new ManualClock();
    private final MemoryStore memory = new MemoryStore();
    private final CountDownLatch answer = new CountDownLatch(1);
    private final List<CompletableFuture<Boolean>> waiting = new ArrayList<>();
    private final Openings openings = new Openings(new Silent(), PATIENCE, clock);
    private CountDownLatch asked = new CountDownLatch(0);

    /** The maildrop of one name cannot be opened until the latch opens. */
    private final class Silent extends FaultyStore {
        Silent() {
            super(memory);
        }

        @Override
        public Maildrop open(MaildropName name) throws MaildropException {
            if (name.equals(STUCK)) {
                asked.countDown();
                try {
                    answer.await();
                } catch (InterruptedException e) {
                    throw new AssertionError(e);
                }
            }
            return super.open(name);
        }
    }

    @BeforeEach
    void create() throws MaildropException {
        memory.create(STUCK);
        memory.create(Scenario.ANN);
    }

    @AfterEach
    void close() {
        answer.countDown();
        memory.close();
    }

    /** True if it could be opened, false if it was in use. */
    private boolean open(MaildropName name) {
        try {
            openings.open(name).close();
            return true;
        } catch (MaildropInUseException e) {
            return false;
        } catch (MaildropException e) {
            throw new AssertionError(e);
        }
    }

    private void wait(int logins) throws InterruptedException {
        asked = new CountDownLatch(logins);
        for (int i = 0; i < logins; i++) {
            CompletableFuture<Boolean> login = new CompletableFuture<>();
            waiting.add(login);
            Thread thread = new Thread(() -> login.completeAsync(() -> open(STUCK), Runnable::run), "login");
            thread.setDaemon(true);
            thread.start();
        }
        asked.await();
    }

    @Test
    @DisplayName("a few wait at once, others are refused; another maildrop is opened; then all is as before")
    void few() throws Exception {
        wait(Openings.MOST_AT_ONCE);
        assertThatThrownBy(() -> openings.open(STUCK)).isInstanceOf(MaildropFailedException.class);
        assertThat(open(Scenario.ANN)).isTrue();
        answer.countDown();
        assertThat(waiting).anyMatch(CompletableFuture::join);
        waiting.forEach(CompletableFuture::join);
        assertThat(open(STUCK)).isTrue();
    }

    @Test
    @DisplayName("none waits behind one that is stuck")
    void stuck() throws Exception {
        wait(1);
        clock.advance(PATIENCE);
        wait(1);
        clock.advance(Duration.ofNanos(1));
        assertThatThrownBy(() -> openings.open(STUCK)).isInstanceOf(MaildropFailedException.class);
        assertThat(open(Scenario.ANN)).isTrue();
        answer.countDown();
        waiting.forEach(CompletableFuture::join);
        assertThat(open(STUCK)).isTrue();
    }

    @Test
    @DisplayName("one whose maildrop is not there yet gives an empty one, and is forgotten")
    void none() throws Exception {
        for (int i = 0; i <= Openings.MOST_AT_ONCE; i++) {
            try (Maildrop maildrop = openings.open(new MaildropName("nobody"))) {
                assertThat(maildrop.count()).isZero();
            }
        }
    }
}
