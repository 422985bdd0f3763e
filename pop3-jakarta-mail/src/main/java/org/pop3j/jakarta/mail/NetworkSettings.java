package org.pop3j.jakarta.mail;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.UnaryOperator;
import javax.net.SocketFactory;
import org.pop3j.client.ClientLimits;
import org.pop3j.client.Pop3Client;
import org.pop3j.client.QuirkProfile;
import org.pop3j.client.Timeouts;
import org.pop3j.codec.Capability;

/** What the properties of a store say about the way to the server; belongs to the thread that gathers. */
final class NetworkSettings {
    /**
     * Octets a second. The slowest modem brings twenty times as much; a server that lets fall an octet now and then would hold the
     * program for ever (S-08).
     */
    private static final long MINIMUM_RATE = 10;

    private OptionalInt port = OptionalInt.empty();
    private Timeouts timeouts = Timeouts.DEFAULTS;
    private ClientLimits limits = ClientLimits.DEFAULTS.withMinimumOctetsPerSecond(MINIMUM_RATE);
    private Optional<SocketFactory> sockets = Optional.empty();
    private Fallback fallback = Fallback.NONE;
    private Optional<InetAddress> localAddress = Optional.empty();
    private int localPort;
    private ProxySettings proxies = ProxySettings.NONE;
    private Asking asking = Asking.CAPA;
    private Pipelining pipelining = Pipelining.WHERE_ANNOUNCED;
    private QuirkProfile quirks = QuirkProfile.STANDARD;

    private enum Asking {
        CAPA,
        NEVER
    }

    private enum Pipelining {
        WHERE_ANNOUNCED,
        ASSUMED
    }

    private enum Fallback {
        NONE,
        PLAIN_SOCKET
    }

    void port(int number) {
        port = OptionalInt.of(number);
    }

    void connectTime(Duration time) {
        timeouts = timeouts.withConnect(time);
    }

    /** One time for whatever comes from the server, as users of {@code mail.pop3.timeout} know it. */
    void readTime(Duration time) {
        timeouts = timeouts.withTlsHandshake(time)
                .withGreeting(time)
                .withRead(time)
                .withAuthentication(time)
                .withQuit(time);
    }

    void writeTime(Duration time) {
        timeouts = timeouts.withWrite(time);
    }

    void operationTime(Duration time) {
        timeouts = timeouts.withOperation(time);
    }

    void minimumRate(long octetsPerSecond) {
        limits = limits.withMinimumOctetsPerSecond(octetsPerSecond);
    }

    void channels(boolean wanted) {
        sockets = wanted ? Optional.of(new ChannelSockets()) : sockets;
    }

    void sockets(SocketFactory factory) {
        sockets = Optional.of(factory);
    }

    void fallback(boolean wanted) {
        fallback = wanted ? Fallback.PLAIN_SOCKET : Fallback.NONE;
    }

    void localAddress(InetAddress address) {
        localAddress = Optional.of(address);
    }

    void localPort(int number) {
        localPort = number;
    }

    Timeouts timeouts() {
        return timeouts;
    }

    ClientLimits limits() {
        return limits;
    }

    void proxies(UnaryOperator<ProxySettings> change) {
        proxies = change.apply(proxies);
    }

    void disableCapa(boolean wanted) {
        asking = wanted ? Asking.NEVER : Asking.CAPA;
    }

    void assumePipelining(boolean wanted) {
        pipelining = wanted ? Pipelining.ASSUMED : Pipelining.WHERE_ANNOUNCED;
    }

    void quirks(QuirkProfile profile) {
        quirks = profile;
    }

    int portOr(int given, int usual) {
        return given > 0 ? given : port.orElse(usual);
    }

    /** Whether a connection that the factory of the application does not give is tried once more without it. */
    boolean hasFallback() {
        return fallback == Fallback.PLAIN_SOCKET && sockets.isPresent();
    }

    void applyTo(Pop3Client.Builder builder) {
        apply(builder, bound(sockets));
    }

    void applyWithoutFactoryTo(Pop3Client.Builder builder) {
        apply(builder, bound(Optional.empty()));
    }

    private void apply(Pop3Client.Builder builder, Optional<SocketFactory> factory) {
        builder.timeouts(timeouts).limits(limits).quirks(quirks);
        factory.ifPresent(builder::socketFactory);
        proxies.proxy().ifPresent(builder::proxy);
        if (asking == Asking.NEVER) {
            builder.neverAskCapabilities();
        }
        if (pipelining == Pipelining.ASSUMED) {
            builder.assume(Capability.of("PIPELINING"));
        }
    }

    private Optional<SocketFactory> bound(Optional<SocketFactory> factory) {
        if (localAddress.isEmpty() && localPort == 0) {
            return factory;
        }
        InetSocketAddress local = localAddress
                .map(address -> new InetSocketAddress(address, localPort))
                .orElseGet(() -> new InetSocketAddress(localPort));
        return Optional.of(new BoundSockets(factory.orElseGet(SocketFactory::getDefault), local));
    }
}
