package org.pop3j.conformance;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.net.ssl.SSLContext;

/**
 * A server on loopback that keeps to a script: to test clients. The first connection gets the first dialogue, the second
 * the second, and so on; after the last it listens no more.
 *
 * <pre>{@code
 * try (ScriptedPeer peer = ScriptedPeer.start(Dialogue.parse("""
 *         S: +OK ready
 *         C: QUIT
 *         S: +OK
 *         S: <EOF>
 *         """))) {
 *     // let the client under test connect to peer.address()
 *     peer.verify();
 * }
 * }</pre>
 *
 * <p>After the last step of a dialogue the client must say nothing more, unless the server ended it ({@code S: <EOF>},
 * {@code S: <RESET>}, {@code S: <SILENCE>}). Safe for use by several threads.
 */
public final class ScriptedPeer implements AutoCloseable {
    private final List<Dialogue> dialogues;
    private final Delivery delivery;
    private final Duration stepLimit;
    private final Tls tls;
    private final ServerSocket listener;
    private final List<ScriptedConnection> connections = new CopyOnWriteArrayList<>();
    private final FutureTask<Void> accepting = new FutureTask<>(this::acceptAll);
    private final AtomicBoolean judged = new AtomicBoolean();

    private ScriptedPeer(Builder builder) throws IOException {
        this.dialogues = List.of(builder.dialogues);
        this.delivery = builder.delivery;
        this.stepLimit = builder.stepLimit;
        this.tls = builder.tls;
        this.listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Threads.start("scripted peer", accepting);
    }

    /**
     * Starts a peer without TLS that sends each group of lines as one segment.
     *
     * @param dialogues one for each connection
     * @return the listening peer
     * @throws IOException if it cannot listen
     */
    public static ScriptedPeer start(Dialogue... dialogues) throws IOException {
        return builder(dialogues).start();
    }

    /**
     * Describes a peer.
     *
     * @param dialogues one for each connection
     * @return a builder
     */
    public static Builder builder(Dialogue... dialogues) {
        return new Builder(dialogues);
    }

    /**
     * Where the peer listens.
     *
     * @return a loopback address
     */
    public InetSocketAddress address() {
        return new InetSocketAddress(listener.getInetAddress(), listener.getLocalPort());
    }

    /**
     * The port where the peer listens.
     *
     * @return the port
     */
    public int port() {
        return listener.getLocalPort();
    }

    /**
     * Everything that each client has sent so far, secrets included: not for logs.
     *
     * @return an octet string a connection, in the order of the connections
     */
    public List<String> received() {
        return connections.stream().map(ScriptedConnection::received).toList();
    }

    /**
     * The verdict, asked for when the client has done its work. Waits for dialogues that are not at their end, no longer
     * than a step may take.
     *
     * @throws DialogueFailure if a client did not keep to its dialogue, or there was none for a dialogue
     */
    public void verify() {
        judged.set(true);
        awaitConnections();
        for (ScriptedConnection connection : connections) {
            connection.verify();
        }
    }

    /** Ends everything; {@link #verify()} comes first where nobody has asked for the verdict yet. */
    @Override
    public void close() throws IOException {
        try {
            if (!judged.get()) {
                verify();
            }
        } finally {
            listener.close();
            for (ScriptedConnection connection : connections) {
                connection.close();
            }
        }
    }

    private Void acceptAll() throws IOException {
        try (listener) {
            for (Dialogue dialogue : dialogues) {
                accept(dialogue);
            }
        }
        return null;
    }

    private void accept(Dialogue dialogue) throws IOException {
        Socket socket = listener.accept();
        ScriptedConnection connection =
                new ScriptedConnection(dialogue, new RecordingWire(new SocketWire(socket, tls)));
        connections.add(connection);
        connection.start(delivery, stepLimit);
    }

    private void awaitConnections() {
        try {
            accepting.get(stepLimit.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            throw new DialogueFailure(
                    "expected " + dialogues.size() + " connections, one for each dialogue, got " + connections.size(),
                    e);
        } catch (ExecutionException e) {
            throw new DialogueFailure("the peer could not accept a connection: " + e.getCause(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new DialogueFailure("interrupted while waiting for a client", e);
        }
    }

    /** Describes a peer; belongs to one thread. */
    public static final class Builder {
        private final Dialogue[] dialogues;
        private Delivery delivery = Delivery.ONE_SEGMENT;
        private Duration stepLimit = Dialogue.STEP_LIMIT;
        private Tls tls = Tls.NONE;

        private Builder(Dialogue... dialogues) {
            this.dialogues = dialogues.clone();
        }

        /**
         * In which pieces the server's lines are sent; {@link Delivery#ONE_SEGMENT} where nothing is said.
         *
         * @param delivery not {@link Delivery#PIPELINED}: a server answers
         * @return this
         * @throws IllegalArgumentException if it is pipelined
         */
        public Builder delivery(Delivery delivery) {
            if (delivery == Delivery.PIPELINED) {
                throw new IllegalArgumentException("a server does not pipeline: it answers");
            }
            this.delivery = delivery;
            return this;
        }

        /**
         * How long each step may take; {@link Dialogue#STEP_LIMIT} where nothing is said.
         *
         * @param stepLimit greater than zero
         * @return this
         */
        public Builder stepLimit(Duration stepLimit) {
            this.stepLimit = stepLimit;
            return this;
        }

        /**
         * Gives certificate and key for {@code TLS} steps (STLS).
         *
         * @param context the TLS context
         * @return this
         */
        public Builder tls(SSLContext context) {
            this.tls = Tls.server(context);
            return this;
        }

        /**
         * Does TLS from the start (RFC 8314 section 3.1), before the first step.
         *
         * @param context the TLS context
         * @return this
         */
        public Builder tlsFromTheStart(SSLContext context) {
            Arrays.setAll(dialogues, i -> Dialogue.TLS.then(dialogues[i]));
            return tls(context);
        }

        /**
         * Begins to listen on a free loopback port.
         *
         * @return the listening peer
         * @throws IOException if it cannot listen
         */
        public ScriptedPeer start() throws IOException {
            return new ScriptedPeer(this);
        }
    }
}
