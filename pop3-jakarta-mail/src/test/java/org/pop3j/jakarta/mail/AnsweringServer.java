package org.pop3j.jakarta.mail;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A server for one client with a maildrop of two messages, whose answers are right unless a test gives others. */
final class AnsweringServer implements AutoCloseable {
    private final ServerSocket listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    private final List<String> heard = new CopyOnWriteArrayList<>();

    /** Answers a line of the client; the greeting is that to an empty one. */
    interface Answers {
        void to(String line, Answer answer) throws IOException;
    }

    AnsweringServer(Answers answers) throws IOException {
        Thread thread = new Thread(() -> serve(answers), "answering server");
        thread.setDaemon(true);
        thread.start();
    }

    int port() {
        return listener.getLocalPort();
    }

    List<String> heard() {
        return heard;
    }

    private void serve(Answers answers) {
        try (Socket socket = listener.accept();
                BufferedReader in = new BufferedReader(
                        new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1))) {
            socket.setTcpNoDelay(true);
            Answer answer = new Answer(socket);
            for (String line = ""; line != null; line = in.readLine()) {
                heard.add(line);
                answers.to(line, answer);
            }
        } catch (IOException clientIsGone) {
            // That is how it ends.
            return;
        }
    }

    /** The way back to the client. */
    record Answer(Socket socket) {
        void right(String line) throws IOException {
            send(
                    switch (line) {
                        case "CAPA" -> "+OK\r\nTOP\r\nUIDL\r\nUSER\r\n.\r\n";
                        case "STAT" -> "+OK 2 100\r\n";
                        case "LIST" -> "+OK\r\n1 50\r\n2 50\r\n.\r\n";
                        case "UIDL" -> "+OK\r\n1 a\r\n2 b\r\n.\r\n";
                        default -> "+OK\r\n";
                    });
        }

        void send(String octets) throws IOException {
            OutputStream out = socket.getOutputStream();
            out.write(octets.getBytes(StandardCharsets.ISO_8859_1));
        }

        /** For ever, or until the client is gone. */
        void endlessly(String octets) throws IOException {
            while (true) {
                send(octets);
            }
        }

        /** An octet after the other; the pause between two is a read that the client never answers. */
        void dripping(String octets, int pauseMilliseconds) throws IOException {
            socket.setSoTimeout(pauseMilliseconds);
            for (char octet : octets.toCharArray()) {
                send(String.valueOf(octet));
                try {
                    if (socket.getInputStream().read() < 0) {
                        return;
                    }
                } catch (SocketTimeoutException pause) {
                    continue;
                }
            }
            socket.setSoTimeout(0);
        }
    }

    @Override
    public void close() throws IOException {
        listener.close();
    }
}
