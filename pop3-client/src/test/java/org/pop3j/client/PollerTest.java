package org.pop3j.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.pop3j.client.TestServer.mail;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Many accounts: when each is due, and what is said about a run. */
@Timeout(60)
class PollerTest {
    private static final Duration INTERVAL = Duration.ofMinutes(10);

    private final SyncTest.Hands hands = new SyncTest.Hands();
    private final SyncTest.Taken taken = new SyncTest.Taken();

    /** A consumer that waits until it is told to go on. */
    private static final class Halt implements MessageConsumer {
        private final CountDownLatch inside = new CountDownLatch(1);
        private final CountDownLatch goOn = new CountDownLatch(1);

        @Override
        public void take(SyncMessage message, InputStream content) throws IOException {
            inside.countDown();
            PollerTest.await(goOn, Duration.ofSeconds(20));
        }
    }

    private static void await(CountDownLatch latch, Duration patience) throws IOException {
        try {
            latch.await(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            throw new IOException("ended", e);
        }
    }

    private Pop3Poller.Builder poller() {
        return Pop3Poller.builder().interval(INTERVAL).clock(hands);
    }

    private Pop3Sync sync(TestServer server) {
        return server.sync(SyncLedger.inMemory("ada")).clock(hands).build();
    }

    private Instant in(Duration time) {
        return hands.now.plus(time);
    }

    private static Optional<Instant> next(PollSummary summary, String name) {
        return summary.accounts()
                .getOrDefault(name, new PollSummary.Outcome(Optional.empty(), Optional.empty(), Optional.empty()))
                .nextRun();
    }

    @Test
    @DisplayName("An account is due after the interval, not before; one summary a run")
    void interval() throws IOException {
        try (TestServer server = new TestServer(mail("x", "a"));
                Pop3Poller poller = poller().account("ada", sync(server), taken).build()) {
            PollSummary first = poller.poll();
            assertThat(first.taken()).isEqualTo(1);
            assertThat(first.failures()).isZero();
            assertThat(first).hasToString("1 accounts, 1 messages taken, 0 failures, 0.0 s");
            assertThat(next(first, "ada")).contains(in(INTERVAL));
            assertThat(poller.poll().accounts()).isEmpty();
            hands.now = in(INTERVAL);
            assertThat(poller.poll().accounts()).containsOnlyKeys("ada");
            assertThat(server.sessions).hasValue(2);
        }
    }

    @Test
    @DisplayName("R2449-14: LOGIN-DELAY longer than the interval rules; a shorter one does not")
    void loginDelay() throws IOException {
        try (TestServer server = new TestServer();
                Pop3Poller poller = poller().account("ada", sync(server), taken).build()) {
            server.capabilities = "UIDL\r\nLOGIN-DELAY 1800\r\n";
            assertThat(next(poller.poll(), "ada")).contains(in(Duration.ofMinutes(30)));
            hands.now = in(Duration.ofMinutes(30));
            server.capabilities = "UIDL\r\nLOGIN-DELAY 300\r\n";
            assertThat(next(poller.poll(), "ada")).contains(in(INTERVAL));
        }
    }

    @Test
    @DisplayName("R2449-18: where EXPIRE is shorter than an account's mail is to stay the summary says so, by account")
    void expire() throws IOException {
        try (TestServer server = new TestServer(mail("x", "a"))) {
            server.capabilities = "UIDL\r\nEXPIRE 3\r\n";
            Pop3Sync.Builder week =
                    server.sync(SyncLedger.inMemory("ada")).retention(Retention.keepFor(Duration.ofDays(7)));
            Pop3Sync.Builder days =
                    server.sync(SyncLedger.inMemory("bob")).retention(Retention.keepFor(Duration.ofDays(3)));
            try (Pop3Poller poller = poller().account("ada", week.clock(hands).build(), taken)
                    .account("bob", days.clock(hands).build(), taken)
                    .account("cyd", sync(server), taken)
                    .build()) {
                PollSummary summary = poller.poll();
                assertThat(summary.warnings()).containsOnlyKeys("ada", "cyd");
                assertThat(summary.warnings().values())
                        .allSatisfy(warnings -> assertThat(warnings)
                                .containsExactly(
                                        "the server may delete mail by itself after 3 days (EXPIRE), and it is to stay there"
                                                + " longer"));
                assertThat(summary).hasToString("3 accounts, 3 messages taken, 0 failures, 2 with warnings, 0.0 s");
                server.capabilities = "UIDL\r\nEXPIRE NEVER\r\n";
                hands.now = in(INTERVAL);
                assertThat(poller.poll().warnings()).isEmpty();
            }
        }
    }

    @Test
    @DisplayName("Failures: growing pauses up to six hours, and the interval again after a success")
    void backOff() throws IOException {
        try (TestServer server = new TestServer();
                Pop3Poller poller = poller().account("ada", sync(server), taken).build()) {
            server.fault = c -> c.startsWith("PASS") ? Optional.of("-ERR [IN-USE] locked\r\n") : Optional.empty();
            long[] minutes = {20, 40, 80, 160, 320, 360, 360};
            for (long pause : minutes) {
                PollSummary summary = poller.poll();
                assertThat(summary.failures()).isEqualTo(1);
                assertThat(next(summary, "ada")).contains(in(Duration.ofMinutes(pause)));
                hands.now = in(Duration.ofMinutes(pause));
            }
            server.fault = c -> Optional.empty();
            assertThat(next(poller.poll(), "ada")).contains(in(INTERVAL));
        }
    }

    @Test
    @DisplayName("R3206-03: wrong credentials, and what needs an operator: not again before somebody says so")
    void parked() throws IOException {
        for (String answer : new String[] {"-ERR [AUTH] wrong\r\n", "-ERR [SYS/PERM] broken\r\n"}) {
            try (TestServer server = new TestServer(mail("x", "a"));
                    Pop3Poller poller =
                            poller().account("ada", sync(server), taken).build()) {
                server.fault = c -> c.startsWith("PASS") ? Optional.of(answer) : Optional.empty();
                assertThat(next(poller.poll(), "ada")).isEmpty();
                hands.now = in(Duration.ofDays(30));
                assertThat(poller.poll().accounts()).isEmpty();
                server.fault = c -> Optional.empty();
                poller.wake("ada");
                assertThat(poller.poll().taken()).isEqualTo(1);
                assertThatIllegalArgumentException().isThrownBy(() -> poller.wake("bob"));
            }
        }
    }

    @Test
    @DisplayName("Accounts are polled at the same time, no more than asked for; one failure is one account's")
    void atOnce() throws IOException {
        CyclicBarrier together = new CyclicBarrier(2);
        MessageConsumer meets = (message, content) -> {
            try {
                together.await(20, TimeUnit.SECONDS);
            } catch (Exception e) {
                throw new IOException("nobody else came", e);
            }
        };
        try (TestServer a = new TestServer(mail("x", "a"));
                TestServer b = new TestServer(mail("x", "b"));
                TestServer gone = new TestServer();
                Pop3Poller poller = poller().account("a", sync(a), meets)
                        .account("gone", sync(gone), taken)
                        .account("b", sync(b), meets)
                        .atOnce(3)
                        .build()) {
            gone.fault = command -> {
                throw new IOException("gone");
            };
            PollSummary summary = poller.poll();
            assertThat(summary.taken()).isEqualTo(2);
            assertThat(summary.failures()).isEqualTo(1);
            assertThat(summary.accounts().keySet()).containsExactly("a", "gone", "b");
        }
        assertThatIllegalArgumentException().isThrownBy(() -> poller().atOnce(0));
        assertThatIllegalArgumentException().isThrownBy(() -> poller().interval(Duration.ofMillis(999)));
    }

    @Test
    @DisplayName("run goes on until close, and gives a summary only of runs in which something was due")
    void runsUntilClosed() throws IOException {
        List<PollSummary> summaries = Collections.synchronizedList(new ArrayList<>());
        try (TestServer server = new TestServer(mail("x", "a"))) {
            Pop3Poller poller = poller().account("ada", sync(server), taken).build();
            poller.run(summary -> {
                summaries.add(summary);
                if (summaries.size() == 2) {
                    poller.close();
                } else {
                    poller.wake("ada");
                }
            });
        }
        assertThat(summaries).hasSize(2);
        assertThat(summaries.get(0).taken()).isEqualTo(1);
    }

    @Test
    @DisplayName(
            "S-08: a server that lets an octet through now and then holds up no other account; a lost connection ends its run")
    void oneTricklingServer() throws Exception {
        BlockingQueue<PollSummary> summaries = new LinkedBlockingQueue<>();
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch over = new CountDownLatch(1);
        TestServer.Mail large = new TestServer.Mail("x", "Subject: a\r\n\r\n" + "x".repeat(60_000) + "\r\n");
        try (TestServer slow = new TestServer(large);
                DrippingRelay relay = new DrippingRelay(slow.port());
                TestServer server = new TestServer(mail("y", "b"))) {
            slow.fault = command -> {
                if (command.startsWith("RETR")) {
                    relay.drip();
                }
                return Optional.empty();
            };
            Pop3Client through = slow.client().port(relay.port()).build();
            Pop3Sync dripping = Pop3Sync.builder(
                            through, SessionLogin.password("ada", "sesame"), SyncLedger.inMemory("slow"))
                    .clock(hands)
                    .build();
            MessageConsumer patient = (message, content) -> {
                begun.countDown();
                try {
                    content.transferTo(OutputStream.nullOutputStream());
                } finally {
                    over.countDown();
                }
            };
            Pop3Poller poller = poller().account("slow", dripping, patient)
                    .account("ada", sync(server), taken)
                    .build();
            CompletableFuture<Void> running = CompletableFuture.runAsync(() -> poller.run(summaries::add));
            assertThat(begun.await(20, TimeUnit.SECONDS)).isTrue();
            for (int run = 0; run < 3; run++) {
                poller.wake("ada");
                assertThat(summaries.poll(20, TimeUnit.SECONDS).accounts()).containsOnlyKeys("ada");
            }
            assertThat(over.getCount()).isOne();

            relay.cut();
            assertThat(over.await(20, TimeUnit.SECONDS)).isTrue();
            poller.close();
            running.get(20, TimeUnit.SECONDS);
            assertThat(summaries)
                    .anySatisfy(summary -> assertThat(summary.accounts()).containsKey("slow"));
            assertThat(slow.deleted).isEmpty();
        }
    }

    @Test
    @DisplayName(
            "one consumer that takes its time holds up no other account, nor what is heard of it; its own end is heard of at once")
    void oneSlowConsumer() throws Exception {
        Halt halt = new Halt();
        BlockingQueue<PollSummary> summaries = new LinkedBlockingQueue<>();
        try (TestServer slow = new TestServer(mail("x", "a"));
                TestServer server = new TestServer(mail("y", "b"))) {
            Pop3Poller poller = poller().account("slow", sync(slow), halt)
                    .account("ada", sync(server), taken)
                    .build();
            CompletableFuture<Void> running = CompletableFuture.runAsync(() -> poller.run(summaries::add));
            assertThat(halt.inside.await(20, TimeUnit.SECONDS)).isTrue();
            assertThat(summaries.poll(20, TimeUnit.SECONDS).accounts()).containsOnlyKeys("ada");
            for (int run = 0; run < 3; run++) {
                poller.wake("ada");
                assertThat(summaries.poll(20, TimeUnit.SECONDS).accounts()).containsOnlyKeys("ada");
            }

            hands.now = in(Duration.ofMinutes(3));
            halt.goOn.countDown();
            PollSummary late = summaries.poll(20, TimeUnit.SECONDS);
            assertThat(late.accounts()).containsOnlyKeys("slow");
            assertThat(late.took()).isEqualTo(Duration.ofMinutes(3));
            assertThat(late.began()).isEqualTo(hands.now.minus(late.took()));
            poller.close();
            running.get(20, TimeUnit.SECONDS);
            assertThat(summaries).isEmpty();
        }
    }

    @Test
    @DisplayName("A run that is closed waits for what is under way, and reports it")
    void closedMeanwhile() throws Exception {
        Halt halt = new Halt();
        BlockingQueue<PollSummary> summaries = new LinkedBlockingQueue<>();
        try (TestServer slow = new TestServer(mail("x", "a"))) {
            Pop3Poller poller = poller().account("slow", sync(slow), halt).build();
            Thread running = new Thread(() -> poller.run(summaries::add));
            running.setDaemon(true);
            running.start();
            assertThat(halt.inside.await(20, TimeUnit.SECONDS)).isTrue();
            poller.close();
            while (running.isAlive() && running.getState() != Thread.State.WAITING) {
                Thread.onSpinWait();
            }
            halt.goOn.countDown();
            assertThat(summaries.poll(20, TimeUnit.SECONDS).accounts()).containsOnlyKeys("slow");
        }
    }

    @Test
    @DisplayName("Every run of an account is reported, also where it is woken the moment it ends")
    void everyRun() throws Exception {
        int runs = 500;
        CountDownLatch reported = new CountDownLatch(runs);
        AtomicInteger outcomes = new AtomicInteger();
        try (TestServer server = new TestServer(mail("x", "a"))) {
            Pop3Poller poller = poller().account("ada", sync(server), taken).build();
            CompletableFuture<Void> running = CompletableFuture.runAsync(() -> poller.run(summary -> {
                outcomes.addAndGet(summary.accounts().size());
                reported.countDown();
            }));
            while (reported.getCount() > 0 && !running.isDone()) {
                poller.wake("ada");
                Thread.onSpinWait();
            }
            poller.close();
            running.get(20, TimeUnit.SECONDS);

            assertThat(outcomes).hasValue(server.sessions.get());
        }
    }

    @Test
    @DisplayName("a closed poller polls nothing")
    void closed() throws IOException {
        try (TestServer server = new TestServer(mail("x", "a"))) {
            Pop3Poller poller = poller().account("ada", sync(server), taken).build();
            poller.close();
            assertThat(poller.poll().accounts()).isEmpty();
            poller.run(summaries -> {
                throw new AssertionError("nothing is polled any more");
            });
        }
    }

    @Test
    @DisplayName("An account has one name")
    void oneName() throws IOException {
        try (TestServer server = new TestServer()) {
            Pop3Poller.Builder builder = poller().account("ada", sync(server), taken);
            assertThatIllegalArgumentException().isThrownBy(() -> builder.account("ada", sync(server), taken));
        }
    }

    @Test
    @DisplayName("One run an account at a time; woken meanwhile it is due at once when that run is over")
    void oneRunAtATime() throws Exception {
        Halt halt = new Halt();
        try (TestServer server = new TestServer(mail("x", "a"));
                Pop3Poller poller = poller().account("ada", sync(server), halt).build()) {
            CompletableFuture<PollSummary> first = CompletableFuture.supplyAsync(poller::poll);
            assertThat(halt.inside.await(20, TimeUnit.SECONDS)).isTrue();
            assertThat(poller.poll().accounts()).isEmpty();
            poller.wake("ada");
            assertThat(poller.poll().accounts()).isEmpty();
            halt.goOn.countDown();
            assertThat(first.get(20, TimeUnit.SECONDS).taken()).isEqualTo(1);
            assertThat(poller.poll().accounts()).containsOnlyKeys("ada");
            assertThat(poller.poll().accounts()).isEmpty();
            assertThat(server.sessions).hasValue(2);
        }
    }

    @Test
    @DisplayName("R2449-14: LOGIN-DELAY rules after a failed run too")
    void loginDelayAfterFailure() throws IOException {
        try (TestServer server = new TestServer(mail("x", "a"));
                Pop3Poller poller = poller().account("ada", sync(server), taken).build()) {
            server.capabilities = "UIDL\r\nLOGIN-DELAY 7200\r\n";
            server.fault = command -> {
                if (command.startsWith("RETR")) {
                    throw new IOException("cut");
                }
                return Optional.empty();
            };
            assertThat(next(poller.poll(), "ada")).contains(in(Duration.ofHours(2)));
        }
    }

    @Test
    @DisplayName("No more accounts at once than asked for, on daemon threads; the others wait for their turn")
    void oneAtATime() throws IOException {
        AtomicInteger inside = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        CountDownLatch second = new CountDownLatch(1);
        List<Boolean> daemons = Collections.synchronizedList(new ArrayList<>());
        MessageConsumer counting = (message, content) -> {
            if (most.accumulateAndGet(inside.incrementAndGet(), Math::max) > 1) {
                second.countDown();
            } else if (daemons.isEmpty()) {
                await(second, Duration.ofMillis(300));
            }
            daemons.add(Thread.currentThread().isDaemon());
            content.readAllBytes();
            inside.decrementAndGet();
        };
        try (TestServer server = new TestServer(mail("1", "a"), mail("2", "b"), mail("3", "c"))) {
            Pop3Poller.Builder builder =
                    poller().interval(Duration.ofSeconds(1)).atOnce(1);
            for (int i = 0; i < 4; i++) {
                builder.account("account " + i, sync(server), counting);
            }
            try (Pop3Poller poller = builder.build()) {
                assertThat(poller.poll().taken()).isEqualTo(12);
            }
        }
        assertThat(most).hasValue(1);
        assertThat(daemons).hasSize(12).containsOnly(true);
    }

    @Test
    @DisplayName("close ends a run that waits for the next account to be due, and an interrupt does; it stays set")
    void endedWhileWaiting() throws Exception {
        for (boolean isInterrupted : new boolean[] {false, true}) {
            BlockingQueue<PollSummary> summaries = new LinkedBlockingQueue<>();
            BlockingQueue<Boolean> interrupted = new LinkedBlockingQueue<>();
            try (TestServer server = new TestServer()) {
                Pop3Poller poller = poller().account("ada", sync(server), taken).build();
                Thread running = new Thread(() -> {
                    poller.run(summaries::add);
                    interrupted.add(Thread.currentThread().isInterrupted());
                });
                running.setDaemon(true);
                running.start();
                assertThat(summaries.poll(20, TimeUnit.SECONDS).accounts()).containsOnlyKeys("ada");
                while (running.getState() != Thread.State.TIMED_WAITING) {
                    Thread.onSpinWait();
                }
                if (isInterrupted) {
                    running.interrupt();
                } else {
                    poller.close();
                }
                assertThat(interrupted.poll(20, TimeUnit.SECONDS)).isEqualTo(isInterrupted);
                assertThat(summaries).isEmpty();
                running.join(20_000);
                // Nothing that the thread held is held any longer.
                poller.wake("ada");
                assertThat(poller.poll().accounts()).isEmpty();
            }
        }
    }

    @Test
    @DisplayName("Who is interrupted while polling hears what became of all, and is interrupted still")
    void interruptedPoll() throws Exception {
        Halt halt = new Halt();
        try (TestServer server = new TestServer(mail("x", "a"));
                Pop3Poller poller = poller().account("ada", sync(server), halt).build()) {
            CompletableFuture<Integer> polled = new CompletableFuture<>();
            Thread polling = new Thread(() -> {
                PollSummary summary = poller.poll();
                polled.complete(Thread.currentThread().isInterrupted() ? summary.taken() : -1);
            });
            polling.setDaemon(true);
            polling.start();
            assertThat(halt.inside.await(20, TimeUnit.SECONDS)).isTrue();
            polling.interrupt();
            halt.goOn.countDown();
            assertThat(polled.get(20, TimeUnit.SECONDS)).isEqualTo(1);
        }
    }

    @Test
    @DisplayName("A login that fails by a mistake of the program is a failure of its account, and is tried again later")
    void mistake() throws IOException {
        SessionLogin mistaken = session -> {
            throw new IllegalStateException("no secret");
        };
        try (TestServer server = new TestServer()) {
            Pop3Sync sync = Pop3Sync.builder(server.client().build(), mistaken, SyncLedger.inMemory("ada"))
                    .build();
            try (Pop3Poller poller = poller().account("ada", sync, taken).build()) {
                PollSummary summary = poller.poll();
                assertThat(summary.failures()).isEqualTo(1);
                assertThat(next(summary, "ada")).contains(in(INTERVAL.multipliedBy(2)));
                assertThat(summary.accounts().get("ada").failure())
                        .hasValueSatisfying(e -> assertThat(e).hasMessage("polling failed: no secret"));
            }
        }
    }
}
