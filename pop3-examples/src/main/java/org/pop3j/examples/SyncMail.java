package org.pop3j.examples;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import org.pop3j.client.Pop3Client;
import org.pop3j.client.Pop3Sync;
import org.pop3j.client.Retention;
import org.pop3j.client.SessionLogin;
import org.pop3j.client.SyncLedger;
import org.pop3j.client.SyncReport;

/** Fetches what is new into a folder, and deletes it on the server after 14 days; run it as often as you like. */
public final class SyncMail {
    private final Path folder;

    private SyncMail(Path folder) {
        this.folder = folder;
    }

    /**
     * Fetches new mail.
     *
     * @param args host, user, password, folder
     * @throws IOException if there is no session, or the ledger cannot be used
     */
    public static void main(String[] args) throws IOException {
        Pop3Client client = Pop3Client.builder(args[0]).build();
        new SyncMail(Path.of(args[3])).sync(client, args[1], args[2], System.out);
    }

    static void into(Path folder, Pop3Client client, String user, String password, PrintStream out) throws IOException {
        new SyncMail(folder).sync(client, user, password, out);
    }

    private void sync(Pop3Client client, String user, String password, PrintStream out) throws IOException {
        Path ledgerFile = folder.resolve("ledger");
        String account = user + "@" + client;
        // snippet: sync
        try (SyncLedger ledger = SyncLedger.open(ledgerFile, account)) {
            Pop3Sync sync = Pop3Sync.builder(client, SessionLogin.password(user, password), ledger)
                    .retention(Retention.keepFor(Duration.ofDays(14)))
                    .build();
            SyncReport report = sync.run((message, content) -> store(message.key(), content));
            out.println(report.taken() + " taken, " + report.deleted() + " deleted");
        }
        // end
    }

    /** Under a name made of the key: what comes again after a crash replaces itself. A key is no safe file name, its digest is. */
    private void store(String key, InputStream content) throws IOException {
        Files.copy(content, folder.resolve(digest(key) + ".eml"), StandardCopyOption.REPLACE_EXISTING);
    }

    private static String digest(String key) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(key.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, 16);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
