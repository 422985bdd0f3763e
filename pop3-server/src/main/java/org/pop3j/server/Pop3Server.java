package org.pop3j.server;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadFactory;
import java.util.function.LongSupplier;
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
    /** How long ended sessions may take to let go of their maildrops. */
    private static final Duration RELEASE_PATIENCE = Duration.ofSeconds(10);

    private static final System.Logger LOG = System.getLogger(Pop3Server.class.getName());

    private final Service service;
    private final List<Listener> listeners;

    private Pop3Server(Service service, List<Listener> listeners) {
        this.service = service;
        this.listeners = List.copyOf(listeners);
    }

    /**
     * Describes a server.
     *
     * @param store where the maildrops are; the server does not close it
     * @param authenticator who may log in, by USER and PASS and by the usual mechanisms: {@link Logins#of}
     * @return a builder
     */
    public static Builder builder(MaildropStore store, Authenticator authenticator) {
        return builder(store, Logins.of(authenticator));
    }

    /**
     * Describes a server.
     *
     * @param store where the maildrops are; the server does not close it
     * @param logins who may log in, and how
     * @return a builder
     */
    public static Builder builder(MaildropStore store, Logins logins) {
        return new Builder(store, logins);
    }

    /**
     * The addresses that accept connections, in the order of the builder's calls, with the ports that were given for 0.
     *
     * @return the addresses
     */
    public List<InetSocketAddress> addresses() {
        return listeners.stream().map(Listener::address).toList();
    }

    /**
     * Takes no new connections, lets running sessions go on for a while, then ends them by closing their connections.
     * Nothing is removed from the maildrop of a session that is ended (R1939-27). May be called twice.
     *
     * @param grace how long running sessions may go on
     */
    public void stop(Duration grace) {
        if (service.isAborting()) {
            // Whoever still waits for a store that does not answer has been waited for.
            return;
        }
        service.takeNoMore();
        closeAll(listeners);
        if (!service.awaitNoSessions(grace)) {
            service.abortSessions();
            if (!service.awaitNoSessions(RELEASE_PATIENCE)) {
                LOG.log(Level.WARNING, "some sessions still wait for their store after {0}", RELEASE_PATIENCE);
            }
        }
        service.close();
    }

    /** {@link #stop} without grace. */
    @Override
    public void close() {
        stop(Duration.ZERO);
    }

    private static void closeAll(List<Listener> listeners) {
        for (Listener listener : listeners) {
            try {
                listener.close();
            } catch (IOException e) {
                LOG.log(Level.WARNING, "closing a listener failed: {0}", e.getMessage());
            }
        }
    }

    /** Describes a server; belongs to one thread. */
    public static final class Builder {
        private final List<Address> addresses = new ArrayList<>();
        private final MaildropStore store;
        private final Logins logins;
        private Optional<Supplier<SSLContext>> tls = Optional.empty();
        private ClientCertificates clientCertificates = ClientCertificates.NONE;
        private PlaintextLogin plaintextLogin = PlaintextLogin.REFUSED;
        private ServerLimits limits = ServerLimits.DEFAULTS;
        private ServerTimes times = ServerTimes.DEFAULTS;
        private ServerEvents events = ServerEvents.NONE;
        private Optional<ThreadFactory> threads = Optional.empty();
        private LongSupplier nanoClock = System::nanoTime;

        private Builder(MaildropStore store, Logins logins) {
            this.store = store;
            this.logins = logins;
        }

        /**
         * Listens without TLS; STLS is offered where {@link #tls} was given.
         *
         * @param address address and port; port 0 is any free one
         * @return this
         */
        public Builder listen(InetSocketAddress address) {
            addresses.add(new Address(address, Service.Start.PLAIN));
            return this;
        }

        /**
         * Listens with TLS from the start (RFC 8314 section 3.1).
         *
         * @param address address and port; port 0 is any free one
         * @return this
         */
        public Builder listenTls(InetSocketAddress address) {
            addresses.add(new Address(address, Service.Start.TLS));
            return this;
        }

        /**
         * Listens with TLS from the start and takes TLS 1.0 and 1.1 there too, which RFC 8996 forbids: for clients that
         * cannot be renewed, on networks that are trusted. The JDK must allow these versions as well: take {@code TLSv1}
         * and {@code TLSv1.1} out of the security property {@code jdk.tls.disabledAlgorithms} before the first class of TLS
         * is loaded. Other listeners keep to TLS 1.2 and later.
         *
         * @param address address and port; port 0 is any free one
         * @return this
         */
        public Builder listenLegacyTls(InetSocketAddress address) {
            addresses.add(new Address(address, Service.Start.LEGACY_TLS));
            return this;
        }

        /**
         * Gives certificate and key. The supplier is asked at each handshake: a new context is a reload, an old one again
         * lets clients resume their TLS sessions.
         *
         * @param context the TLS context
         * @return this
         */
        public Builder tls(Supplier<SSLContext> context) {
            this.tls = Optional.of(context);
            return this;
        }

        /**
         * Says whether clients show certificates at the handshake; {@link ClientCertificates#NONE} where nothing is said.
         * The trust managers of the TLS context decide which are believed.
         *
         * @param clientCertificates none, wanted or required
         * @return this
         */
        public Builder clientCertificates(ClientCertificates clientCertificates) {
            this.clientCertificates = clientCertificates;
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
         * Sets the times; {@link ServerTimes#DEFAULTS} where nothing is said.
         *
         * @param times the times
         * @return this
         */
        public Builder times(ServerTimes times) {
            this.times = times;
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
         * @throws IllegalStateException if there is no listener, or one with TLS and no certificate, or a mechanism that
         *     nobody serves
         */
        public Pop3Server start() throws IOException {
            checkComplete();
            List<Listener> listeners = openListeners();
            Service service = service();
            ThreadFactory acceptors = SessionThreads.platform("pop3-accept-");
            for (int i = 0; i < listeners.size(); i++) {
                Listener listener = listeners.get(i);
                Service.Start start = addresses.get(i).start();
                acceptors
                        .newThread(() -> listener.acceptUntilClosed(client -> service.serve(client, start)))
                        .start();
            }
            return new Pop3Server(service, listeners);
        }

        /** The service without listeners: what tests drive in memory. */
        Service service() {
            ServerSettings settings = new ServerSettings(
                    store, logins, tls, clientCertificates, plaintextLogin, limits, times, new GuardedEvents(events));
            return new Service(settings, threads.orElseGet(SessionThreads::preferred), nanoClock);
        }

        /** A clock that tests can move, in nanoseconds. */
        Builder nanoClock(LongSupplier nanoClock) {
            this.nanoClock = nanoClock;
            return this;
        }

        private void checkComplete() {
            logins.requireComplete();
            if (addresses.isEmpty()) {
                throw new IllegalStateException("a server needs an address: call listen or listenTls");
            }
            if (tls.isEmpty() && addresses.stream().anyMatch(a -> a.start() != Service.Start.PLAIN)) {
                throw new IllegalStateException("listenTls needs a certificate: call tls");
            }
        }

        private List<Listener> openListeners() throws IOException {
            List<Listener> listeners = new ArrayList<>();
            try {
                for (Address address : addresses) {
                    listeners.add(new Listener(address.address()));
                }
                return listeners;
            } catch (IOException e) {
                closeAll(listeners);
                throw e;
            }
        }

        private record Address(InetSocketAddress address, Service.Start start) {}
    }
}
