package org.pop3j.client;

import java.net.InetAddress;
import java.net.Proxy;
import java.net.Socket;
import java.util.Optional;
import javax.net.SocketFactory;
import org.pop3j.codec.PeerText;

/**
 * Knows a server and how to reach it; connects as often as asked. Immutable and safe for use by several threads.
 *
 * <p>Without further words it uses TLS on port 995, checks certificate and host name, and waits at most as long as {@link
 * Timeouts#DEFAULTS} says (R8314-06).
 */
public final class Pop3Client {
    private final Settings settings;

    private Pop3Client(Settings settings) {
        this.settings = settings;
    }

    /**
     * Describes a client.
     *
     * @param host the name or address of the server; the name that its certificate must have
     * @return a builder
     * @throws IllegalArgumentException if the host is empty or has characters that no host name has
     */
    public static Builder builder(String host) {
        return new Builder(host);
    }

    /**
     * Connects, sets up TLS as asked, and waits for the greeting. Sends no credentials.
     *
     * @return a session in AUTHORIZATION state
     * @throws Pop3RefusedException if the greeting is negative (C0002); the connection is closed
     * @throws Pop3BrokenException if the server cannot be reached in time, is not believed, does not offer the TLS that is
     *     required (R2595-08), or does not speak POP3
     */
    public Pop3Session connect() throws Pop3Exception {
        return Pop3Session.open(settings);
    }

    /** Host, port and TLS mode. */
    @Override
    public String toString() {
        return "Pop3Client[" + settings.host() + ":" + settings.port() + " " + settings.tls() + "]";
    }

    /** Describes a client; belongs to one thread. */
    public static final class Builder {
        private final String host;
        private Optional<Integer> port = Optional.empty();
        private TlsMode tls = TlsMode.TLS;
        private Trust trust = Trust.system();
        private PlaintextLogin plaintextLogin = PlaintextLogin.REFUSED;
        private Timeouts timeouts = Timeouts.DEFAULTS;
        private ClientLimits limits = ClientLimits.DEFAULTS;
        private Dialer.SocketSource sockets = SocketFactory.getDefault()::createSocket;
        private Dialer.Lookup lookup = Dialer::lookUp;
        private Optional<InetAddress> localAddress = Optional.empty();
        private ProtocolTrace trace = ProtocolTrace.NONE;

        private Builder(String host) {
            if (host.isEmpty() || !host.chars().allMatch(c -> c > 0x20 && c != 0x7F)) {
                throw new IllegalArgumentException("expected a host, got " + PeerText.quote(host));
            }
            this.host = host;
        }

        /**
         * Sets the port; {@link TlsMode#usualPort()} where nothing is said.
         *
         * @param port 1 to 65535
         * @return this
         */
        public Builder port(int port) {
            if (port < 1 || port > 65_535) {
                throw new IllegalArgumentException("expected a port of 1 to 65535, got " + port);
            }
            this.port = Optional.of(port);
            return this;
        }

        /**
         * Sets how the connection gets TLS; {@link TlsMode#TLS} where nothing is said.
         *
         * @param tls the mode
         * @return this
         */
        public Builder tls(TlsMode tls) {
            this.tls = tls;
            return this;
        }

        /**
         * Sets which servers are believed; {@link Trust#system()} where nothing is said.
         *
         * @param trust the trust
         * @return this
         */
        public Builder trust(Trust trust) {
            this.trust = trust;
            return this;
        }

        /**
         * Says whether passwords may go over a connection without TLS; {@link PlaintextLogin#REFUSED} where nothing is said.
         *
         * @param plaintextLogin refused or allowed
         * @return this
         */
        public Builder plaintextLogin(PlaintextLogin plaintextLogin) {
            this.plaintextLogin = plaintextLogin;
            return this;
        }

        /**
         * Sets how long to wait; {@link Timeouts#DEFAULTS} where nothing is said.
         *
         * @param timeouts the times
         * @return this
         */
        public Builder timeouts(Timeouts timeouts) {
            this.timeouts = timeouts;
            return this;
        }

        /**
         * Sets how much to take from the server; {@link ClientLimits#DEFAULTS} where nothing is said.
         *
         * @param limits the limits
         * @return this
         */
        public Builder limits(ClientLimits limits) {
            this.limits = limits;
            return this;
        }

        /**
         * Makes the TCP sockets. The factory's {@code createSocket()} gives unconnected ones; TLS is laid over them.
         *
         * @param factory the factory
         * @return this
         */
        public Builder socketFactory(SocketFactory factory) {
            this.sockets = factory::createSocket;
            this.lookup = Dialer::lookUp;
            return this;
        }

        /**
         * Connects by way of a proxy (SOCKS, or HTTP CONNECT), which then looks up the host's name.
         *
         * @param proxy the proxy
         * @return this
         */
        public Builder proxy(Proxy proxy) {
            this.sockets = () -> new Socket(proxy);
            this.lookup = proxy.type() == Proxy.Type.DIRECT ? Dialer::lookUp : Dialer::leaveToProxy;
            return this;
        }

        /**
         * Binds the sockets to an address of this machine.
         *
         * @param address the address
         * @return this
         */
        public Builder localAddress(InetAddress address) {
            this.localAddress = Optional.of(address);
            return this;
        }

        /**
         * Lets somebody watch the dialogue.
         *
         * @param trace the watcher
         * @return this
         */
        public Builder trace(ProtocolTrace trace) {
            this.trace = trace;
            return this;
        }

        /**
         * Makes the client.
         *
         * @return the client
         */
        public Pop3Client build() {
            int chosen = port.orElse(tls.usualPort());
            Dialer dialer = new Dialer(host, chosen, sockets, lookup, localAddress);
            return new Pop3Client(
                    new Settings(host, chosen, tls, trust, plaintextLogin, timeouts, limits, dialer, trace));
        }
    }
}
