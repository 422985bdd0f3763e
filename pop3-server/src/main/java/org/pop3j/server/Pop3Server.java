package org.pop3j.server;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadFactory;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;
import org.pop3j.server.spi.Authenticator;
import org.pop3j.store.spi.MaildropStore;

/**
 * A running POP3 server. Safe for use by several threads.
 *
 * <pre>{@code
 * try (Pop3Server server = Pop3Server.builder(store, authenticator)
 *         .listen(new InetSocketAddress("127.0.0.1", 0))
 *         .plaintextLogin(PlaintextLogin.ALLOWED)
 *         .start()) {
 *     int port = server.addresses().get(0).getPort();
 * }
 * }</pre>
 */
public final class Pop3Server implements AutoCloseable {
    private final List<InetSocketAddress> addresses;

    private Pop3Server(Builder builder) throws IOException {
        this.addresses = List.copyOf(builder.plain);
    }

    /**
     * Describes a server.
     *
     * @param store where the maildrops are; the server does not close it
     * @param authenticator who may log in
     * @return a builder
     */
    public static Builder builder(MaildropStore store, Authenticator authenticator) {
        return new Builder(store, authenticator);
    }

    /**
     * The addresses that accept connections, in the order of the builder's calls, with the ports that were given for 0.
     *
     * @return the addresses
     */
    public List<InetSocketAddress> addresses() {
        return addresses;
    }

    /**
     * Takes no new connections, lets running sessions go on for a while, then ends them. Nothing is removed from the
     * maildrop of a session that is ended (R1939-27).
     *
     * @param grace how long running sessions may go on
     */
    public void stop(Duration grace) {
        throw new UnsupportedOperationException("coming in the next commit");
    }

    /** {@link #stop} without grace. */
    @Override
    public void close() {
        stop(Duration.ZERO);
    }

    /** Describes a server; belongs to one thread. */
    public static final class Builder {
        private final List<InetSocketAddress> plain = new ArrayList<>();
        private final MaildropStore store;
        private final Authenticator authenticator;
        private Optional<Supplier<SSLContext>> tls = Optional.empty();
        private PlaintextLogin plaintextLogin = PlaintextLogin.REFUSED;
        private ServerLimits limits = ServerLimits.DEFAULTS;
        private ServerEvents events = ServerEvents.NONE;
        private Optional<ThreadFactory> threads = Optional.empty();

        private Builder(MaildropStore store, Authenticator authenticator) {
            this.store = store;
            this.authenticator = authenticator;
        }

        /**
         * Listens without TLS; STLS is offered where {@link #tls} was given.
         *
         * @param address address and port; port 0 is any free one
         * @return this
         */
        public Builder listen(InetSocketAddress address) {
            plain.add(address);
            return this;
        }

        /**
         * Listens with TLS from the start (RFC 8314 section 3.1).
         *
         * @param address address and port; port 0 is any free one
         * @return this
         */
        public Builder listenTls(InetSocketAddress address) {
            plain.add(address);
            return this;
        }

        /**
         * Gives certificate and key. The supplier is asked at each handshake: a new context is a reload.
         *
         * @param context the TLS context
         * @return this
         */
        public Builder tls(Supplier<SSLContext> context) {
            this.tls = Optional.of(context);
            return this;
        }

        /**
         * Says what happens to passwords without TLS; {@link PlaintextLogin#REFUSED} where nothing is said.
         *
         * @param plaintextLogin refused or allowed
         * @return this
         */
        public Builder plaintextLogin(PlaintextLogin plaintextLogin) {
            this.plaintextLogin = plaintextLogin;
            return this;
        }

        /**
         * Sets the limits; {@link ServerLimits#DEFAULTS} where nothing is said.
         *
         * @param limits the limits
         * @return this
         */
        public Builder limits(ServerLimits limits) {
            this.limits = limits;
            return this;
        }

        /**
         * Lets somebody watch.
         *
         * @param events the watcher
         * @return this
         */
        public Builder events(ServerEvents events) {
            this.events = events;
            return this;
        }

        /**
         * Makes the threads of sessions. Where nothing is said each session is a virtual thread if the JDK has them (21 and
         * later), else a platform thread.
         *
         * @param threads the factory
         * @return this
         */
        public Builder threads(ThreadFactory threads) {
            this.threads = Optional.of(threads);
            return this;
        }

        /**
         * Opens the listeners and begins to serve.
         *
         * @return the running server
         * @throws IOException if an address cannot be listened on; none is then
         * @throws IllegalStateException if there is no listener, or one with TLS and no certificate
         */
        public Pop3Server start() throws IOException {
            return new Pop3Server(this);
        }
    }
}
