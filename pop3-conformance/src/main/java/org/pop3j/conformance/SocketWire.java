package org.pop3j.conformance;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import javax.net.ssl.SSLSocket;

/** A wire over a socket, with TLS where it was started. */
final class SocketWire implements Wire {
    private final Socket raw;
    private final Tls tls;
    /** The socket that is written and read: {@link #raw}, or the TLS over it. */
    private volatile Socket top;

    SocketWire(Socket connected, Tls tls) throws IOException {
        connected.setTcpNoDelay(true);
        this.raw = connected;
        this.top = connected;
        this.tls = tls;
    }

    static SocketWire connect(InetSocketAddress address, Tls tls) throws IOException {
        Socket socket = new Socket();
        try {
            socket.connect(address, Math.toIntExact(Dialogue.STEP_LIMIT.toMillis()));
            return new SocketWire(socket, tls);
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }

    @Override
    public void write(byte[] octets, int offset, int length) throws IOException {
        top.getOutputStream().write(octets, offset, length);
        top.getOutputStream().flush();
    }

    @Override
    public int read(byte[] into, Duration limit) throws IOException {
        raw.setSoTimeout(millis(limit));
        return top.getInputStream().read(into);
    }

    @Override
    public void startTls(Duration limit) throws IOException {
        SSLSocket secured = tls.layer(raw);
        raw.setSoTimeout(millis(limit));
        secured.startHandshake();
        top = secured;
    }

    @Override
    public void closeOutput() throws IOException {
        top.shutdownOutput();
    }

    @Override
    public void reset() throws IOException {
        raw.setSoLinger(true, 0);
        raw.close();
    }

    @Override
    public void close() throws IOException {
        top.close();
    }

    private static int millis(Duration limit) {
        // Zero would mean no limit to a socket.
        return (int) Math.max(1, Math.min(Integer.MAX_VALUE, limit.toMillis()));
    }
}
