package org.pop3j.client;

import java.net.InetAddress;
import java.net.Proxy;
import java.net.Socket;
import java.util.Optional;
import javax.net.SocketFactory;
import org.pop3j.codec.Capability;
import org.pop3j.codec.PeerText;
import org.pop3j.codec.PopUrl;

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
     * Describes a client for the server of a POP URL (RFC 2384): {@code pop3s} means TLS from the start, the other schemes
     * STLS, without which the connection ends. User and mechanism of the URL are for the login.
     *
     * @param url the URL
     * @return a builder with host, port and TLS mode set
     */
    public static Builder builder(PopUrl url) {
        TlsMode tls = url.scheme() == PopUrl.Scheme.POP3S ? TlsMode.TLS : TlsMode.STLS_REQUIRED;
        return builder(url.host()).port(url.port()).tls(tls);
    }

    /**
     * A client for the server of a POP URL, with everything else as {@link #builder(PopUrl)} has it.
     *
     * @param url the URL
     * @return the client
     */
    public static Pop3Client of(PopUrl url) {
        return builder(url).build();
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

    /**
     * Makes a session over a socket that leads to the server already: an SSH tunnel, a Unix socket, a test. TLS, greeting and
     * the rest are as in {@link #connect()}; the session closes the socket.
     *
     * @param connected a connected socket
     * @return a session in AUTHORIZATION state
     * @throws Pop3RefusedException if the greeting is negative
     * @throws Pop3BrokenException if the server is not believed, does not offer the TLS that is required, or does not speak
     *     POP3
     */
    public Pop3Session connect(Socket connected) throws Pop3Exception {
        return Pop3Session.open(settings, connected);
    }

    /** The settings, for what is built on the client. */
    Settings settings() {
        return settings;
    }

    /** This client without pipelining, for a server that cannot do it though it says so. */
    Pop3Client oneByOne() {
        return new Pop3Client(settings.withLimits(settings.limits().withWindowOctets(0)));
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
        private LoginPolicy loginPolicy = LoginPolicy.strongest();
        private Timeouts timeouts = Timeouts.DEFAULTS;
        private ClientLimits limits = ClientLimits.DEFAULTS;
        private Dialer.SocketSource sockets = SocketFactory.getDefault()::createSocket;
        private Dialer.Lookup lookup = Dialer::lookUp;
        private Optional<InetAddress> localAddress = Optional.empty();
        private Tunnel tunnel = Tunnel.NONE;
        private ProtocolTrace trace = ProtocolTrace.NONE;
        private Conduct conduct = Conduct.DEFAULTS;

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
         * Says by which mechanisms to log in; {@link LoginPolicy#strongest()} where nothing is said.
         *
         * @param loginPolicy the policy
         * @return this
         */
        public Builder loginPolicy(LoginPolicy loginPolicy) {
            this.loginPolicy = loginPolicy;
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
            this.tunnel = Tunnel.NONE;
            return this;
        }

        /**
         * Connects by way of a proxy, with its own credentials if it wants some. The proxy looks up the host's name.
         *
         * @param proxy the proxy
         * @return this
         */
        public Builder proxy(ProxyServer proxy) {
            this.sockets = Socket::new;
            this.lookup = (server, port) -> Dialer.lookUp(proxy.host(), proxy.port());
            this.tunnel = proxy.tunnel();
            return this;
        }

        /**
         * Connects by way of a proxy of the JDK's, with its system-wide credentials; it looks up the host's name. {@link
         * #proxy(ProxyServer)} does more.
         *
         * @param proxy the proxy
         * @return this
         */
        public Builder proxy(Proxy proxy) {
            this.sockets = () -> new Socket(proxy);
            this.lookup = proxy.type() == Proxy.Type.DIRECT ? Dialer::lookUp : Dialer::leaveToProxy;
            this.tunnel = Tunnel.NONE;
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
         * Says what this server does wrong; {@link QuirkProfile#STANDARD} where nothing is said.
         *
         * @param profile the profile
         * @return this
         */
        public Builder quirks(QuirkProfile profile) {
            conduct = new Conduct(
                    profile, conduct.capabilities(), conduct.utf8(), conduct.oversize(), conduct.progress());
            return this;
        }

        /**
         * Takes it that the server has a capability, whatever CAPA says: {@code Capability.of("PIPELINING")} forces
         * pipelining on.
         *
         * @param capability the capability; it replaces the server's line of the same tag
         * @return this
         */
        public Builder assume(Capability capability) {
            return capabilities(conduct.capabilities().assuming(capability));
        }

        /**
         * Takes it that the server has not a capability, whatever CAPA says. Without STLS a connection that needs it fails.
         *
         * @param tag the tag, such as {@code PIPELINING} or {@code TOP}
         * @return this
         */
        public Builder ignore(String tag) {
            return capabilities(conduct.capabilities().ignoring(tag));
        }

        /**
         * Never sends CAPA, for servers that take it amiss: what the server has is what {@link #assume} says, and nothing else.
         *
         * @return this
         */
        public Builder neverAskCapabilities() {
            return capabilities(conduct.capabilities().neverAsking());
        }

        private Builder capabilities(CapabilityOverride override) {
            conduct = new Conduct(conduct.profile(), override, conduct.utf8(), conduct.oversize(), conduct.progress());
            return this;
        }

        /**
         * Says whether to switch to UTF8 mode; {@link Utf8Mode#NEVER} where nothing is said.
         *
         * @param mode the mode
         * @return this
         */
        public Builder utf8(Utf8Mode mode) {
            conduct = new Conduct(
                    conduct.profile(), conduct.capabilities(), mode, conduct.oversize(), conduct.progress());
            return this;
        }

        /**
         * Says what happens to messages larger than {@link ClientLimits#messageOctets()}; {@link Oversize#FAILS} where
         * nothing is said.
         *
         * @param oversize fails or skipped
         * @return this
         */
        public Builder oversize(Oversize oversize) {
            conduct = new Conduct(
                    conduct.profile(), conduct.capabilities(), conduct.utf8(), oversize, conduct.progress());
            return this;
        }

        /**
         * Lets somebody hear how much of each message has come.
         *
         * @param progress the listener
         * @return this
         */
        public Builder progress(TransferProgress progress) {
            conduct = new Conduct(
                    conduct.profile(), conduct.capabilities(), conduct.utf8(), conduct.oversize(), progress);
            return this;
        }

        /**
         * Makes the client.
         *
         * @return the client
         */
        public Pop3Client build() {
            int chosen = port.orElse(tls.usualPort());
            Dialer dialer = new Dialer(host, chosen, sockets, lookup, localAddress, tunnel);
            return new Pop3Client(new Settings(
                    host, chosen, tls, trust, plaintextLogin, loginPolicy, timeouts, limits, dialer, trace, conduct));
        }
    }
}
