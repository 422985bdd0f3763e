package org.pop3j.bench;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.concurrent.atomic.AtomicInteger;
import org.pop3j.codec.LineReader;

/** Logins at a server, right and wrong ones, from an address of choice. */
final class Guesses {
    private static final int MOST_FAILURES = 3;

    private final InetSocketAddress server;
    private final InetAddress from;

    /**
     * Describes whoever logs in.
     *
     * @param server the server
     * @param from the address to come from
     */
    Guesses(InetSocketAddress server, InetAddress from) {
        this.server = server;
        this.from = from;
    }

    /** Logs in with a right password and goes; seconds from before the connection to the answer. */
    double login(String name, String password) throws IOException {
        long began = System.nanoTime();
        try (Socket socket = connect()) {
            LineReader lines = new LineReader(socket.getInputStream(), 1024);
            read(lines);
            String answer = ask(socket, lines, plain(name, password));
            double seconds = (System.nanoTime() - began) / 1e9;
            if (!answer.startsWith("+OK")) {
                throw new IOException("the login of " + name + " was answered by " + answer);
            }
            ask(socket, lines, "QUIT");
            return seconds;
        }
    }

    /** Guesses over one connection after another until all together have failed so often. */
    void guess(AtomicInteger left) throws IOException {
        while (left.get() > 0) {
            try (Socket socket = connect()) {
                LineReader lines = new LineReader(socket.getInputStream(), 1024);
                read(lines);
                for (int i = 0; i < MOST_FAILURES && left.getAndDecrement() > 0; i++) {
                    String answer = ask(socket, lines, plain("user0", "wrong"));
                    if (!answer.startsWith("-ERR [AUTH]")) {
                        throw new IOException("a guess was answered by " + answer);
                    }
                }
            }
        }
    }

    /** The smallest value that so many hundredths of all do not exceed. */
    static double percentile(double[] values, double hundredths) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[(int) Math.ceil(sorted.length * hundredths / 100) - 1];
    }

    private Socket connect() throws IOException {
        Socket socket = new Socket();
        socket.bind(new InetSocketAddress(from, 0));
        socket.connect(server, 20_000);
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(120_000);
        return socket;
    }

    private static String plain(String name, String password) {
        byte[] message = ("\0" + name + "\0" + password).getBytes(StandardCharsets.UTF_8);
        return "AUTH PLAIN " + Base64.getEncoder().encodeToString(message);
    }

    private static String ask(Socket socket, LineReader lines, String line) throws IOException {
        socket.getOutputStream().write((line + "\r\n").getBytes(StandardCharsets.US_ASCII));
        return read(lines);
    }

    private static String read(LineReader lines) throws IOException {
        return lines.readLine(1024).orElseThrow(() -> new IOException("a line of more than 1024 octets"));
    }
}
