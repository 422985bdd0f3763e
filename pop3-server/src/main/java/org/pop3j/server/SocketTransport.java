package org.pop3j.server;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.System.Logger.Level;
import java.net.Socket;
import java.net.SocketAddress;
import java.util.Optional;
import javax.net.ssl.SSLSession;
import javax.net.ssl.SSLSocket;

/**
 * A client's socket. TLS is layered over the accepted plain socket, so that {@link #abort()} can close the plain one:
 * {@code SSLSocket.close()} waits behind a blocked write.
 */
final class SocketTransport implements Transport {
    private static final System.Logger LOG = System.getLogger(SocketTransport.class.getName());

    /** What is read and thrown away at the end, so that no reset destroys the last answer (R1939-45). */
    private static final int DRAINED_OCTETS = 1 << 16;

    private final Socket plain;
    private final TlsLayer layer;
    private Socket current;
    private Optional<SSLSession> tls = Optional.empty();

    SocketTransport(Socket plain, TlsLayer layer) {
        this.plain = plain;
        this.layer = layer;
        this.current = plain;
    }

    @Override
    public InputStream input() throws IOException {
        return current.getInputStream();
    }

    @Override
    public OutputStream output() throws IOException {
        return current.getOutputStream();
    }

    @Override
    public SocketAddress peer() {
        return plain.getRemoteSocketAddress();
    }

    @Override
    public Optional<SSLSession> tls() {
        return tls;
    }

    @Override
    public void startTls() throws IOException {
        SSLSocket secure = layer.over(plain);
        current = secure;
        tls = Optional.of(secure.getSession());
    }

    @Override
    public void close() throws IOException {
        try {
            current.shutdownOutput();
            drain();
        } finally {
            current.close();
        }
    }

    @Override
    public void abort() {
        try {
            plain.close();
        } catch (IOException e) {
            LOG.log(Level.DEBUG, "closing the connection of {0} failed: {1}", peer(), e.getMessage());
        }
    }

    private void drain() throws IOException {
        InputStream unread = current.getInputStream();
        byte[] scrap = new byte[1024];
        for (int drained = 0; drained < DRAINED_OCTETS && unread.available() > 0; ) {
            drained += Math.max(unread.read(scrap), 1);
        }
    }
}
