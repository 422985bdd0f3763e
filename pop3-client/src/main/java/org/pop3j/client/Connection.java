package org.pop3j.client;

import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.net.ssl.SSLSession;
import javax.net.ssl.SSLSocket;
import org.pop3j.codec.LineReader;

/**
 * One TCP connection and the TLS over it: octets in and out, each wait bounded. Belongs to the thread of the session, except
 * {@link #close()}.
 */
final class Connection implements Closeable {
    /** Holds a TLS record whole, and a good many scan listings. */
    private static final int BUFFER_OCTETS = 32_768;

    private final Settings settings;
    private final Socket raw;
    private final Watchdog watchdog;
    private final AtomicBoolean isClosedHere = new AtomicBoolean();
    private Layer layer;

    /** What the dialogue goes over: the bare socket, or TLS. */
    private record Layer(
            Socket socket, Optional<SSLSession> tls, TimedInput input, LineReader reader, OutputStream output) {
        static Layer over(Socket socket, Socket raw, Optional<SSLSession> tls, Settings settings, Watchdog watchdog)
                throws IOException {
            TimedInput input =
                    new TimedInput(socket, raw, watchdog, settings.limits().minimumOctetsPerSecond());
            return new Layer(socket, tls, input, new LineReader(input, BUFFER_OCTETS), socket.getOutputStream());
        }
    }

    private Connection(Settings settings, Socket raw) throws IOException {
        this.settings = settings;
        this.raw = raw;
        this.watchdog = new Watchdog(this::closeRaw);
        this.layer = Layer.over(raw, raw, Optional.empty(), settings, watchdog);
    }

    static Connection dial(Settings settings) throws IOException {
        return over(settings, settings.dialer().dial(settings.timeouts().connect()));
    }

    /** Over a socket that leads to the server already; whoever made it, the connection closes it. */
    static Connection over(Settings settings, Socket raw) throws IOException {
        try {
            return new Connection(settings, raw);
        } catch (IOException e) {
            raw.close();
            throw e;
        }
    }

    /**
     * Lays TLS over the connection. What was read ahead before is given up with the old reader: the caller has made sure
     * that there is nothing (R2595-06).
     */
    void startTls() throws IOException {
        SSLSocket secured = TlsLayer.over(raw, settings.host(), settings.port(), settings.trust());
        watchdog.watch(settings.timeouts().tlsHandshake());
        try {
            secured.setSoTimeout(0);
            secured.startHandshake();
        } catch (IOException e) {
            throw explained(e, "the TLS handshake was not complete in time");
        } finally {
            watchdog.rest();
        }
        settings.trust().identity().require(settings.host(), secured.getSession());
        layer = Layer.over(secured, raw, Optional.of(secured.getSession()), settings, watchdog);
    }

    Optional<SSLSession> tls() {
        return layer.tls();
    }

    void write(byte[] octets, int length) throws IOException {
        watchdog.watch(settings.timeouts().write());
        try {
            layer.output().write(octets, 0, length);
        } catch (IOException e) {
            throw explained(e, "the server did not take what was sent in time");
        } finally {
            watchdog.rest();
        }
    }

    LineReader reader() {
        return layer.reader();
    }

    /** Bounds the reads from now on; see {@link TimedInput#allow}. */
    void allow(Duration idle, Deadline deadline) {
        layer.input().allow(idle, deadline);
    }

    /** The next read waits for the answer to the only command under way. */
    void expectAnswer() {
        layer.input().expectAnswer();
    }

    /** Whether octets have come that nobody has asked for; over TLS only those that are decrypted already. */
    boolean hasUnasked() throws IOException {
        return layer.reader().bufferedOctets() > 0 || layer.input().available() > 0;
    }

    boolean isClosed() {
        return raw.isClosed();
    }

    /** Ends TLS properly where there is any (R8314-03), then the connection. */
    void closeInOrder() {
        watchdog.watch(settings.timeouts().write());
        try {
            layer.socket().close();
        } catch (IOException alreadyGone) {
            // The dialogue is over and its outcome known: the other side may have hung up first.
        } finally {
            watchdog.rest();
            close();
        }
    }

    /** Closes the raw socket at once, whatever other threads do with it: they fail. */
    @Override
    public void close() {
        isClosedHere.set(true);
        closeRaw();
    }

    /** Whether somebody on this side wanted the end, so that failures need no other explanation. */
    boolean isClosedHere() {
        return isClosedHere.get();
    }

    private void closeRaw() {
        try {
            raw.close();
        } catch (IOException unusable) {
            // There is nothing left to save, and no more to be done about a socket that cannot be closed.
        }
    }

    private IOException explained(IOException failure, String afterBite) {
        if (!watchdog.hasBitten()) {
            return failure;
        }
        SocketTimeoutException timeout = new SocketTimeoutException(afterBite);
        timeout.initCause(failure);
        return timeout;
    }
}
