package org.pop3j.server;

import java.io.Closeable;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Accepts connections on one address. Only plain sockets are accepted; TLS is layered over them by the session's thread,
 * so that a slow handshake holds up nobody else.
 */
final class Listener implements Closeable {
    private static final System.Logger LOG = System.getLogger(Listener.class.getName());
    private static final int BACKLOG = 1024;

    private final ServerSocket socket;

    Listener(InetSocketAddress address) throws IOException {
        this.socket = new ServerSocket();
        try {
            socket.bind(address, BACKLOG);
        } catch (IOException e) {
            socket.close();
            throw new IOException(
                    "cannot listen on " + address.getHostString() + ":" + address.getPort() + ": " + e.getMessage(), e);
        }
    }

    InetSocketAddress address() {
        return (InetSocketAddress) socket.getLocalSocketAddress();
    }

    /** Accepts until closed. */
    void acceptUntilClosed(Consumer<Socket> serve) {
        while (!socket.isClosed()) {
            try {
                prepareAndServe(socket.accept(), serve);
            } catch (IOException e) {
                if (!socket.isClosed()) {
                    LOG.log(Level.WARNING, "accepting a connection on {0} failed: {1}", address(), e.getMessage());
                    pause();
                }
            }
        }
    }

    private static void prepareAndServe(Socket client, Consumer<Socket> serve) throws IOException {
        try {
            client.setTcpNoDelay(true);
            client.setKeepAlive(true);
        } catch (IOException e) {
            client.close();
            throw e;
        }
        serve.accept(client);
    }

    /** Where no descriptor is free the next attempt would fail at once, and the next. */
    private static void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(100);
        } catch (InterruptedException e) {
            throw new IllegalStateException("nobody interrupts a listener", e);
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
