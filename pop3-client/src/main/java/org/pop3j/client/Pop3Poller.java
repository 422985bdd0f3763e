package org.pop3j.client;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.pop3j.codec.PeerText;

/**
 * Polls many accounts, several at once, each when it is due: after the interval, or later where the server announces
 * LOGIN-DELAY; after a failure with growing pauses; and not at all after wrong credentials, until {@link #wake} is called. Each
 * run connects anew and quits, as POP3 wants it: there is no pool of connections, which would hold the maildrops locked.
 *
 * <p>Safe for use by several threads; consumers of different accounts are called at the same time.
 */
public final class Pop3Poller implements AutoCloseable {
    private static final Duration LONGEST_PAUSE = Duration.ofHours(6);
    /** How long an account that is over waits for the others of its run to be reported with. */
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    private final List<PolledAccount> accounts;
    private final Pace pace;
    private final Semaphore places;
    private final ExecutorService threads = VirtualThreads.executor("pop3-poller");
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private boolean isClosed;

    /** How often. */
    record Pace(Duration interval, Clock clock) {
        /** The interval, doubled with each failure, up to a limit. */
        Duration backOff(int failuresBefore) {
            Duration pause = interval.multipliedBy(1L << Math.min(failuresBefore + 1, 20));
            return pause.compareTo(LONGEST_PAUSE) > 0 ? max(LONGEST_PAUSE, interval) : pause;
        }

        private static Duration max(Duration a, Duration b) {
            return a.compareTo(b) > 0 ? a : b;
        }
    }

    private Pop3Poller(Builder builder) {
        this.accounts = List.copyOf(builder.accounts.values());
        this.pace = new Pace(builder.interval, builder.clock);
        this.places = new Semaphore(builder.atOnce);
    }

    /**
     * Describes a poller.
     *
     * @return a builder
     */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * Polls the accounts that are due, and waits for all of them.
     *
     * @return what became of them; of no account if none was due
     */
    public PollSummary poll() {
        return begun(Set.of()).awaitAll().summary(pace.clock());
    }

    /**
     * Begins with all that are due; with none after {@link #close()}.
     *
     * @param busy accounts whose last run is not over; one that is woken just as it ends may be due before that
     */
    private PollRun begun(Set<String> busy) {
        Instant now = pace.clock().instant();
        Map<String, CompletableFuture<PollSummary.Outcome>> running = new LinkedHashMap<>();
        lock.lock();
        try {
            for (PolledAccount account : accounts) {
                if (!isClosed && !busy.contains(account.name()) && account.begin(now)) {
                    running.put(account.name(), CompletableFuture.supplyAsync(() -> inItsPlace(account), threads));
                }
            }
        } finally {
            lock.unlock();
        }
        return new PollRun(now, running, PATIENCE, this::signal);
    }

    /**
     * Polls on and on, until {@link #close()}, in the calling thread. No account waits for another, and none is reported late
     * because another takes its time: a run is the accounts that begin together, and its summary comes when all are over, or with
     * that of another run, and at the latest a second after the first is. Who takes longer is told of in a further summary of
     * that run, which comes likewise.
     *
     * @param summaries gets one summary a run, and further ones of those that take longer; what becomes of an account in its order
     */
    public void run(Consumer<PollSummary> summaries) {
        List<PollRun> runs = new ArrayList<>();
        BooleanSupplier isReportDue = () -> runs.stream().anyMatch(PollRun::isReportDue);
        while (!isClosed()) {
            runs.add(begun(runs.stream().flatMap(run -> run.busy().stream()).collect(Collectors.toSet())));
            runs.removeIf(PollRun::isReported);
            awaitDue(isReportDue);
            if (isReportDue.getAsBoolean()) {
                report(runs, summaries);
            }
        }
        runs.forEach(PollRun::awaitAll);
        report(runs, summaries);
    }

    /** Tells of all that are over: an account's earlier run before its later one. */
    private void report(List<PollRun> runs, Consumer<PollSummary> summaries) {
        runs.stream()
                .map(run -> run.summary(pace.clock()))
                .filter(summary -> !summary.accounts().isEmpty())
                .forEach(summaries);
    }

