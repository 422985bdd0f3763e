package org.pop3j.examples;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.mail.Session;
import jakarta.mail.Store;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.FutureTask;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pop3j.client.Credentials;
import org.pop3j.client.LoginPolicy;
import org.pop3j.client.PlaintextLogin;
import org.pop3j.client.Pop3BrokenException;
import org.pop3j.client.Pop3Client;
import org.pop3j.client.Pop3RefusedException;
import org.pop3j.client.Pop3Session;
import org.pop3j.client.Pop3Sync;
import org.pop3j.client.SessionLogin;
import org.pop3j.client.SyncLedger;
import org.pop3j.client.SyncReport;
import org.pop3j.client.TlsMode;
import org.pop3j.client.Trust;
import org.pop3j.codec.ScanListing;
import org.pop3j.server.Pop3Server;
import org.pop3j.server.spi.Login;
import org.pop3j.store.maildir.MaildirStore;
import org.pop3j.store.spi.MaildropName;
import org.pop3j.users.Fingerprint;
import org.pop3j.users.PasswordScheme;
import org.pop3j.users.SelfSigned;
import org.pop3j.users.UsersFile;

@DisplayName("Each example program")
class ExamplesTest {
    private static final String HOST = "127.0.0.1";
    private static final MaildropName ADA = new MaildropName("ada");

    @TempDir
    private Path folder;

    @Test
    @DisplayName("SmallestServer serves its message")
    void smallestServer() throws Exception {
        try (Pop3Server server = SmallestServer.start(message("Subject: one\n\nbody\n"));
                Pop3Session session = plain(server).connect()) {
            session.logIn("ada", "secret");
            ByteArrayOutputStream got = new ByteArrayOutputStream();
            session.retrieve(session.scanListings().get(0).number(), got);
            session.quit();
            assertThat(got.toString(UTF_8)).isEqualTo("Subject: one\r\n\r\nbody\r\n");
        }
    }

    @Test
    @DisplayName("SmallestClient prints all messages that ServeMaildirs serves over TLS")
    void smallestClient() throws Exception {
        deliver("Subject: one\n\n1\n", "Subject: two\n\n2\n");
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (Pop3Server server = serveMaildirs()) {
            SmallestClient.printAll(HOST, server.addresses().get(0).getPort(), trust(), "ada", "secret", out);
        }
        assertThat(out.toString(UTF_8)).isEqualTo("Subject: one\r\n\r\n1\r\nSubject: two\r\n\r\n2\r\n");
    }

    @Test
    @DisplayName("ServeMaildirs takes no password without TLS, and takes it after STLS")
    void serveMaildirs_stls() throws Exception {
        deliver("Subject: one\n\n1\n");
        try (Pop3Server server = serveMaildirs()) {
            int port = server.addresses().get(1).getPort();
            Pop3Client.Builder client = Pop3Client.builder(HOST).port(port).trust(trust());
            Pop3Client careless = client.tls(TlsMode.NONE)
                    .plaintextLogin(PlaintextLogin.ALLOWED)
                    .build();
            try (Pop3Session session = careless.connect()) {
                // By SCRAM, which shows no password, it would be let in.
                LoginPolicy bare = LoginPolicy.only("USER").withoutTls("USER");
                assertThatThrownBy(() -> session.logIn(Credentials.password("ada", "secret"), bare))
                        .isInstanceOf(Pop3RefusedException.class);
            }
            try (Pop3Session session = client.tls(TlsMode.STLS_REQUIRED).build().connect()) {
                session.logIn("ada", "secret");
                assertThat(session.dropListing().messages()).isEqualTo(1);
            }
        }
    }

