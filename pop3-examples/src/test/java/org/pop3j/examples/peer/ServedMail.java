package org.pop3j.examples.peer;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.pop3j.server.PlaintextLogin;
import org.pop3j.server.Pop3Server;
import org.pop3j.store.maildir.MaildirStore;
import org.pop3j.store.spi.Maildrop;
import org.pop3j.store.spi.MaildropException;
import org.pop3j.store.spi.MaildropName;
import org.pop3j.store.spi.StoredContent;
import org.pop3j.users.PasswordScheme;
import org.pop3j.users.SelfSigned;
import org.pop3j.users.TlsFileException;
import org.pop3j.users.TlsFiles;
import org.pop3j.users.UsersFile;
import org.pop3j.users.UsersFileAuthenticator;
import org.pop3j.users.UsersFileException;

/** Our server on a folder of Maildirs: one that takes passwords without TLS, one that insists on it. */
final class ServedMail implements AutoCloseable {
    private final MaildirStore store;
    private final Path certificate;
    private final Pop3Server plain;
    private final Pop3Server secure;

    private ServedMail(MaildirStore store, Path certificate, Pop3Server plain, Pop3Server secure) {
        this.store = store;
        this.certificate = certificate;
        this.plain = plain;
        this.secure = secure;
    }

    /**
     * Starts the servers, with a user for each delivery agent.
     *
     * @param folder where the Maildirs are, in {@code mail}; takes users and certificate
     * @return the running servers
     */
    static ServedMail in(Path folder) throws IOException, UsersFileException, TlsFileException, MaildropException {
        MaildirStore store = MaildirStore.in(folder.resolve("mail").toString());
        UsersFile users = UsersFile.openOrCreate(folder.resolve("users"));
        for (DeliveryAgent agent : DeliveryAgent.values()) {
            users.add(agent.maildrop(), PasswordScheme.SCRAM_SHA_256.store(Endpoint.PASSWORD));
        }
        UsersFileAuthenticator authenticator = new UsersFileAuthenticator(users);
        Path state = folder.resolve("state");
        TlsFiles tls = SelfSigned.in(state, List.of("localhost", Endpoint.HOST));
        InetSocketAddress anyPort = new InetSocketAddress(Endpoint.HOST, 0);
        Pop3Server plain = Pop3Server.builder(store, authenticator)
                .listen(anyPort)
                .plaintextLogin(PlaintextLogin.ALLOWED)
                .start();
        Pop3Server secure = Pop3Server.builder(store, authenticator)
                .listen(anyPort)
                .listenTls(anyPort)
                .tls(tls)
                .start();
        return new ServedMail(store, certificateAlone(folder, SelfSigned.file(state)), plain, secure);
    }

    /**
     * Where a client finds a maildrop.
     *
     * @param protection how it connects
     * @param user whose maildrop
     * @return address and user
     */
    Endpoint endpoint(Protection protection, String user) {
        int port = switch (protection) {
            case PLAIN -> plain.addresses().get(0).getPort();
            case STLS -> secure.addresses().get(0).getPort();
            case TLS -> secure.addresses().get(1).getPort();
        };
        return new Endpoint(protection, port, certificate, user);
    }

    /**
     * What the store reads for each message, in the order of their numbers: tells which number is which file.
     *
     * @param user whose maildrop
     * @return the SHA-256 of the stored octets of each
     */
    List<String> digestsInOrder(String user) throws MaildropException, IOException {
        List<String> all = new ArrayList<>();
        try (Maildrop maildrop = store.open(new MaildropName(user))) {
            for (int number = 1; number <= maildrop.count(); number++) {
                try (StoredContent content = maildrop.content(number)) {
                    all.add(Octets.sha256(content.octets().readAllBytes()));
                }
            }
        }
        return all;
    }

    @Override
    public void close() {
        plain.close();
        secure.close();
        store.close();
    }

    /** Clients that run unprivileged may read the certificate, but not the file that has the key too. */
    private static Path certificateAlone(Path folder, Path both) throws IOException {
        String pem = Files.readString(both);
        String end = "-----END CERTIFICATE-----\n";
        int from = pem.indexOf("-----BEGIN CERTIFICATE-----");
        Path file = folder.resolve("certificate.pem");
        Files.writeString(file, pem.substring(from, pem.indexOf(end) + end.length()));
        return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
    }
}
