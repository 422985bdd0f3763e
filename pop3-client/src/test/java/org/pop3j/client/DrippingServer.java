package org.pop3j.client;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import javax.net.SocketFactory;

/** Sends an octet every 20 ms, for ever: in its greeting, or in the content of a message. */
final class DrippingServer implements AutoCloseable {
    private static final int PAUSE_MILLISECONDS = 20;

    private final ServerSocket listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());

    DrippingServer(int octetsOfGreeting) throws IOException {
        Thread thread = new Thread(() -> serve(octetsOfGreeting), "dripping server");
        thread.setDaemon(true);
        thread.start();
    }

    /** How to get at the connection alone. */
    record Plain(int port, Timeouts timeouts) {
        Connection dial() throws IOException {
            Dialer dialer = new Dialer(
                    "localhost", port, SocketFactory.getDefault()::createSocket, Dialer::lookUp, Optional.empty());
            return Connection.dial(new Settings(
                    "localhost",
                    port,
                    TlsMode.NONE,
                    Trust.anything(),
                    PlaintextLogin.ALLOWED,
                    LoginPolicy.strongest(),
                    timeouts,
                    ClientLimits.DEFAULTS,
                    dialer,
                    ProtocolTrace.NONE,
                    Conduct.DEFAULTS));
        }
    }

    Pop3Client client(Timeouts timeouts, ClientLimits limits) {
        return Pop3Client.builder("localhost")
                .port(listener.getLocalPort())
                .tls(TlsMode.NONE)
                .plaintextLogin(PlaintextLogin.ALLOWED)
                .timeouts(timeouts)
                .limits(limits)
                .build();
    }

    Pop3Session loggedIn(Timeouts timeouts, ClientLimits limits) throws Pop3Exception {
        Pop3Session session = client(timeouts, limits).connect();
        session.logIn("mrose", "secret");
        return session;
    }

    private void serve(int octetsOfGreeting) {
        try (Socket socket = listener.accept();
                OutputStream out = socket.getOutputStream();
                BufferedReader in = new BufferedReader(
                        new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1))) {
            socket.setTcpNoDelay(true);
            send(out, "+OK ".substring(0, octetsOfGreeting));
            if (octetsOfGreeting > 0) {
                drip(socket, out);
                return;
            }
            send(out, "+OK\r\n");
            for (String line = in.readLine(); line != null && !line.startsWith("RETR"); line = in.readLine()) {
                send(out, line.equals("CAPA") ? "-ERR\r\n" : "+OK\r\n");
            }
            send(out, "+OK\r\n");
            drip(socket, out);
        } catch (IOException clientIsGone) {
            // That is how it ends.
            return;
        }
    }

    /** Until the client is gone. The pause is a read that the client never answers. */
    private static void drip(Socket socket, OutputStream out) throws IOException {
        socket.setSoTimeout(PAUSE_MILLISECONDS);
        while (true) {
            send(out, "x");
            try {
                if (socket.getInputStream().read() < 0) {
                    return;
                }
            } catch (SocketTimeoutException pause) {
                continue;
            }
        }
    }

    private static void send(OutputStream out, String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    @Override
    public void close() throws IOException {
        listener.close();
    }
}
