package org.pop3j.client;

import java.io.BufferedReader;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.SSLSocket;

/** A server of one connection, with TLS from the start, whose answers depend on what the client says. */
final class AnsweringServer implements Closeable {
    private final ServerSocket listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    private final List<String> received = new CopyOnWriteArrayList<>();
    private final Answers answers;

    /** What a line is answered by, with CRLF inside where there are several; nothing to hang up. */
    interface Answers {
        Optional<String> to(String line);
    }

    private AnsweringServer(Answers answers) throws IOException {
        this.answers = answers;
    }

    static AnsweringServer start(Answers answers) throws IOException {
        AnsweringServer server = new AnsweringServer(answers);
        Thread thread = new Thread(server::serve, "answering-server");
        thread.setDaemon(true);
        thread.start();
        return server;
    }

    private void serve() {
        try (Socket raw = listener.accept();
                SSLSocket socket = secured(raw)) {
            BufferedReader in =
                    new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1));
            say(socket, "+OK ready");
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                received.add(line);
                Optional<String> answer = answers.to(line);
                if (answer.isEmpty()) {
                    return;
                }
                say(socket, answer.get());
            }
        } catch (IOException clientHasGone) {
            received.add("<GONE>");
        }
    }

    private static SSLSocket secured(Socket raw) throws IOException {
        SSLSocket socket = (SSLSocket)
                TestTls.LOCALHOST.serverContext().getSocketFactory().createSocket(raw, null, raw.getPort(), true);
        socket.setUseClientMode(false);
        return socket;
    }

    private static void say(Socket socket, String text) throws IOException {
        socket.getOutputStream().write((text + "\r\n").getBytes(StandardCharsets.ISO_8859_1));
        socket.getOutputStream().flush();
    }

    Pop3Client.Builder client() {
        return Pop3Client.builder("localhost")
                .port(listener.getLocalPort())
                .trust(Trust.certificate(TestTls.LOCALHOST.sha256()));
    }

    /** The lines of the client so far. */
    List<String> received() {
        return received;
    }

    @Override
    public void close() throws IOException {
        listener.close();
    }
}
