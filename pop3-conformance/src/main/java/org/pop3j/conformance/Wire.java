package org.pop3j.conformance;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.time.Duration;
import javax.net.ssl.SSLContext;

/**
 * A connection as a dialogue needs it. One thread reads, one thread writes; {@link #reset()} and {@link #close()} may be
 * called by any.
 */
public interface Wire extends Closeable {
    /**
     * Sends octets now: as one segment as far as that is ours to say.
     *
     * @param octets the octets
     * @param offset where they begin
     * @param length how many
     * @throws IOException if the connection is broken
     */
    void write(byte[] octets, int offset, int length) throws IOException;

    /**
     * Takes what has arrived, at least one octet.
     *
     * @param into where to put it
     * @param limit how long to wait for the first octet, greater than zero
     * @return how many octets, or -1 if the other side has closed
     * @throws SocketTimeoutException if nothing arrived in time; the wire stays usable
     * @throws IOException if the connection is broken
     */
    int read(byte[] into, Duration limit) throws IOException;

    /**
     * Does a TLS handshake, as the side that opened or that accepted the connection.
     *
     * @param limit how long to wait for each answer
     * @throws IOException if the handshake fails
     * @throws IllegalStateException if this wire cannot do TLS
     */
    void startTls(Duration limit) throws IOException;

    /**
     * Closes the direction to the other side; reading goes on.
     *
     * @throws IOException if the connection is broken
     */
    void closeOutput() throws IOException;

    /**
     * Breaks the connection off: TCP RST where there is TCP. Ends blocked reads and writes.
     *
     * @throws IOException if that failed
     */
    void reset() throws IOException;

    /**
     * Connects without TLS. A {@code TLS} step needs {@link #tcp(InetSocketAddress, SSLContext)}.
     *
     * @param address the server
     * @return an open wire
     * @throws IOException if there is no connection within {@link Dialogue#STEP_LIMIT}
     */
    static Wire tcp(InetSocketAddress address) throws IOException {
        return SocketWire.connect(address, Tls.NONE);
    }

    /**
     * Connects without TLS; {@code TLS} steps use the given context, and its trust decides about the certificate. The name
     * in the certificate is not checked.
     *
     * @param address the server
     * @param context for STLS
     * @return an open wire
     * @throws IOException if there is no connection within {@link Dialogue#STEP_LIMIT}
     */
    static Wire tcp(InetSocketAddress address, SSLContext context) throws IOException {
        return SocketWire.connect(address, Tls.client(context));
    }

    /**
     * Connects with TLS from the start (RFC 8314 section 3.1). The name in the certificate is not checked.
     *
     * @param address the server
     * @param context its trust decides about the certificate
     * @return an open wire after the handshake
     * @throws IOException if there is no connection within {@link Dialogue#STEP_LIMIT}, or the handshake fails
     */
    static Wire tls(InetSocketAddress address, SSLContext context) throws IOException {
        Wire wire = SocketWire.connect(address, Tls.client(context));
        try {
            wire.startTls(Dialogue.STEP_LIMIT);
            return wire;
        } catch (IOException e) {
            wire.close();
            throw e;
        }
    }

    /**
     * Takes any pair of streams, in memory for example. It cannot do TLS; its reset closes both streams. A thread reads
     * ahead from the stream until it ends.
     *
     * @param fromPeer what the other side sends
     * @param toPeer what the other side gets
     * @return an open wire; closing it closes both streams
     */
    static Wire of(InputStream fromPeer, OutputStream toPeer) {
        return new StreamWire(fromPeer, toPeer);
    }
}