    @Test
    @DisplayName("SmallestJakartaMail prints the subjects of all messages, through our provider")
    void smallestJakartaMail() throws Exception {
        deliver("Subject: one\n\n1\n", "Subject: =?utf-8?Q?zw=C3=B6lf?=\n\n2\n");
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (Pop3Server server = serveMaildirs();
                PrintStream print = new PrintStream(out, true, UTF_8)) {
            Properties properties = new Properties();
            properties.put("mail.pop3s.ssl.trust", HOST);
            int port = server.addresses().get(0).getPort();
            SmallestJakartaMail.printSubjects(properties, HOST, port, "ada", "secret", print);
            try (Store store = Session.getInstance(properties).getStore("pop3s")) {
                assertThat(store.getClass().getModule().getName()).startsWith("org.pop3j");
            }
        }
        assertThat(out.toString(UTF_8).lines()).containsExactly("one", "zw\u00f6lf");
    }

    @Test
    @DisplayName("FetchToFiles moves every message into a file, and only then off the server")
    void fetchToFiles() throws Exception {
        deliver("Subject: one\n\n.\n", "Subject: two\n\n2\n");
        Path files = Files.createDirectory(folder.resolve("files"));
        try (Pop3Server server = serveMaildirs()) {
            int port = server.addresses().get(0).getPort();
            Pop3Client client =
                    Pop3Client.builder(HOST).port(port).trust(trust()).build();
            FetchToFiles.move(client, "ada", "secret", files);
            FetchToFiles.move(client, "ada", "secret", files);
            try (Pop3Session session = client.connect()) {
                session.logIn("ada", "secret");
                assertThat(session.dropListing().messages()).isZero();
            }
        }
        assertThat(files.resolve("1.eml")).hasContent("Subject: one\r\n\r\n.\r\n");
        assertThat(files.resolve("2.eml")).hasContent("Subject: two\r\n\r\n2\r\n");
    }

    @Test
    @DisplayName("SyncMail fetches what is new, each message once, and keeps it on the server")
    void syncMail() throws Exception {
        deliver("Subject: one\n\n.\n", "Subject: two\n\n2\n");
        Path files = Files.createDirectory(folder.resolve("synced"));
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        PrintStream printed = new PrintStream(said, true, UTF_8);
        try (Pop3Server server = serveMaildirs()) {
            int port = server.addresses().get(0).getPort();
            Pop3Client client =
                    Pop3Client.builder(HOST).port(port).trust(trust()).build();
            SyncMail.into(files, client, "ada", "secret", printed);
            SyncMail.into(files, client, "ada", "secret", printed);
        }
        assertThat(said.toString(UTF_8).lines()).containsExactly("2 taken, 0 deleted", "0 taken, 0 deleted");
        try (Stream<Path> fetched = Files.list(files)) {
            assertThat(fetched.filter(file -> file.toString().endsWith(".eml"))).hasSize(2);
        }
    }

    @Test
    @DisplayName("PollMail takes what is new and says so, until there was enough")
    void pollMail() throws Exception {
        deliver("Subject: one\n\n.\n", "Subject: two\n\n2\n");
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        try (Pop3Server server = serveMaildirs()) {
            int port = server.addresses().get(0).getPort();
            Pop3Client client =
                    Pop3Client.builder(HOST).port(port).trust(trust()).build();
            SessionLogin login = SessionLogin.password("ada", "secret");
            Pop3Sync sync =
                    Pop3Sync.builder(client, login, SyncLedger.inMemory("ada")).build();
            PollMail.poll(
                    sync,
                    (message, content) -> content.transferTo(OutputStream.nullOutputStream()),
                    summary -> summary.taken() == 2,
                    new PrintStream(said, true, UTF_8));
        }
        assertThat(said.toString(UTF_8).lines())
                .singleElement()
                .asString()
                .startsWith("1 accounts, 2 messages taken, 0 failures, ");
    }

