package org.pop3j.bench;

import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Dovecot's pop3d (Debian: dovecot-core, dovecot-pop3d), set up by {@code dovecot.conf} beside this class. */
final class Dovecot implements MeasuredServer {
    private static final int START_SECONDS = 10;

    private final Site site;
    private final Path work;
    private final int port;
    private final int tlsPort;
    private final ServerProcess process;

    /** Starts it. */
    Dovecot(Site site) throws IOException {
        this.site = site;
        this.work = Files.createDirectories(site.folder().resolve("dovecot"));
        this.port = freePort();
        this.tlsPort = freePort();
        Files.createDirectories(work.resolve("home"));
        Owner.MAIL.give(work.resolve("home"));
        Files.writeString(work.resolve("dovecot.conf"), configuration());
        this.process = new ServerProcess(this::start);
    }

    static String version() throws IOException {
        Process process = new ProcessBuilder("dovecot", "--version")
                .redirectErrorStream(true)
                .start();
        return new String(process.getInputStream().readAllBytes(), StandardCharsets.US_ASCII).strip();
    }

    private String configuration() throws IOException {
        boolean isRoot = Owner.isRoot();
        String user = System.getProperty("user.name");
        Map<String, Object> values = Map.of(
                "{WORK}",
                work,
                "{USERS}",
                site.users(),
                "{MAIL}",
                site.mail(name()),
                "{KEYS}",
                site.keys(),
                "{PORT}",
                port,
                "{TLS_PORT}",
                tlsPort,
                "{UID}",
                isRoot ? "mail" : user,
                "{GID}",
                isRoot ? "mail" : user,
                "{INTERNAL}",
                isRoot ? "dovecot" : user,
                "{LOGIN}",
                isRoot ? "dovenull" : user);
        String text;
        try (InputStream template = Dovecot.class.getResourceAsStream("dovecot.conf")) {
            text = new String(template.readAllBytes(), StandardCharsets.US_ASCII);
        }
        for (Map.Entry<String, Object> value : values.entrySet()) {
            text = text.replace(value.getKey(), value.getValue().toString());
        }
        return text;
    }

    private Process start() throws IOException {
        Process started = new ProcessBuilder(
                        "dovecot", "-F", "-c", work.resolve("dovecot.conf").toString())
                .inheritIO()
                .start();
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(START_SECONDS);
        while (!answers()) {
            if (!started.isAlive() || System.nanoTime() > end) {
                throw new IOException("dovecot does not start, see " + work.resolve("dovecot.log"));
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
        }
        return started;
    }

    /** Whether it greets; others may listen on ports of theirs, but none of this number. */
    private boolean answers() throws IOException {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return socket.getInputStream().read() == '+';
        } catch (ConnectException notYet) {
            return false;
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    @Override
    public String name() {
        return "dovecot";
    }

    @Override
    public int port() {
        return port;
    }

    @Override
    public int tlsPort() {
        return tlsPort;
    }

    @Override
    public BenchMaildir maildir(String user) {
        return new BenchMaildir(site.mail(name()).resolve(user));
    }

    @Override
    public void restart() throws IOException {
        process.restart();
    }

    @Override
    public void close() {
        process.close();
    }
}
