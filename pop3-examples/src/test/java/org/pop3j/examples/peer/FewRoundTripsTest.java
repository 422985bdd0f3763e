package org.pop3j.examples.peer;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.mail.Folder;
import jakarta.mail.Message;
import jakarta.mail.Session;
import jakarta.mail.Store;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.pop3j.client.ClientLimits;
import org.pop3j.client.MessageHandler;
import org.pop3j.client.PlaintextLogin;
import org.pop3j.client.Pop3Client;
import org.pop3j.client.Pop3RefusedException;
import org.pop3j.client.Pop3Session;
import org.pop3j.client.Pop3Sync;
import org.pop3j.client.Retention;
import org.pop3j.client.SessionLogin;
import org.pop3j.client.SyncLedger;
import org.pop3j.client.SyncReport;
import org.pop3j.client.TlsMode;
import org.pop3j.codec.MessageNumber;
import org.pop3j.conformance.Proxy;
import org.pop3j.server.Pop3Server;
import org.pop3j.server.spi.Login;
import org.pop3j.store.MemoryStore;
import org.pop3j.store.spi.MaildropName;

/** What a far server costs is counted, not timed: how often the client begins to speak after the server has spoken. */
@Timeout(120)
@DisplayName("Through a proxy that delays, with as many messages as take one window,")
class FewRoundTripsTest {
    private static final int MESSAGES = 60;
    /** CAPA, login, CAPA, listings, all RETR, all DELE, QUIT; one by one it would be at least one a message. */
    private static final int FEW = 10;

    private static final Duration DELAY = Duration.ofMillis(5);
    private static final List<String> EXPECTED = IntStream.rangeClosed(1, MESSAGES)
            .mapToObj(i -> "Subject: " + i + "\r\n\r\n.dot " + i + "\r\n")
            .toList();

    /** What somebody does with a server. */
    private interface Use {
        void at(Proxy proxy) throws Exception;
    }

    private static void atOurs(Use use) throws Exception {
        MaildropName name = new MaildropName(MaildirOfAda.USER);
        try (MemoryStore store = new MemoryStore()) {
            store.create(name);
            for (String message : EXPECTED) {
                store.deliver(
                        name, new ByteArrayInputStream(message.getBytes(StandardCharsets.US_ASCII)), Optional.empty());
            }
            try (Pop3Server server = Pop3Server.builder(
                            store, (user, password, peer) -> Optional.of(new Login(user, new MaildropName(user))))
                    .listen(new InetSocketAddress(Endpoint.HOST, 0))
                    .plaintextLogin(org.pop3j.server.PlaintextLogin.ALLOWED)
                    .start()) {
                through(server.addresses().get(0), use);
            }
        }
    }

    private static void atDovecot(Path folder, Use use) throws Exception {
        Set<PosixFilePermission> mayEnter = PosixFilePermissions.fromString("rwxr-xr-x");
        Files.setPosixFilePermissions(folder, mayEnter);
        Path mail = Files.createDirectory(folder.resolve("all"));
        try (DovecotPeer dovecot = DovecotPeer.on(
                MaildirOfAda.in(mail, MESSAGES).all(), Files.createDirectory(folder.resolve("dovecot")))) {
            through(new InetSocketAddress(Endpoint.HOST, dovecot.port()), use);
        }
    }

    private static void through(InetSocketAddress server, Use use) throws Exception {
        try (Proxy proxy = Proxy.to(server).delay(DELAY).start()) {
            use.at(proxy);
        }
    }

    private static Pop3Client.Builder client(Proxy proxy) {
        return Pop3Client.builder(Endpoint.HOST)
                .port(proxy.address().getPort())
                .tls(TlsMode.NONE)
                .plaintextLogin(PlaintextLogin.ALLOWED);
    }

    private static String text(InputStream content) throws IOException {
        return new String(content.readAllBytes(), StandardCharsets.ISO_8859_1);
    }

