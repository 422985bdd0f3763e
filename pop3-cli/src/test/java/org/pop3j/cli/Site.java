package org.pop3j.cli;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.pop3j.server.Pop3Server;
import org.pop3j.store.MemoryStore;
import org.pop3j.store.spi.Maildrop;
import org.pop3j.store.spi.MaildropException;
import org.pop3j.store.spi.MaildropName;
import org.pop3j.users.Fingerprint;
import org.pop3j.users.TlsFiles;
import org.pop3j.users.UsersFile;
import org.pop3j.users.UsersFileAuthenticator;

/** A server for the tests of fetch and check: user anna, password secret, and bert, password other; a store in memory. */
final class Site implements AutoCloseable {
    static final MaildropName ANNA = new MaildropName("anna");
    static final MaildropName BERT = new MaildropName("bert");

    private final MemoryStore store = new MemoryStore();
    private final TlsFiles keys;
    private final Pop3Server server;

    Site(Path folder, String... messages) throws Exception {
        Path users = Files.writeString(folder.resolve("site-users"), "anna:{PLAIN}secret\nbert:{PLAIN}other\n");
        Files.writeString(passwordFile(folder), "secret\n");
        keys = ServerKeys.selfSigned(folder.resolve("site-state"), Set.of("localhost", "127.0.0.1"));
        store.create(ANNA);
        store.create(BERT);
        for (String message : messages) {
            deliver(message);
        }
        server = Pop3Server.builder(store, new UsersFileAuthenticator(UsersFile.open(users)))
                .listenTls(new InetSocketAddress("127.0.0.1", 0))
                .listen(new InetSocketAddress("127.0.0.1", 0))
                .tls(keys)
                .start();
    }

    static Path passwordFile(Path folder) {
        return folder.resolve("password");
    }

    void deliver(String message) throws MaildropException, IOException {
        deliver(ANNA, message);
    }

    void deliver(MaildropName to, String message) throws MaildropException, IOException {
        store.deliver(to, new ByteArrayInputStream(message.getBytes(StandardCharsets.ISO_8859_1)), Optional.empty());
    }

    /** Waits for sessions that ended without QUIT: until then the maildrop is in use. */
    void stop() {
        server.close();
    }

    int left() throws MaildropException {
        return leftIds().size();
    }

    List<String> leftIds() throws MaildropException {
        try (Maildrop maildrop = store.open(ANNA)) {
            List<String> ids = new ArrayList<>();
            for (int number = 1; number <= maildrop.count(); number++) {
                ids.add(maildrop.uniqueId(number).value());
            }
            return ids;
        }
    }

    String url() {
        return "pop3s://anna@127.0.0.1:" + server.addresses().get(0).getPort();
    }

    String tlsAddress() {
        return "127.0.0.1:" + server.addresses().get(0).getPort();
    }

    String stlsUrl() {
        return "pop3://anna@127.0.0.1:" + server.addresses().get(1).getPort();
    }

    String pin() {
        return Fingerprint.sha256(keys.certificate());
    }

    /** The options that every fetch from here needs. */
    List<String> access(Path folder) {
        return List.of("--password-file", passwordFile(folder).toString(), "--pin", pin());
    }

    @Override
    public void close() {
        server.close();
        store.close();
    }
}
