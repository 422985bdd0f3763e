package org.pop3j.client;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Stands between one client and a server; when told to, lets the server's octets through one every 20 ms only. */
final class DrippingRelay implements AutoCloseable {
    private static final int PAUSE_MILLISECONDS = 20;

    private final ServerSocket listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    private final CountDownLatch dripping = new CountDownLatch(1);
    private final CountDownLatch closed = new CountDownLatch(1);
    private final int serverPort;

    DrippingRelay(int serverPort) throws IOException {
        this.serverPort = serverPort;
        start("relay", this::relay);
    }

    /** What a thread does until one of the two sides has gone. */
    private interface Work {
        void run() throws IOException, InterruptedException;
    }

    int port() {
        return listener.getLocalPort();
    }

    /** From now on. */
    void drip() {
        dripping.countDown();
    }

    private void relay() throws IOException, InterruptedException {
        try (Socket client = listener.accept();
                Socket server = new Socket(InetAddress.getLoopbackAddress(), serverPort)) {
            client.setTcpNoDelay(true);
            start("relay to the server", () -> {
                try (server) {
                    client.getInputStream().transferTo(server.getOutputStream());
                }
            });
            pass(server.getInputStream(), client.getOutputStream());
        }
    }

    private void pass(InputStream from, OutputStream to) throws IOException, InterruptedException {
        byte[] octets = new byte[4096];
        for (int count = from.read(octets); count >= 0; count = from.read(octets)) {
            if (dripping.getCount() > 0) {
                to.write(octets, 0, count);
                continue;
            }
            for (int i = 0; i < count; i++) {
                if (closed.await(PAUSE_MILLISECONDS, TimeUnit.MILLISECONDS)) {
                    return;
                }
                to.write(octets[i]);
            }
        }
    }

    private static void start(String name, Work work) {
        Thread thread = new Thread(
                () -> {
                    try {
                        work.run();
                    } catch (IOException | InterruptedException oneSideIsGone) {
                        // That is how it ends.
                        return;
                    }
                },
                name);
        thread.setDaemon(true);
        thread.start();
    }

    /** A connection that drips is lost, and there will be no other. */
    void cut() throws IOException {
        listener.close();
        closed.countDown();
    }

    @Override
    public void close() throws IOException {
        cut();
    }
}