    private static List<String> retrieved(Pop3Client client) throws IOException {
        List<String> contents = new ArrayList<>();
        try (Pop3Session session = client.connect()) {
            session.logIn(MaildirOfAda.USER, Endpoint.PASSWORD);
            List<MessageNumber> all = session.scanListings().stream()
                    .map(listing -> listing.number())
                    .toList();
            session.retrieve(all, new MessageHandler<>() {
                @Override
                public void message(MessageNumber number, InputStream content) throws IOException {
                    contents.add(text(content));
                }

                @Override
                public void refused(MessageNumber number, Pop3RefusedException refusal) throws IOException {
                    throw refusal;
                }
            });
            session.quit();
        }
        return contents;
    }

    private static void retrieve(Proxy proxy) throws Exception {
        assertThat(retrieved(client(proxy).build())).isEqualTo(EXPECTED);
        assertThat(proxy.roundTrips()).isLessThanOrEqualTo(FEW);
    }

    private static void retrieveOneByOne(Proxy proxy) throws Exception {
        ClientLimits noWindow = ClientLimits.DEFAULTS.withWindowOctets(0);
        assertThat(retrieved(client(proxy).limits(noWindow).build())).isEqualTo(EXPECTED);
        assertThat(proxy.roundTrips()).isGreaterThan(MESSAGES);
    }

    private static void sync(Proxy proxy) throws Exception {
        List<String> contents = new ArrayList<>();
        SessionLogin login = SessionLogin.password(MaildirOfAda.USER, Endpoint.PASSWORD);
        SyncReport report = Pop3Sync.builder(client(proxy).build(), login, SyncLedger.inMemory("ada"))
                .retention(Retention.DELETE)
                .build()
                .run((message, content) -> contents.add(text(content)));
        assertThat(contents).isEqualTo(EXPECTED);
        assertThat(report.deleted()).isEqualTo(MESSAGES);
        assertThat(report.deletions()).isEqualTo(SyncReport.Deletions.COMMITTED);
        assertThat(proxy.roundTrips()).isLessThanOrEqualTo(FEW);
    }

    private static void provider(Proxy proxy) throws Exception {
        Properties properties = new Properties();
        properties.setProperty("mail.pop3j.readahead", "true");
        List<String> contents = new ArrayList<>();
        try (Store store = Session.getInstance(properties).getStore("pop3j")) {
            store.connect(Endpoint.HOST, proxy.address().getPort(), MaildirOfAda.USER, Endpoint.PASSWORD);
            Folder inbox = store.getFolder("INBOX");
            inbox.open(Folder.READ_WRITE);
            for (Message message : inbox.getMessages()) {
                ByteArrayOutputStream content = new ByteArrayOutputStream();
                message.writeTo(content);
                contents.add(content.toString(StandardCharsets.ISO_8859_1));
            }
            inbox.close(false);
        }
        assertThat(contents).isEqualTo(EXPECTED);
        assertThat(proxy.roundTrips()).isLessThanOrEqualTo(FEW);
    }

    @Test
    @DisplayName("the client takes few round trips at our server, and one a message where it may not pipeline")
    void clientAtOurs() throws Exception {
        atOurs(FewRoundTripsTest::retrieve);
        atOurs(FewRoundTripsTest::retrieveOneByOne);
    }

    @Test
    @DisplayName("a sync that deletes what it took takes few round trips at our server")
    void syncAtOurs() throws Exception {
        atOurs(FewRoundTripsTest::sync);
    }

    @Test
    @DisplayName("a program of Jakarta Mail that reads all takes few round trips at our server")
    void providerAtOurs() throws Exception {
        atOurs(FewRoundTripsTest::provider);
    }

    @Test
    @Tag("peer")
    @DisplayName("the same at Dovecot")
    void atDovecot(@TempDir Path first, @TempDir Path second, @TempDir Path third) throws Exception {
        atDovecot(first, FewRoundTripsTest::retrieve);
        atDovecot(second, FewRoundTripsTest::provider);
        atDovecot(third, FewRoundTripsTest::sync);
    }
}
