package org.pop3j.conformance;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLContext;

/**
 * The server to check: where it is, how to log in, and what may be done there. Immutable.
 *
 * <p>Without more it is spoken to without TLS, nothing is delivered and nothing deleted.
 */
public final class Target {
    private final InetSocketAddress address;
    private final TlsMode tlsMode;
    private final Optional<SSLContext> tls;
    private final String user;
    private final String password;
    private final Optional<Deliverer> deliverer;
    private final boolean checksName;
    private final boolean destructive;
    private final Duration patience;
    private final Optional<Duration> idle;
    private final List<String> only;

    private Target(Builder builder) {
        this.address = builder.address;
        this.tlsMode = builder.tlsMode;
        this.tls = builder.tls;
        this.user = builder.user;
        this.password = builder.password;
        this.deliverer = builder.deliverer;
        this.checksName = builder.checksName;
        this.destructive = builder.destructive;
        this.patience = builder.patience;
        this.idle = builder.idle;
        this.only = builder.only;
    }

    /**
     * Describes a target.
     *
     * @param address where the server listens
     * @param user the user name
     * @param password the password; it is shown nowhere
     * @return a builder
     */
    public static Builder builder(InetSocketAddress address, String user, String password) {
        return new Builder(address, user, password);
    }

    /** The same for some checks only. */
    Target narrowedTo(List<String> names) {
        Builder builder = new Builder(address, user, password);
        builder.tlsMode = tlsMode;
        builder.tls = tls;
        builder.deliverer = deliverer;
        builder.checksName = checksName;
        builder.destructive = destructive;
        builder.patience = patience;
        builder.idle = idle;
        return builder.only(names).build();
    }

    /**
     * Where the server listens.
     *
     * @return the address
     */
    public InetSocketAddress address() {
        return address;
    }

    /**
     * How TLS is used.
     *
     * @return the mode
     */
    public TlsMode tlsMode() {
        return tlsMode;
    }

    /**
     * The context for TLS: its trust decides about the certificate.
     *
     * @return the context, if there is one
     */
    public Optional<SSLContext> tls() {
        return tls;
    }

    /**
     * Whether the name in the certificate has to be that of the address.
     *
     * @return whether it is checked
     */
    public boolean checksName() {
        return checksName;
    }

    /**
     * Who logs in.
     *
     * @return the user name
     */
    public String user() {
        return user;
    }

    /**
     * With what.
     *
     * @return the password
     */
    public String password() {
        return password;
    }

    /**
     * The way to put mail into the maildrop.
     *
     * @return the way, if there is one
     */
    public Optional<Deliverer> deliverer() {
        return deliverer;
    }

    /**
     * Whether checks may remove messages of this account.
     *
     * @return whether they may
     */
    public boolean isDestructive() {
        return destructive;
    }

    /**
     * How long to wait for an answer.
     *
     * @return the limit
     */
    public Duration patience() {
        return patience;
    }

    /**
     * How long to be idle in a session, to see that the server does not end it (R1939-10).
     *
     * @return the time; empty if that is not to be tried
     */
    public Optional<Duration> idle() {
        return idle;
    }

    /**
     * Whether a check is wanted.
     *
     * @param check a check
     * @return whether it is to be done
     */
    public boolean wants(Check check) {
        return only.isEmpty()
                || only.contains(check.name())
                || check.requirements().stream().anyMatch(only::contains);
    }

    /** Without the password. */
    @Override
    public String toString() {
        String way = switch (tlsMode) {
            case NONE -> "without TLS";
            case STLS -> "with STLS";
            case FROM_THE_START -> "with TLS from the start";
        };
        return address.getHostString() + ":" + address.getPort() + ", " + way;
    }

    /** Describes a target; belongs to one thread. */
    public static final class Builder {
        private final InetSocketAddress address;
        private final String user;
        private final String password;
        private TlsMode tlsMode = TlsMode.NONE;
        private Optional<SSLContext> tls = Optional.empty();
        private Optional<Deliverer> deliverer = Optional.empty();
        private boolean checksName;
        private boolean destructive;
        private Duration patience = Duration.ofSeconds(10);
        private Optional<Duration> idle = Optional.empty();
        private List<String> only = List.of();

        private Builder(InetSocketAddress address, String user, String password) {
            this.address = address;
            this.user = user;
            this.password = password;
        }

        /**
         * Uses TLS for every session; where the mode is {@link TlsMode#NONE} only the checks of STLS use the context.
         *
         * @param mode how
         * @param context its trust decides about the certificate
         * @return this
         */
        public Builder tls(TlsMode mode, SSLContext context) {
            this.tlsMode = mode;
            this.tls = Optional.of(context);
            return this;
        }

        /**
         * Has the name in the certificate checked too; where nothing is said the context alone decides.
         *
         * @return this
         */
        public Builder checkName() {
            this.checksName = true;
            return this;
        }

        /**
         * Gives a way to deliver: the checks then bring their own messages.
         *
         * @param way the way
         * @return this
         */
        public Builder deliverer(Deliverer way) {
            this.deliverer = Optional.of(way);
            return this;
        }

        /**
         * Allows checks to remove messages of this account, whosever they are.
         *
         * @return this
         */
        public Builder destructive() {
            this.destructive = true;
            return this;
        }

        /**
         * How long to wait for an answer; 10 s where nothing is said.
         *
         * @param limit greater than zero
         * @return this
         */
        public Builder patience(Duration limit) {
            this.patience = limit;
            return this;
        }

        /**
         * Has one session be idle for a time, to see that the server does not end it (R1939-10: 10 minutes or more).
         *
         * @param time how long
         * @return this
         */
        public Builder idle(Duration time) {
            this.idle = Optional.of(time);
            return this;
        }

        /**
         * Does some checks only.
         *
         * @param names names of checks, or IDs of requirements; none for all
         * @return this
         * @throws IllegalArgumentException if there is no such check
         */
        public Builder only(List<String> names) {
            this.only = List.copyOf(names);
            return this;
        }

        /**
         * Ends the description.
         *
         * @return the target
         */
        public Target build() {
            return new Target(this);
        }
    }
}
