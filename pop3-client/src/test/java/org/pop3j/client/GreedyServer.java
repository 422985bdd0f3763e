package org.pop3j.client;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;

/**
 * Announces PIPELINING, and reads no further command until the client has taken all answers so far: buffers are small, and
 * an answer that nobody reads blocks it. A client that writes without reading is stuck with it for ever.
 */
final class GreedyServer implements AutoCloseable {
    private static final int BUFFER_OCTETS = 4096;

    private final ServerSocket listener = new ServerSocket();
    private final AtomicInteger mostCommandOctets = new AtomicInteger();
    private final String content;
    private final String list;
    private final String uniqueIds;

    GreedyServer(int messages, int octets) throws IOException {
        listener.setReceiveBufferSize(BUFFER_OCTETS);
        listener.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 1);
        content = "+OK\r\n" + ("x".repeat(98) + "\r\n").repeat(octets / 100) + ".\r\n";
        list = listing(messages, number -> String.valueOf(octets));
        uniqueIds = listing(messages, number -> "id" + number);
        Thread thread = new Thread(this::serve, "greedy server");
        thread.setDaemon(true);
        thread.start();
    }

    Pop3Session connect() throws Pop3Exception {
        Pop3Session session = PlainClient.of(listener.getLocalPort())
                .timeouts(Timeouts.all(Duration.ofSeconds(10)))
                .socketFactory(new NarrowSockets())
                .build()
                .connect();
        session.logIn("mrose", "secret");
        return session;
    }

    private static String listing(int messages, IntFunction<String> second) {
        StringBuilder listing = new StringBuilder("+OK\r\n");
        for (int i = 1; i <= messages; i++) {
            listing.append(i).append(' ').append(second.apply(i)).append("\r\n");
        }
        return listing.append(".\r\n").toString();
    }

    /** The most octets of commands that one read found waiting. */
    int mostCommandOctets() {
        return mostCommandOctets.get();
    }

    private void serve() {
        try (Socket socket = listener.accept();
                OutputStream out = new BufferedOutputStream(socket.getOutputStream());
                InputStream in = socket.getInputStream()) {
            socket.setSendBufferSize(BUFFER_OCTETS);
            out.write("+OK\r\n".getBytes(StandardCharsets.ISO_8859_1));
            out.flush();
            byte[] buffer = new byte[1 << 20];
            int kept = 0;
            for (int count = in.read(buffer); count > 0; count = in.read(buffer, kept, buffer.length - kept)) {
                int end = kept + count;
                mostCommandOctets.accumulateAndGet(end, Math::max);
                kept = answerAll(out, buffer, end);
                out.flush();
            }
        } catch (IOException clientIsGone) {
            // That is how it ends.
            return;
        }
    }

    private int answerAll(OutputStream out, byte[] buffer, int end) throws IOException {
        String commands = new String(buffer, 0, end, StandardCharsets.ISO_8859_1);
        int whole = commands.lastIndexOf("\r\n") + 2;
        for (String command : commands.substring(0, whole).split("\r\n")) {
            out.write(answer(command).getBytes(StandardCharsets.ISO_8859_1));
        }
        byte[] rest = Arrays.copyOfRange(buffer, whole, end);
        System.arraycopy(rest, 0, buffer, 0, rest.length);
        return rest.length;
    }

    private String answer(String command) {
        if (command.startsWith("RETR") || command.startsWith("TOP")) {
            return content;
        }
        if (command.startsWith("UIDL ")) {
            String number = command.substring(5);
            return "+OK " + number + " id" + number + "\r\n";
        }
        return switch (command) {
            case "CAPA" -> "+OK\r\nPIPELINING\r\nTOP\r\nUIDL\r\n.\r\n";
            case "LIST" -> list;
            case "UIDL" -> uniqueIds;
            default -> "+OK\r\n";
        };
    }

    @Override
    public void close() throws IOException {
        listener.close();
    }

    /** Makes sockets whose buffers hold next to nothing, as if the other side were far away and slow. */
    private static final class NarrowSockets extends UnconnectedSockets {
        @Override
        public Socket createSocket() throws IOException {
            Socket socket = new Socket();
            socket.setReceiveBufferSize(BUFFER_OCTETS);
            socket.setSendBufferSize(BUFFER_OCTETS);
            return socket;
        }
    }
}
