package org.pop3j.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * A POP3 program that begins behind the login, as those of Courier and Dovecot do, on a port of the loopback: the login of
 * anybody is granted here, and from then on program and client speak to each other.
 */
final class BehindLogin implements AutoCloseable {
    private final ServerSocket listener;
    private final ProcessBuilder program;
    private final Greeting greeting;

    /** Who answers PASS. */
    enum Greeting {
        BY_PROGRAM,
        BY_LOGIN
    }

    BehindLogin(ProcessBuilder program, Greeting greeting) throws IOException {
        this.listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        this.program = program.redirectError(Redirect.INHERIT);
        this.greeting = greeting;
        start("login", this::serveUntilClosed);
    }

    int port() {
        return listener.getLocalPort();
    }

    private static void start(String name, Runnable action) {
        Thread thread = new Thread(action, name);
        thread.setDaemon(true);
        thread.start();
    }

    private void serveUntilClosed() {
        try {
            while (!listener.isClosed()) {
                try (Socket client = listener.accept()) {
                    serve(client);
                }
            }
        } catch (IOException e) {
            if (!listener.isClosed()) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private void serve(Socket client) throws IOException {
        say(client, "+OK");
        for (String line = line(client); !line.startsWith("PASS "); line = line(client)) {
            say(client, line.startsWith("USER ") ? "+OK" : "-ERR");
        }
        Process process = program.start();
        if (greeting == Greeting.BY_LOGIN) {
            say(client, "+OK");
        }
        start("client to program", () -> pass(client, process));
        process.getInputStream().transferTo(client.getOutputStream());
    }

    private static void pass(Socket client, Process process) {
        try (OutputStream to = process.getOutputStream()) {
            byte[] octets = new byte[4096];
            InputStream from = client.getInputStream();
            for (int read = from.read(octets); read >= 0; read = from.read(octets)) {
                to.write(octets, 0, read);
                to.flush();
            }
        } catch (IOException ended) {
            process.destroy();
        }
    }

    private static void say(Socket client, String line) throws IOException {
        client.getOutputStream().write((line + "\r\n").getBytes(StandardCharsets.US_ASCII));
    }

    private static String line(Socket client) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int octet = client.getInputStream().read();
                octet != '\n';
                octet = client.getInputStream().read()) {
            if (octet < 0) {
                throw new IOException("the client went before it logged in");
            }
            line.append((char) octet);
        }
        return line.toString().toUpperCase(Locale.ROOT);
    }

    @Override
    public void close() throws IOException {
        listener.close();
    }
}
