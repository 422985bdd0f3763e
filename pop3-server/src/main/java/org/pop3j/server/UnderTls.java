package org.pop3j.server;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.SocketException;

/**
 * A client's plain socket as the JDK's TLS sees it: while the client is waited for its handshake holds no {@linkplain
 * Handshakes turn}, and the {@linkplain RecordWatch heads of records} are looked at. Everything else goes to the plain
 * socket.
 */
final class UnderTls extends Socket {
    private final Socket plain;
    private final Handshakes.Turn turn;
    private final RecordWatch records = new RecordWatch();

    UnderTls(Socket plain, Handshakes.Turn turn) {
        this.plain = plain;
        this.turn = turn;
    }

    /** The handshake has succeeded. */
    void settle() {
        turn.close();
        records.settle();
    }

    @Override
    public InputStream getInputStream() throws IOException {
        return new WatchedInput(plain.getInputStream());
    }

    private final class WatchedInput extends FilterInputStream {
        WatchedInput(InputStream client) {
            super(client);
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] target, int offset, int count) throws IOException {
            turn.leave();
            int got = in.read(target, offset, count);
            turn.enter();
            if (got > 0) {
                records.see(target, offset, got);
            }
            return got;
        }
    }

    @Override
    public OutputStream getOutputStream() throws IOException {
        return plain.getOutputStream();
    }

    @Override
    public boolean isConnected() {
        return plain.isConnected();
    }

    @Override
    public boolean isBound() {
        return plain.isBound();
    }

    @Override
    public boolean isClosed() {
        return plain.isClosed();
    }

    @Override
    public boolean isInputShutdown() {
        return plain.isInputShutdown();
    }

    @Override
    public boolean isOutputShutdown() {
        return plain.isOutputShutdown();
    }

    @Override
    public void shutdownInput() throws IOException {
        plain.shutdownInput();
    }

    @Override
    public void shutdownOutput() throws IOException {
        plain.shutdownOutput();
    }

    @Override
    public void close() throws IOException {
        plain.close();
    }

    @Override
    public InetAddress getInetAddress() {
        return plain.getInetAddress();
    }

    @Override
    public InetAddress getLocalAddress() {
        return plain.getLocalAddress();
    }

    @Override
    public int getPort() {
        return plain.getPort();
    }

    @Override
    public int getLocalPort() {
        return plain.getLocalPort();
    }

    @Override
    public SocketAddress getRemoteSocketAddress() {
        return plain.getRemoteSocketAddress();
    }

    @Override
    public SocketAddress getLocalSocketAddress() {
        return plain.getLocalSocketAddress();
    }

    @Override
    public void setSoTimeout(int milliseconds) throws SocketException {
        plain.setSoTimeout(milliseconds);
    }

    @Override
    public int getSoTimeout() throws SocketException {
        return plain.getSoTimeout();
    }

    @Override
    public void setSoLinger(boolean lingers, int seconds) throws SocketException {
        plain.setSoLinger(lingers, seconds);
    }

    @Override
    public int getSoLinger() throws SocketException {
        return plain.getSoLinger();
    }
}
