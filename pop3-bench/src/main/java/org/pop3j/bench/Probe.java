package org.pop3j.bench;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** One session of a client that does as little as can be, so that it measures the server and not itself. */
final class Probe implements AutoCloseable {
    private static final int TIMEOUT_MILLISECONDS = 600_000;
    private static final int PIECE = 64 * 1024;
    /** CRLF, and CRLF.CRLF, as the last octets of a number. */
    private static final long LINE_END = 0x0D0A;

    private static final long TERMINATION = 0x0D0A2E0D0AL;
    private static final long TERMINATION_MASK = 0xFFFFFFFFFFL;

    private final long begin = System.nanoTime();
    private final Socket socket;
    private final InputStream input;
    private final OutputStream output;

    /** Connects and reads the greeting. */
    Probe(int port) throws IOException {
        socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(TIMEOUT_MILLISECONDS);
        input = new BufferedInputStream(socket.getInputStream(), PIECE);
        output = socket.getOutputStream();
        reply("the greeting");
    }

    /**
     * What STAT said, and how long it took.
     *
     * @param messages the number of messages
     * @param octets their size
     * @param seconds from before the connection was opened to the answer to STAT
     */
    record Stat(long messages, long octets, double seconds) {}

    /** Logs in and asks for the drop listing. */
    Stat stat(String user) throws IOException {
        say("USER " + user);
        say("PASS " + Site.PASSWORD);
        String[] words = say("STAT").split(" ");
        return new Stat(Long.parseLong(words[1]), Long.parseLong(words[2]), since(begin));
    }

    /** The time of a command with a multi-line reply, until its termination line is read. */
    double listing(String command) throws IOException {
        long from = System.nanoTime();
        say(command);
        byte[] piece = new byte[PIECE];
        long tail = LINE_END;
        while ((tail & TERMINATION_MASK) != TERMINATION) {
            int length = input.read(piece);
            if (length < 0) {
                throw new IOException("connection closed within the answer to " + command);
            }
            for (int i = Math.max(0, length - Long.BYTES); i < length; i++) {
                tail = tail << Byte.SIZE | piece[i];
            }
        }
        return since(from);
    }

    private static double since(long from) {
        return (System.nanoTime() - from) / 1e9;
    }

    private String say(String command) throws IOException {
        output.write((command + "\r\n").getBytes(StandardCharsets.US_ASCII));
        return reply(command.startsWith("PASS") ? "PASS" : command);
    }

    private String reply(String to) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int octet = input.read(); octet != '\n'; octet = input.read()) {
            if (octet < 0) {
                throw new IOException("connection closed instead of an answer to " + to);
            }
            line.append((char) octet);
        }
        if (line.charAt(0) != '+') {
            throw new IOException(to + " was answered by " + line);
        }
        return line.toString().strip();
    }

    /** QUIT, so that the server has done all it does in a session before the next one is measured. */
    @Override
    public void close() throws IOException {
        try (socket) {
            say("QUIT");
            if (input.read() >= 0) {
                throw new IOException("expected the end after QUIT");
            }
        }
    }
}
