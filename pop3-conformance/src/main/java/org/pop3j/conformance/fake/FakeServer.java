package org.pop3j.conformance.fake;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;
import javax.net.ssl.SSLContext;

/** Listens, and gives each connection a session on a thread of its own. Safe for use by several threads. */
public final class FakeServer implements AutoCloseable {
    private static final AtomicInteger THREADS = new AtomicInteger();

    private final ServerSocket listener;
    private final Optional<SSLContext> tls;
    private final boolean tlsFromTheStart;
    private final IntFunction<FakeSession.Setting> settings;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final AtomicInteger connections = new AtomicInteger();

    /**
     * Begins to listen.
     *
     * @param address where; port 0 for any free one
     * @param tls for STLS, or for TLS from the start
     * @param tlsFromTheStart which of the two
     * @param settings what each connection is to be; gets its number, the first is 0
     */
    public FakeServer(
            InetSocketAddress address,
            Optional<SSLContext> tls,
            boolean tlsFromTheStart,
            IntFunction<FakeSession.Setting> settings)
            throws IOException {
        this.tls = tls;
        this.tlsFromTheStart = tlsFromTheStart;
        this.settings = settings;
        this.listener = new ServerSocket();
        listener.bind(address);
        start("accept", this::acceptAll);
    }

    /** Any free port of loopback. */
    public static InetSocketAddress anyPort() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    }

    /** Where it listens. */
    public InetSocketAddress address() {
        return new InetSocketAddress(listener.getInetAddress(), listener.getLocalPort());
    }

    private void acceptAll() {
        while (!listener.isClosed()) {
            try {
                Socket socket = listener.accept();
                socket.setTcpNoDelay(true);
                open.add(socket);
                int number = connections.getAndIncrement();
                start("session", () -> serve(socket, number));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void serve(Socket socket, int number) {
        try (FakeSession session = new FakeSession(socket, tls, settings.apply(number))) {
            if (tlsFromTheStart) {
                session.secure();
            }
            session.run();
        } catch (IOException goneOrRefused) {
            // The client has broken off, or refused the handshake: the session has written that down.
            return;
        } finally {
            open.remove(socket);
        }
    }

    private static void start(String name, Runnable work) {
        Thread thread = new Thread(work, "fake-pop3-" + name + "-" + THREADS.incrementAndGet());
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() throws IOException {
        listener.close();
        for (Socket socket : open) {
            socket.close();
        }
    }
}
