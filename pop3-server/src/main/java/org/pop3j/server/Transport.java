package org.pop3j.server;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.SocketAddress;
import java.util.Optional;
import javax.net.ssl.SSLSession;

/** The octets of one client, with or without TLS: a socket, or streams in memory for tests. */
interface Transport extends Closeable {
    InputStream input() throws IOException;

    OutputStream output() throws IOException;

    SocketAddress peer();

    /** The TLS session, empty while there is none. */
    Optional<SSLSession> tls();

    /** Does the TLS handshake; {@link #input()} and {@link #output()} are others afterwards. */
    void startTls() throws IOException;

    /** Says the end (TLS: close_notify, R8314-03) and closes; may wait for what is still being written. */
    @Override
    void close() throws IOException;

    /** Closes at once, from any thread: whoever reads or writes gets an exception. */
    void abort();
}
