package org.pop3j.bench;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import org.pop3j.codec.ContentEncoder;

/**
 * The fastest server that can be: the answers lie ready in memory as they go on the wire, and leave when no further command
 * waits. For one connection after the other, each until QUIT: who waited for the client to hang up would let the next one of a
 * client at a distance wait too. Measures clients, and no server. Runs in a process of its own, so that it has a
 * processor of its own.
 */
final class WireServer {
    private static final int PIECE = 64 * 1024;

    private final byte[][] retr;
    private final byte[][] top;
    private final byte[] list;
    private final byte[] uidl;
    private final byte[] stat;
    private final byte[] capabilities;

    private WireServer(int messages, int octets, String offers) throws IOException {
        GeneratedMail mail = new GeneratedMail(octets);
        StringBuilder listing = new StringBuilder("+OK\r\n");
        StringBuilder ids = new StringBuilder("+OK\r\n");
        retr = new byte[messages + 1][];
        top = new byte[messages + 1][];
        for (int n = 1; n <= messages; n++) {
            retr[n] = answer(mail.message(n));
            top[n] = header(retr[n]);
            listing.append(n).append(' ').append(octets).append("\r\n");
            ids.append(n).append(" id").append(n).append("\r\n");
        }
        list = ascii(listing.append(".\r\n").toString());
        uidl = ascii(ids.append(".\r\n").toString());
        stat = ascii("+OK " + messages + " " + (long) messages * octets + "\r\n");
        capabilities = ascii("+OK\r\nUSER\r\nTOP\r\nUIDL\r\n" + offers + ".\r\n");
    }

    /** Serves: the arguments are messages, octets, and what else CAPA says, with commas; the first line it prints is its port. */
    public static void main(String[] arguments) throws IOException {
        WireServer server =
                new WireServer(Integer.parseInt(arguments[0]), Integer.parseInt(arguments[1]), lines(arguments[2]));
        try (ServerSocket listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            System.out.println(listener.getLocalPort());
            while (true) {
                server.serve(listener.accept());
            }
        }
    }

    private static String lines(String offers) {
        return offers.isEmpty() ? "" : String.join("\r\n", offers.split(",")) + "\r\n";
    }

    private static byte[] answer(byte[] stored) throws IOException {
        ByteArrayOutputStream wire = new ByteArrayOutputStream();
        wire.writeBytes(ascii("+OK\r\n"));
        ContentEncoder encoder = new ContentEncoder(wire);
        encoder.write(stored, 0, stored.length);
        encoder.terminate();
        return wire.toByteArray();
    }

    /** What TOP with no lines gives of a message. */
    private static byte[] header(byte[] answer) {
        String text = new String(answer, StandardCharsets.ISO_8859_1);
        return (text.substring(0, text.indexOf("\r\n\r\n") + 4) + ".\r\n").getBytes(StandardCharsets.ISO_8859_1);
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private void serve(Socket accepted) {
        try (Socket socket = accepted;
                InputStream in = socket.getInputStream();
                OutputStream out = socket.getOutputStream()) {
            socket.setTcpNoDelay(true);
            new Session(in, out).run();
        } catch (IOException clientIsGone) {
            // It has what it wanted.
            return;
        }
    }

    private final class Session {
        private final InputStream in;
        private final OutputStream out;
        private final byte[] input = new byte[PIECE];
        private final byte[] output = new byte[PIECE];
        private int length;
        private boolean isOver;

        Session(InputStream in, OutputStream out) {
            this.in = in;
            this.out = out;
        }

        void run() throws IOException {
            say(ascii("+OK ready\r\n"));
            flush();
            int kept = 0;
            for (int count = in.read(input); count > 0; count = isOver ? 0 : in.read(input, kept, PIECE - kept)) {
                int end = kept + count;
                int from = 0;
                for (int i = kept; i < end; i++) {
                    if (input[i] == '\n') {
                        answer(from, i);
                        from = i + 1;
                    }
                }
                kept = end - from;
                System.arraycopy(input, from, input, 0, kept);
                flush();
            }
        }

        private void answer(int from, int end) throws IOException {
            String keyword = new String(input, from, 4, StandardCharsets.US_ASCII).strip();
            int number = 0;
            for (int i = from + keyword.length() + 1; i < end && input[i] >= '0' && input[i] <= '9'; i++) {
                number = 10 * number + input[i] - '0';
            }
            switch (keyword) {
                case "RETR" -> say(retr[number]);
                case "TOP" -> say(top[number]);
                case "LIST" ->
                    say(number == 0 ? list : ascii("+OK " + number + " " + (retr[number].length - 8) + "\r\n"));
                case "UIDL" -> say(number == 0 ? uidl : ascii("+OK " + number + " id" + number + "\r\n"));
                case "STAT" -> say(stat);
                case "CAPA" -> say(capabilities);
                case "QUIT" -> {
                    say(ascii("+OK\r\n"));
                    isOver = true;
                }
                default -> say(ascii("+OK\r\n"));
            }
        }

        private void say(byte[] octets) throws IOException {
            if (length + octets.length > PIECE) {
                flush();
            }
            if (octets.length > PIECE) {
                out.write(octets);
                return;
            }
            System.arraycopy(octets, 0, output, length, octets.length);
            length += octets.length;
        }

        private void flush() throws IOException {
            out.write(output, 0, length);
            length = 0;
        }
    }

    /** The process. */
    static final class Running implements AutoCloseable {
        private final Process process;
        private final int port;

        Running(int messages, int octets, String offers) throws IOException {
            String java =
                    Path.of(System.getProperty("java.home"), "bin", "java").toString();
            process = new ProcessBuilder(Arrays.asList(
                            java,
                            "-XX:+UseSerialGC",
                            "-cp",
                            System.getProperty("java.class.path"),
                            WireServer.class.getName(),
                            String.valueOf(messages),
                            String.valueOf(octets),
                            offers))
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            port = Integer.parseInt(process.inputReader().readLine());
        }

        int port() {
            return port;
        }

        @Override
        public void close() {
            process.destroyForcibly().onExit().join();
        }
    }
}