    /**
     * Makes an account due at once: its credentials are new, or somebody has mended the server.
     *
     * @param name the account
     * @throws IllegalArgumentException if there is none of that name
     */
    public void wake(String name) {
        accounts.stream()
                .filter(a -> a.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("there is no account " + PeerText.quote(name)))
                .wake();
        signal();
    }

    /** Lets the runs under way end, and begins no other. */
    @Override
    public void close() {
        lock.lock();
        try {
            isClosed = true;
            changed.signalAll();
            threads.shutdown();
        } finally {
            lock.unlock();
        }
    }

    private PollSummary.Outcome inItsPlace(PolledAccount account) {
        places.acquireUninterruptibly();
        try {
            return account.poll(pace);
        } finally {
            places.release();
        }
    }

    /** Waits until an account is due, or the poller is closed, or something else is so. */
    private void awaitDue(BooleanSupplier isEnough) {
        lock.lock();
        try {
            for (long nanos = nanosUntilDue();
                    !isClosed && nanos > 0 && !isEnough.getAsBoolean();
                    nanos = nanosUntilDue()) {
                changed.awaitNanos(nanos);
            }
        } catch (InterruptedException ended) {
            isClosed = true;
            Thread.currentThread().interrupt();
        } finally {
            lock.unlock();
        }
    }

    private long nanosUntilDue() {
        return accounts.stream()
                .flatMap(account -> account.due().stream())
                .min(Instant::compareTo)
                .map(this::until)
                .filter(pause -> pause.compareTo(LONGEST_PAUSE) < 0)
                .orElse(LONGEST_PAUSE)
                .toNanos();
    }

    private Duration until(Instant due) {
        Instant now = pace.clock().instant();
        return due.isAfter(now) ? Duration.between(now, due) : Duration.ZERO;
    }

    private boolean isClosed() {
        lock.lock();
        try {
            return isClosed;
        } finally {
            lock.unlock();
        }
    }

    private void signal() {
        lock.lock();
        try {
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Describes a poller; belongs to one thread. */
    public static final class Builder {
        private final Map<String, PolledAccount> accounts = new LinkedHashMap<>();
        private Duration interval = Duration.ofMinutes(10);
        private int atOnce = 16;
        private Clock clock = Clock.systemUTC();

        private Builder() {}

        /**
         * Adds an account.
         *
         * @param name its name in summaries
         * @param sync how its mail is fetched, with a ledger that no other account uses
         * @param consumer takes its messages
         * @return this
         */
        public Builder account(String name, Pop3Sync sync, MessageConsumer consumer) {
            if (accounts.putIfAbsent(name, new PolledAccount(name, sync, consumer)) != null) {
                throw new IllegalArgumentException("there is an account " + PeerText.quote(name) + " already");
            }
            return this;
        }

        /**
         * Sets the pause between two runs of an account; 10 minutes where nothing is said.
         *
         * @param interval 1 s or more
         * @return this
         */
        public Builder interval(Duration interval) {
            if (interval.compareTo(Duration.ofSeconds(1)) < 0) {
                throw new IllegalArgumentException("expected an interval of 1 s or more, got " + interval);
            }
            this.interval = interval;
            return this;
        }

        /**
         * Sets how many accounts are polled at once; 16 where nothing is said.
         *
         * @param accounts 1 or more
         * @return this
         */
        public Builder atOnce(int accounts) {
            if (accounts < 1) {
                throw new IllegalArgumentException("expected 1 account or more at once, got " + accounts);
            }
            this.atOnce = accounts;
            return this;
        }

        /**
         * Sets the clock that says what is due.
         *
         * @param clock the clock
         * @return this
         */
        public Builder clock(Clock clock) {
            this.clock = clock;
            return this;
        }

        /**
         * Makes the poller; it does nothing before it is called.
         *
         * @return the poller
         */
        public Pop3Poller build() {
            return new Pop3Poller(this);
        }
    }
}
