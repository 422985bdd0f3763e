package org.pop3j.client;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A proxy for one connection after the other: answers what its script says, then relays to a port on this machine. */
final class TestProxy implements AutoCloseable {
    private final ServerSocket listener = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
    private final Greeter greeter;
    final List<String> heard = new CopyOnWriteArrayList<>();

    /** Does the proxy's own part; gives the port to relay to, or 0 to hang up. */
    interface Greeter {
        int greet(InputStream in, OutputStream out, List<String> heard) throws IOException;
    }

    TestProxy(Greeter greeter) throws IOException {
        this.greeter = greeter;
        start(this::serve);
    }

    int port() {
        return listener.getLocalPort();
    }

    /** HTTP: reads the header, answers, relays if the answer is 200. */
    static Greeter http(String answer, int target) {
        return (in, out, heard) -> {
            StringBuilder header = new StringBuilder();
            while (header.indexOf("\r\n\r\n") < 0) {
                header.append((char) in.read());
            }
            heard.add(header.toString());
            out.write(answer.getBytes(StandardCharsets.ISO_8859_1));
            return answer.contains(" 200 ") ? target : 0;
        };
    }

    /** SOCKS5: method 0 or 2, a login reply, a connect reply. */
    static Greeter socks(int method, int loginReply, byte[] connectReply, int target) {
        return (in, out, heard) -> {
            if (in.read() < 0) {
                return 0;
            }
            heard.add("methods " + hex(in.readNBytes(in.read())));
            out.write(new byte[] {5, (byte) method});
            if (method == 2) {
                in.read();
                String user = text(in.readNBytes(in.read()));
                heard.add(user + "/" + text(in.readNBytes(in.read())));
                out.write(new byte[] {1, (byte) loginReply});
            }
            if (method == 0xFF || loginReply != 0) {
                return 0;
            }
            byte[] request = in.readNBytes(4);
            int length = request[3] == 3 ? in.read() : request[3] == 1 ? 4 : 16;
            byte[] host = in.readNBytes(length);
            int port = in.read() << 8 | in.read();
            heard.add("kind " + request[3] + " " + (request[3] == 3 ? text(host) : hex(host)) + ":" + port);
            out.write(connectReply);
            return connectReply[1] == 0 ? target : 0;
        };
    }

    private static String text(byte[] octets) {
        return new String(octets, StandardCharsets.UTF_8);
    }

    private static String hex(byte[] octets) {
        return java.util.HexFormat.of().formatHex(octets);
    }

    private void serve() {
        while (!listener.isClosed()) {
            try (Socket client = listener.accept()) {
                int target = greeter.greet(client.getInputStream(), client.getOutputStream(), heard);
                if (target > 0) {
                    relay(client, target);
                }
            } catch (IOException | IllegalArgumentException over) {
                // The client is gone, or the proxy is closed.
                continue;
            }
        }
    }

    private static void relay(Socket client, int target) throws IOException {
        try (Socket server = new Socket(InetAddress.getLoopbackAddress(), target)) {
            start(() -> pump(client, server));
            pump(server, client);
        }
    }

    private static void pump(Socket from, Socket to) {
        try {
            from.getInputStream().transferTo(to.getOutputStream());
            to.shutdownOutput();
        } catch (IOException over) {
            return;
        }
    }

    private static void start(Runnable work) {
        Thread thread = new Thread(work, "test proxy");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() throws IOException {
        listener.close();
    }
}
