package org.pop3j.cli;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HexFormat;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.pop3j.server.PlaintextLogin;
import org.pop3j.server.Pop3Server;
import org.pop3j.store.maildir.MaildirStore;
import org.pop3j.store.spi.Maildrop;
import org.pop3j.store.spi.MaildropException;
import org.pop3j.store.spi.MaildropName;
import org.pop3j.users.UsersFile;
import org.pop3j.users.UsersFileAuthenticator;

/**
 * A session before the first session. Much of the time that the first login to a program just started takes is the loading of
 * its classes. While the server reads its users and keys, another one serves a temporary Maildir once, on a port of loopback
 * and with a password that nobody is told, and is gone before the real one listens. Where that is not possible, the first
 * login is slower, and nothing else.
 */
final class Rehearsal {
    private static final Logger LOG = System.getLogger(Rehearsal.class.getName());
    private static final Duration LONGEST = Duration.ofSeconds(5);
    private static final MaildropName NAME = new MaildropName("rehearsal");
    private static final int MESSAGES = 3;
    private static final String MESSAGE = "Subject: rehearsal\n\n.\n";

    private final CompletableFuture<Void> done = new CompletableFuture<>();

    private Rehearsal() {}

    /** Begins it in a thread of its own. */
    static Rehearsal begin() {
        Rehearsal rehearsal = new Rehearsal();
        Thread thread = new Thread(rehearsal::run, "pop3-rehearsal");
        thread.setDaemon(true);
        thread.start();
        return rehearsal;
    }

    /** Waits for its end, 5 s at most. */
    void await() {
        try {
            done.get(LONGEST.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException e) {
            LOG.log(Level.DEBUG, "the first login may be slow", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        try (TemporaryFolder folder = new TemporaryFolder("pop3-rehearsal-")) {
            serve(folder.path());
            done.complete(null);
        } catch (IOException | MaildropException | RuntimeException e) {
            done.completeExceptionally(e);
        }
    }

    private static void serve(Path folder) throws IOException, MaildropException {
        String password = password();
        Path users = Files.writeString(folder.resolve("users"), NAME.value() + ":{PLAIN}" + password + "\n");
        String mail = Files.createDirectory(folder.resolve("mail")).toString();
        MaildirStore store = MaildirStore.in(mail);
        store.create(NAME);
        for (int i = 0; i < MESSAGES; i++) {
            Files.writeString(Path.of(mail, NAME.value(), "new", "170000000" + i + ".M1P1.rehearsal"), MESSAGE);
        }
        try (Pop3Server server = Pop3Server.builder(store, new UsersFileAuthenticator(UsersFile.open(users)))
                .listen(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
                .plaintextLogin(PlaintextLogin.ALLOWED)
                .start()) {
            session(server.addresses().get(0), password);
        }
        // As after a restart: what is known comes from the cache file.
        try (Maildrop maildrop = MaildirStore.in(mail).open(NAME)) {
            maildrop.octets();
        }
    }

    private static void session(InetSocketAddress server, String password) throws IOException {
        try (Socket socket = new Socket()) {
            int limit = (int) LONGEST.toMillis();
            socket.connect(server, limit);
            socket.setSoTimeout(limit);
            String commands = "CAPA\r\nUSER " + NAME.value() + "\r\nPASS " + password
                    + "\r\nSTAT\r\nUIDL\r\nLIST\r\nTOP 1 0\r\nRETR 1\r\nQUIT\r\n";
            socket.getOutputStream().write(commands.getBytes(StandardCharsets.US_ASCII));
            String answers = new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
            if (answers.contains("-ERR")) {
                throw new IOException("a rehearsed session was refused: " + answers);
            }
        }
    }

    private static String password() {
        byte[] random = new byte[16];
        new SecureRandom().nextBytes(random);
        return HexFormat.of().formatHex(random);
    }
}
