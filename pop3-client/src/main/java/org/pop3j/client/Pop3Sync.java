package org.pop3j.client;

import java.io.IOException;
import java.time.Clock;

/**
 * Fetches new mail and hands it to a consumer, each message at least once, with a key that is the same in every run; what was
 * taken is remembered in a {@link SyncLedger}.
 *
 * <pre>{@code
 * try (SyncLedger ledger = SyncLedger.open(Path.of("mail.ledger"), "ada@pop.example.org:995")) {
 *     Pop3Sync sync = Pop3Sync.builder(client, SessionLogin.password("ada", secret), ledger)
 *             .retention(Retention.keepFor(Duration.ofDays(14)))
 *             .build();
 *     SyncReport report = sync.run((message, content) -> store(message.key(), content));
 * }
 * }</pre>
 *
 * <p>The order, for each message: the consumer has it, the ledger says so (fsync), and only then may it be deleted, by DELE and
 * QUIT. A crash anywhere leaves it either to be delivered again or done; never lost, never deleted untaken. If a session breaks,
 * or the server loses an answer, the rest is fetched in a new one, one by one. A message that fails again and again while
 * others do not is set aside: it stays on the server, is reported, and can be tried again by {@link SyncLedger#forget}.
 *
 * <p>Belongs to one thread at a time, as its ledger does.
 */
public final class Pop3Sync {
    private final Pop3Client client;
    private final SessionLogin login;
    private final SyncLedger ledger;
    private final SyncOptions options;

    private Pop3Sync(Builder builder) {
        this.client = builder.client;
        this.login = builder.login;
        this.ledger = builder.ledger;
        this.options = new SyncOptions(
                builder.retention,
                builder.again,
                builder.mostMessages,
                builder.mostOctets,
                builder.attempts,
                builder.sessions,
                builder.listener,
                builder.clock);
    }

    /**
     * Describes a sync.
     *
     * @param client where the mail is
     * @param login how to log in
     * @param ledger what was taken before; open, and not closed by the sync
     * @return a builder
     */
    public static Builder builder(Pop3Client client, SessionLogin login, SyncLedger ledger) {
        return new Builder(client, login, ledger);
    }

    /**
     * Does one run: connects, hands over what is to be handed over, deletes what may be deleted, quits.
     *
     * @param consumer takes the messages
     * @return what was done, also if the run ended early
     * @throws AuthenticationRefusedException if the login is refused
     * @throws Pop3Exception if there is no session to begin with
     * @throws IOException if the credentials cannot be got
     */
    public SyncReport run(MessageConsumer consumer) throws IOException {
        return new SyncRun(client, login, ledger, options, consumer).run();
    }

    /** Describes a sync; belongs to one thread. */
    public static final class Builder {
        private final Pop3Client client;
        private final SessionLogin login;
        private final SyncLedger ledger;
        private Retention retention = Retention.KEEP;
        private SyncOptions.Again again = SyncOptions.Again.ONLY_NEW;
        private int mostMessages = Integer.MAX_VALUE;
        private long mostOctets = Long.MAX_VALUE;
        private int attempts = 3;
        private int sessions = 3;
        private SyncListener listener = SyncListener.NONE;
        private Clock clock = Clock.systemUTC();

        private Builder(Pop3Client client, SessionLogin login, SyncLedger ledger) {
            this.client = client;
            this.login = login;
            this.ledger = ledger;
        }

        /**
         * Says how long messages stay on the server; {@link Retention#KEEP} where nothing is said.
         *
         * @param retention the retention
         * @return this
         */
        public Builder retention(Retention retention) {
            this.retention = retention;
            return this;
        }

        /**
         * Delivers messages that were taken before too.
         *
         * @return this
         */
        public Builder again() {
            this.again = SyncOptions.Again.ALL;
            return this;
        }

        /**
         * Bounds the messages of one run; the rest is for the next.
         *
         * @param messages 1 or more
         * @return this
         */
        public Builder mostMessages(int messages) {
            this.mostMessages = requirePositive(messages, "messages");
            return this;
        }

        /**
         * Bounds the octets of one run, as LIST counts them; the rest is for the next. The first message is fetched however
         * large it is.
         *
         * @param octets 1 or more
         * @return this
         */
        public Builder mostOctets(long octets) {
            if (octets < 1) {
                throw new IllegalArgumentException("expected 1 octet or more, got " + octets);
            }
            this.mostOctets = octets;
            return this;
        }

        /**
         * Says how often a message is tried before it is set aside; 3 where nothing is said. Only attempts count that ended
         * with the process, or in a run in which the consumer took another message.
         *
         * @param attempts 1 or more
         * @return this
         */
        public Builder attempts(int attempts) {
            this.attempts = requirePositive(attempts, "attempts");
            return this;
        }

        /**
         * Says how many sessions a run may take if they break; 3 where nothing is said.
         *
         * @param sessions 1 or more
         * @return this
         */
        public Builder sessions(int sessions) {
            this.sessions = requirePositive(sessions, "sessions");
            return this;
        }

        /**
         * Lets somebody hear how a run goes on.
         *
         * @param listener the listener
         * @return this
         */
        public Builder listener(SyncListener listener) {
            this.listener = listener;
            return this;
        }

        /**
         * Sets the clock that says when a message was taken.
         *
         * @param clock the clock
         * @return this
         */
        public Builder clock(Clock clock) {
            this.clock = clock;
            return this;
        }

        private static int requirePositive(int count, String what) {
            if (count < 1) {
                throw new IllegalArgumentException("expected 1 or more " + what + ", got " + count);
            }
            return count;
        }

        /**
         * Makes the sync.
         *
         * @return the sync
         */
        public Pop3Sync build() {
            return new Pop3Sync(this);
        }
    }
}
