package org.pop3j.client;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** Sends a beginning and then the same thing for ever, to whoever connects first. */
final class EndlessServer implements AutoCloseable {
    private final ServerSocket listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());

    EndlessServer(String beginning, String piece) throws IOException {
        Thread thread = new Thread(() -> serve(beginning, piece), "endless server");
        thread.setDaemon(true);
        thread.start();
    }

    Pop3Client client() {
        return Pop3Client.builder("localhost")
                .port(listener.getLocalPort())
                .tls(TlsMode.NONE)
                .build();
    }

    private void serve(String beginning, String piece) {
        byte[] octets = piece.getBytes(StandardCharsets.ISO_8859_1);
        try (Socket socket = listener.accept();
                OutputStream out = socket.getOutputStream()) {
            out.write(beginning.getBytes(StandardCharsets.ISO_8859_1));
            while (true) {
                out.write(octets);
            }
        } catch (IOException clientIsGone) {
            // That is how it ends.
            return;
        }
    }

    @Override
    public void close() throws IOException {
        listener.close();
    }
}
