package org.pop3j.conformance;

import java.io.IOException;
import java.net.Socket;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;

/**
 * One connection through a {@link Proxy}: the client's socket and the server's. Four threads and whoever closes the proxy may
 * end it at the same time, so looking whether a socket is open and closing it is one step.
 */
final class ProxiedConnection {
    private final ReentrantLock ending = new ReentrantLock();
    private final Socket client;
    private final Socket server;
    private final AtomicBoolean isCut = new AtomicBoolean();
    private final AtomicInteger openDirections = new AtomicInteger(Proxy.Direction.values().length);

    ProxiedConnection(Socket client, Socket server) throws IOException {
        client.setTcpNoDelay(true);
        server.setTcpNoDelay(true);
        this.client = client;
        this.server = server;
    }

    void start(Lane toServer, Lane toClient) {
        new Relay(client, server, toServer, this).start();
        new Relay(server, client, toClient, this).start();
    }

    /** Whether nothing is handed on any more. */
    boolean isCut() {
        return isCut.get();
    }

    void cut(Proxy.Cut cut) throws IOException {
        isCut.set(true);
        switch (cut) {
            case FIN ->
                end(() -> {
                    shutdownOutput(client);
                    shutdownOutput(server);
                });
            case RST -> reset();
        }
    }

    /** A direction has ended by itself: hands the end on, and closes after the second. */
    void ended(Socket to) throws IOException {
        end(() -> {
            shutdownOutput(to);
            if (openDirections.decrementAndGet() == 0) {
                client.close();
                server.close();
            }
        });
    }

    void reset() throws IOException {
        isCut.set(true);
        end(() -> {
            reset(client);
            reset(server);
        });
    }

    private interface Ending {
        void perform() throws IOException;
    }

    private void end(Ending step) throws IOException {
        ending.lock();
        try {
            step.perform();
        } finally {
            ending.unlock();
        }
    }

    /** Closes no socket: with unread octets in it, that would be an RST. */
    private static void shutdownOutput(Socket socket) throws IOException {
        if (!socket.isClosed() && !socket.isOutputShutdown()) {
            socket.shutdownOutput();
        }
    }

    private static void reset(Socket socket) throws IOException {
        if (!socket.isClosed()) {
            socket.setSoLinger(true, 0);
            socket.close();
        }
    }
}
