package org.pop3j.conformance;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;

/**
 * A TCP proxy on loopback that stands for a slow or broken network: it delays, cuts, and stops reading. It takes any
 * number of connections; figures count all of them together. Safe for use by several threads.
 */
public final class Proxy implements AutoCloseable {
    /** The two ways through the proxy. */
    public enum Direction {
        /** From the client to the server. */
        TO_SERVER,
        /** From the server to the client. */
        TO_CLIENT
    }

    /** How a connection is cut. */
    public enum Cut {
        /** Both sides get a FIN: the connection looks closed in an orderly way. */
        FIN,
        /** Both sides get an RST: the connection looks broken. */
        RST
    }

    private final InetSocketAddress target;
    private final ServerSocket listener;
    private final Map<Direction, Lane> lanes;
    private final Set<ProxiedConnection> connections = ConcurrentHashMap.newKeySet();
    private final AtomicLong clientTurns = new AtomicLong();
    private final AtomicReference<Direction> speaking = new AtomicReference<>(Direction.TO_CLIENT);

    private Proxy(Builder builder) throws IOException {
        this.target = builder.target;
        this.lanes = new EnumMap<>(Direction.class);
        for (Direction direction : Direction.values()) {
            lanes.put(
                    direction,
                    new Lane(builder.delay, Optional.ofNullable(builder.cuts.get(direction)), () -> spoken(direction)));
        }
        this.listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Threads.start("proxy", this::acceptAll);
    }

    /**
     * Describes a proxy; without more it forwards everything at once.
     *
     * @param target the server
     * @return a builder
     */
    public static Builder to(InetSocketAddress target) {
        return new Builder(target);
    }

    /**
     * Where clients connect.
     *
     * @return a loopback address
     */
    public InetSocketAddress address() {
        return new InetSocketAddress(listener.getInetAddress(), listener.getLocalPort());
    }

    /**
     * How many octets have been handed on in a direction.
     *
     * @param direction the direction
     * @return octets
     */
    public long octets(Direction direction) {
        return lane(direction).octets();
    }

    /**
     * How often the client began to speak after the server had spoken: the round trips of a session with one connection.
     *
     * @return turns
     */
    public long roundTrips() {
        return clientTurns.get();
    }

    /**
     * Reads no more in a direction, so that its sender's buffers fill up. A read under way may still take one piece, which
     * is not handed on.
     *
     * @param direction the direction
     */
    public void stopReading(Direction direction) {
        lane(direction).stop();
    }

    /**
     * Goes on after {@link #stopReading}.
     *
     * @param direction the direction
     */
    public void resumeReading(Direction direction) {
        lane(direction).resume();
    }

    /** Listens no more and breaks off all connections. */
    @Override
    public void close() throws IOException {
        listener.close();
        for (ProxiedConnection connection : connections) {
            connection.reset();
        }
        lanes.values().forEach(Lane::resume);
    }

    private void acceptAll() {
        try {
            while (true) {
                connect(listener.accept());
            }
        } catch (IOException closed) {
            // The listener is closed: the proxy has ended.
            return;
        }
    }

    private void connect(Socket client) throws IOException {
        Socket server = new Socket();
        try {
            server.connect(target, Math.toIntExact(Dialogue.STEP_LIMIT.toMillis()));
        } catch (IOException refused) {
            // To the client it looks as if the network had broken the connection.
            client.setSoLinger(true, 0);
            client.close();
            server.close();
            return;
        }
        ProxiedConnection connection = new ProxiedConnection(client, server);
        connections.add(connection);
        connection.start(lane(Direction.TO_SERVER), lane(Direction.TO_CLIENT));
    }

    private void spoken(Direction direction) {
        if (speaking.getAndSet(direction) != direction && direction == Direction.TO_SERVER) {
            clientTurns.incrementAndGet();
        }
    }

    private Lane lane(Direction direction) {
        return Optional.ofNullable(lanes.get(direction)).orElseThrow();
    }

    /** Where and how a direction is cut. */
    record CutPoint(long octets, Cut cut) {}

    /** Describes a proxy; belongs to one thread. */
    public static final class Builder {
        private final InetSocketAddress target;
        private final Map<Direction, CutPoint> cuts = new EnumMap<>(Direction.class);
        private Duration delay = Duration.ZERO;

        private Builder(InetSocketAddress target) {
            this.target = target;
        }

        /**
         * Delays each direction, without a limit to the rate: a round trip takes twice this time.
         *
         * @param oneWay how long an octet is under way
         * @return this
         */
        public Builder delay(Duration oneWay) {
            this.delay = oneWay;
            return this;
        }

        /**
         * Cuts each connection after exactly this many octets in a direction have been handed on.
         *
         * @param direction whose octets count
         * @param octets how many, 1 or more
         * @param cut how
         * @return this
         */
        public Builder cutAfter(Direction direction, long octets, Cut cut) {
            if (octets < 1) {
                throw new IllegalArgumentException("a connection is cut after 1 octet or more, got " + octets);
            }
            cuts.put(direction, new CutPoint(octets, cut));
            return this;
        }

        /**
         * Begins to listen on a free loopback port.
         *
         * @return the listening proxy
         * @throws IOException if it cannot listen
         */
        public Proxy start() throws IOException {
            return new Proxy(this);
        }
    }
}