    @Test
    @DisplayName(
            "BoundedClient skips what is too large, and speaks the language that is wanted where the server has any")
    void boundedClient() throws Exception {
        deliver("Subject: one\n\n" + "x".repeat(60_000) + "\n", "Subject: two\n\n2\n");
        try (Pop3Server server = serveMaildirs()) {
            int port = server.addresses().get(0).getPort();
            Pop3Client client = BoundedClient.bounded(HOST, port, trust());
            SessionLogin login = SessionLogin.password("ada", "secret");
            List<String> taken = new ArrayList<>();
            SyncReport report = Pop3Sync.builder(client, login, SyncLedger.inMemory("ada"))
                    .build()
                    .run((message, content) -> taken.add(new String(content.readAllBytes(), UTF_8)));
            assertThat(taken).containsExactly("Subject: two\r\n\r\n2\r\n");
            assertThat(report.tooLarge()).hasSize(1);
            try (Pop3Session session = client.connect()) {
                session.logIn("ada", "secret");
                BoundedClient.speak(session, "de");
                assertThat(session.isOpen()).isTrue();
            }
        }
    }

    @Test
    @DisplayName("BoundedClient greets its proxy by SOCKS 5")
    void proxied() throws Exception {
        try (ServerSocket proxy = new ServerSocket(0, 1, InetAddress.getByName(HOST))) {
            FutureTask<Integer> version = new FutureTask<>(() -> {
                try (Socket socket = proxy.accept()) {
                    return socket.getInputStream().read();
                }
            });
            new Thread(version, "proxy that hangs up").start();
            Pop3Client client = BoundedClient.proxied("pop.example.org", HOST, proxy.getLocalPort());
            assertThatThrownBy(client::connect).isInstanceOf(Pop3BrokenException.class);
            assertThat(version.get()).isEqualTo(5);
        }
    }

    @Test
    @DisplayName("OwnStore serves notices in order and removes at QUIT")
    void ownStore() throws Exception {
        OwnStore store = new OwnStore();
        store.put("b", "Subject: second\n\n");
        store.put("a", "Subject: first\n\n.");
        try (Pop3Server server = Pop3Server.builder(
                        store, (name, password, peer) -> Optional.of(new Login(name, new MaildropName(name))))
                .listen(new InetSocketAddress(HOST, 0))
                .plaintextLogin(org.pop3j.server.PlaintextLogin.ALLOWED)
                .start()) {
            try (Pop3Session session = plain(server).connect()) {
                session.logIn("ada", "any");
                List<ScanListing> listings = session.scanListings();
                assertThat(listings).extracting(ScanListing::octets).containsExactly(21L, 19L);
                session.delete(listings.get(0).number());
                session.quit();
            }
            try (Pop3Session session = plain(server).connect()) {
                session.logIn("ben", "any");
                assertThat(session.uniqueIdListings())
                        .extracting(listing -> listing.uniqueId().value())
                        .containsExactly("b");
                assertThatThrownBy(() -> secondSession(server)).hasMessageContaining("IN-USE");
            }
        }
    }

    private static void secondSession(Pop3Server server) throws Exception {
        try (Pop3Session session = plain(server).connect()) {
            session.logIn("ben", "any");
        }
    }

    private Pop3Server serveMaildirs() throws Exception {
        UsersFile users = UsersFile.openOrCreate(folder.resolve("users"));
        users.add("ada", PasswordScheme.SCRAM_SHA_256.store("secret"));
        return ServeMaildirs.start(folder.resolve("mail"), folder.resolve("users"), folder.resolve("state"));
    }

    private Trust trust() throws Exception {
        return Trust.certificate(Fingerprint.sha256(
                SelfSigned.in(folder.resolve("state"), List.of(HOST)).certificate()));
    }

    private void deliver(String... messages) throws Exception {
        Files.createDirectory(folder.resolve("mail"));
        try (MaildirStore store = MaildirStore.in(folder.resolve("mail").toString())) {
            store.create(ADA);
            for (String message : messages) {
                store.deliver(ADA, message(message), Optional.empty());
            }
        }
    }

    private static ByteArrayInputStream message(String octets) {
        return new ByteArrayInputStream(octets.getBytes(UTF_8));
    }

    private static Pop3Client plain(Pop3Server server) {
        return Pop3Client.builder(HOST)
                .port(server.addresses().get(0).getPort())
                .tls(TlsMode.NONE)
                .plaintextLogin(PlaintextLogin.ALLOWED)
                .build();
    }
}
