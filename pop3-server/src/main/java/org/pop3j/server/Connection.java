package org.pop3j.server;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketAddress;
import java.util.Optional;
import javax.net.ssl.SSLSession;
import org.pop3j.codec.LineReader;

/**
 * One client: reads its command lines, takes the answers, upgrades to TLS. Every wait is under the guard's time limits.
 * Belongs to the session's thread.
 */
final class Connection {
    private static final int INPUT_OCTETS = 1024;

    private final Transport transport;
    private final Watchdog.Guard guard;
    private final BufferPool pool;
    private final ServerTimes times;
    private LineReader reader;
    private Outbox outbox;
    private Channel channel;

    Connection(Transport transport, Watchdog.Guard guard, BufferPool pool, ServerTimes times) throws IOException {
        this.transport = transport;
        this.guard = guard;
        this.pool = pool;
        this.times = times;
        this.channel = Channel.of(transport.tls());
        this.outbox = new Outbox(transport.output(), pool, guard, times.writeStall());
        this.reader = new LineReader(new AnsweredFirst(transport.input()), INPUT_OCTETS);
    }

    SocketAddress peer() {
        return transport.peer();
    }

    Channel channel() {
        return channel;
    }

    /** TLS version and cipher suite, for logs (R8314-08). */
    String securityText() {
        Optional<SSLSession> tls = transport.tls();
        return tls.map(s -> s.getProtocol() + " " + s.getCipherSuite()).orElse("no TLS");
    }

    /**
     * Reads a line.
     *
     * @return an octet string, empty if the line was too long and has been swallowed (R2449-05)
     */
    Optional<String> readLine(int limitOctets) throws IOException {
        guard.limitCommand(times.idle());
        Optional<String> line = reader.readLine(limitOctets);
        guard.endCommand();
        return line;
    }

    void send(Answer answer) throws IOException {
        answer.writeTo(outbox);
    }

    /** Nobody is limited to the time for logging in any more. */
    void loggedIn() {
        guard.loggedIn();
    }

    /**
     * Starts TLS. Octets that came before the handshake are an attack: the connection is closed, none of them is ever read
     * as a command (R2595-05, S-01).
     */
    void startTls() throws IOException {
        outbox.flush();
        if (reader.bufferedOctets() > 0) {
            throw new IOException("octets behind STLS and before the handshake: closed as an injection");
        }
        guard.limitStep(times.tlsHandshake());
        transport.startTls();
        guard.endStep();
        channel = Channel.of(transport.tls());
        outbox = new Outbox(transport.output(), pool, guard, times.writeStall());
        reader = new LineReader(new AnsweredFirst(transport.input()), INPUT_OCTETS);
    }

    /** Sends what is left, says the end and closes. */
    void close() throws IOException {
        outbox.flush();
        guard.limitStep(times.writeStall());
        transport.close();
        guard.endStep();
    }

    /** Closes without another octet (R1939-11). */
    void abort() {
        outbox.release();
        transport.abort();
    }

    /** Before waiting for the client everything that it is waiting for is sent: no command is left in the input then. */
    private final class AnsweredFirst extends FilterInputStream {
        AnsweredFirst(InputStream client) {
            super(client);
        }

        @Override
        public int read(byte[] target, int offset, int count) throws IOException {
            outbox.flush();
            return in.read(target, offset, count);
        }
    }
}
