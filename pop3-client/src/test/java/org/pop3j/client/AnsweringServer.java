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
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSocket;

/** A server of one connection, with TLS from the start, whose answers depend on what the client says. */
final class AnsweringServer implements Closeable {
    private final ServerSocket listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    private final List<String> received = new CopyOnWriteArrayList<>();
    private final Answers answers;
    private final SSLContext tls;

    /** What a line is answered by, with CRLF inside where there are several; nothing to hang up. */
    interface Answers {
        Optional<String> to(String line);
    }

    private AnsweringServer(Answers answers, SSLContext tls) throws IOException {
        this.answers = answers;
        this.tls = tls;
    }

    static AnsweringServer start(Answers answers) throws IOException {
        return start(answers, TestTls.LOCALHOST.serverContext());
    }

    /** With a TLS context that may believe client certificates: they are asked for. */
    static AnsweringServer start(Answers answers, SSLContext tls) throws IOException {
        AnsweringServer server = new AnsweringServer(answers, tls);
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

    private SSLSocket secured(Socket raw) throws IOException {
        SSLSocket socket = (SSLSocket) tls.getSocketFactory().createSocket(raw, null, raw.getPort(), true);
        socket.setUseClientMode(false);
        socket.setWantClientAuth(true);
        socket.startHandshake();
        received.add("<TLS " + peer(socket) + ">");
        return socket;
    }

    private static String peer(SSLSocket socket) {
        try {
            return socket.getSession().getPeerPrincipal().getName();
        } catch (SSLPeerUnverifiedException withoutCertificate) {
            return "anonymous";
        }
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
        return received.stream().filter(line -> !line.startsWith("<TLS ")).toList();
    }

    /** Who the client is by its certificate. */
    String peer() {
        return received.get(0);
    }

    @Override
    public void close() throws IOException {
        listener.close();
    }
}
