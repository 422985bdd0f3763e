package org.pop3j.cli;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.pop3j.codec.UniqueId;
import org.pop3j.examples.SampleMail;
import org.pop3j.examples.SampleMessage;
import org.pop3j.server.Pop3Server;
import org.pop3j.store.maildir.MaildirStore;
import org.pop3j.store.spi.Maildrop;
import org.pop3j.store.spi.MaildropException;
import org.pop3j.store.spi.MaildropName;
import org.pop3j.store.spi.StoredContent;
import org.pop3j.users.PasswordScheme;
import org.pop3j.users.TlsFiles;
import org.pop3j.users.UsersFile;
import org.pop3j.users.UsersFileAuthenticator;
import org.pop3j.users.UsersFileException;

/** A server with sample mail in a temporary Maildir, on loopback. Closing it removes everything. */
final class DemoSite implements AutoCloseable {
    static final String HOST = "127.0.0.1";
    static final String USER = "demo";

    private static final MaildropName MAILDROP = new MaildropName(USER);

    private final TemporaryFolder folder;
    private final MaildirStore store;
    private final String password;
    private final TlsFiles keys;
    private final Map<String, Sha256.Sum> sums = new LinkedHashMap<>();
    private final Pop3Server server;

    DemoSite() throws IOException, MaildropException, UsersFileException, Failure {
        folder = new TemporaryFolder("pop3-demo-");
        try {
            byte[] random = new byte[8];
            new SecureRandom().nextBytes(random);
            password = HexFormat.of().formatHex(random);
            UsersFile users = UsersFile.openOrCreate(folder.path().resolve("users"));
            users.add(USER, PasswordScheme.SCRAM_SHA_256.store(password));
            store = MaildirStore.in(
                    Files.createDirectory(folder.path().resolve("mail")).toString());
            keys = ServerKeys.selfSigned(folder.path().resolve("state"), Set.of("localhost", HOST));
            deliver();
            server = Pop3Server.builder(store, new UsersFileAuthenticator(users))
                    .listen(new InetSocketAddress(HOST, 0))
                    .listenTls(new InetSocketAddress(HOST, 0))
                    .tls(keys)
                    .start();
        } catch (IOException | MaildropException | UsersFileException | Failure | RuntimeException e) {
            folder.close();
            throw e;
        }
    }

    private void deliver() throws IOException, MaildropException {
        store.create(MAILDROP);
        Map<UniqueId, String> names = new HashMap<>();
        for (SampleMessage message : SampleMail.all()) {
            names.put(store.deliver(MAILDROP, message.open(), Optional.empty()), message.name());
        }
        try (Maildrop maildrop = store.open(MAILDROP)) {
            for (int number = 1; number <= maildrop.count(); number++) {
                try (StoredContent content = maildrop.content(number)) {
                    sums.put(names.get(maildrop.uniqueId(number)), Sha256.ofStored(content.octets()));
                }
            }
        }
    }

    /** Name and sum of each message as it is stored, in the order of their numbers. */
    List<Map.Entry<String, Sha256.Sum>> stored() {
        return new ArrayList<>(sums.entrySet());
    }

    /** The port without TLS from the start. */
    int port() {
        return server.addresses().get(0).getPort();
    }

    int tlsPort() {
        return server.addresses().get(1).getPort();
    }

    String password() {
        return password;
    }

    TlsFiles keys() {
        return keys;
    }

    @Override
    public void close() throws IOException {
        server.stop(Duration.ofSeconds(5));
        store.close();
        folder.close();
    }
}
