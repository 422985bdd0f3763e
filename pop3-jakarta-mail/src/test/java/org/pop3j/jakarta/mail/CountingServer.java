package org.pop3j.jakarta.mail;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.StringWriter;
import java.io.Writer;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;

/**
 * A server for one client that counts the round trips: how often it has to answer before the client says more. Like a server
 * at a distance it answers all that came together at once, and so commands that the client says upon those answers are together too.
 */
final class CountingServer implements AutoCloseable {
    /** A client that says nothing for so long waits for an answer. */
    private static final int QUIET_MILLIS = 5;

    private static final int PATIENCE_MILLIS = 10_000;

    private final ServerSocket listener;
    private final int messages;
    private final CompletableFuture<Integer> waits = new CompletableFuture<>();

    CountingServer(int messages) throws IOException {
        this.listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        this.messages = messages;
        new Thread(this::serve, "counting server").start();
    }

    int port() {
        return listener.getLocalPort();
    }

    /** How often it waited until the client said QUIT or went away. */
    int roundTrips() {
        return waits.join();
    }

    private void serve() {
        try (Socket socket = listener.accept();
                BufferedReader in = new BufferedReader(
                        new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1));
                Writer out = new java.io.OutputStreamWriter(socket.getOutputStream(), StandardCharsets.ISO_8859_1)) {
            socket.setTcpNoDelay(true);
            waits.complete(serve(socket, in, out));
        } catch (IOException e) {
            waits.completeExceptionally(e);
        }
    }

    private int serve(Socket socket, BufferedReader in, Writer out) throws IOException {
        int count = 0;
        StringWriter answers = new StringWriter().append("+OK ready\r\n");
        String command = "";
        while (!command.equals("QUIT")) {
            if (saysNothing(socket, in)) {
                out.write(answers.toString());
                out.flush();
                answers.getBuffer().setLength(0);
                count++;
            }
            command = in.readLine().toUpperCase(Locale.ROOT);
            answers.append(answer(command));
        }
        out.write(answers.toString());
        out.flush();
        return count;
    }

    private static boolean saysNothing(Socket socket, BufferedReader in) throws IOException {
        in.mark(8);
        socket.setSoTimeout(QUIET_MILLIS);
        try {
            in.read();
            in.reset();
            return false;
        } catch (SocketTimeoutException waits) {
            return true;
        } finally {
            socket.setSoTimeout(PATIENCE_MILLIS);
        }
    }

    private String answer(String command) {
        String keyword = command.split(" ")[0];
        return switch (keyword) {
            case "CAPA" -> "+OK\r\nTOP\r\nUIDL\r\nUSER\r\nPIPELINING\r\n.\r\n";
            case "STAT" -> "+OK " + messages + " 100000\r\n";
            case "TOP" -> "+OK\r\nSubject: hi\r\n\r\n.\r\n";
            case "LIST", "UIDL" -> command.equals(keyword) ? listing() : "+OK " + command.substring(5) + " 100\r\n";
            default -> "+OK\r\n";
        };
    }

    private String listing() {
        StringBuilder lines = new StringBuilder("+OK\r\n");
        for (int n = 1; n <= messages; n++) {
            lines.append(n).append(" 100\r\n");
        }
        return lines.append(".\r\n").toString();
    }

    @Override
    public void close() throws IOException {
        listener.close();
    }
}
