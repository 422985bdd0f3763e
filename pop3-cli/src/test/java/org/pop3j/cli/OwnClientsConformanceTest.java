package org.pop3j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.mail.FetchProfile;
import jakarta.mail.Flags;
import jakarta.mail.Folder;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Store;
import jakarta.mail.UIDFolder;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.pop3j.client.LoginPolicy;
import org.pop3j.client.PlaintextLogin;
import org.pop3j.client.Pop3Client;
import org.pop3j.client.Pop3Session;
import org.pop3j.client.Timeouts;
import org.pop3j.client.TlsMode;
import org.pop3j.client.Trust;
import org.pop3j.codec.ScanListing;
import org.pop3j.conformance.ClientDriver;
import org.pop3j.conformance.ClientKit;
import org.pop3j.conformance.ClientRun;
import org.pop3j.conformance.ClientRun.End;
import org.pop3j.conformance.ClientRun.Fidelity;
import org.pop3j.conformance.ClientWay;
import org.pop3j.conformance.ClientWay.Login;
import org.pop3j.conformance.Finding;
import org.pop3j.conformance.Report;
import org.pop3j.conformance.Verdict;

/** Our client and our Jakarta Mail provider in all scenarios of pop3-conformance. */
@Tag("any-jdk")
class OwnClientsConformanceTest {
    private static final Duration TIME_OUT = Duration.ofMillis(1500);

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    @TempDir
    private static Path folder;

    private static KitKeys keys;

    @BeforeAll
    static void certificates() throws Exception {
        keys = KitKeys.in(folder);
    }

    /** All scenarios in clear and under TLS; those of STLS and of a mechanism for themselves. */
    static Stream<Arguments> ways() {
        return Stream.of(
                Arguments.of(ClientWay.PLAIN, List.of()),
                Arguments.of(ClientWay.tls(keys.shown()).with(Login.AUTH_PLAIN), List.of()),
                Arguments.of(
                        ClientWay.stls(keys.shown()),
                        List.of(
                                "C0022",
                                "R8314-06",
                                "R2595-06",
                                "S-02",
                                "R2595-07",
                                "R2595-08",
                                "S-03",
                                "S-04",
                                "S-19",
                                "R2595-10")),
                Arguments.of(
                        ClientWay.PLAIN.with(Login.AUTH_SCRAM_SHA_256),
                        List.of(
                                "C0022",
                                "R5034-04",
                                "R5034-03",
                                "R5034-11",
                                "D-4",
                                "OXP-05",
                                "SASL-01",
                                "S-23",
                                "R5802-01",
                                "R5802-02",
                                "R5802-03",
                                "R5802-04")));
    }

    @ParameterizedTest
    @MethodSource("ways")
    @DisplayName("our client breaks no MUST in any scenario: in clear, under TLS, by STLS, by AUTH")
    void client(ClientWay way, List<String> only) throws Exception {
        ClientDriver driver = (server, user, password, limit) -> byClient(way, server, user, password);
        requireGood(way, ClientKit.run("pop3-client", driver, way, PATIENCE, only));
    }

    @ParameterizedTest
    @MethodSource("ways")
    @DisplayName("our Jakarta Mail provider breaks no MUST in any scenario: in clear, under TLS, by STLS, by AUTH")
    void provider(ClientWay way, List<String> only) throws Exception {
        ClientDriver driver = (server, user, password, limit) -> byProvider(way, server, user, password);
        requireGood(way, ClientKit.run("pop3-jakarta-mail", driver, way, PATIENCE, only));
    }

    private static void requireGood(ClientWay way, Report report) {
        assertThat(report.with(Verdict.FAILED).stream().map(OwnClientsConformanceTest::shown))
                .as(() -> way + ", failed")
                .isEmpty();
        assertThat(report.with(Verdict.NOT_TESTED).stream()
                        .filter(finding -> !finding.came().startsWith("needs a client that is told"))
                        .map(OwnClientsConformanceTest::shown))
                .isEmpty();
        assertThat(report.count(Verdict.PASSED)).isGreaterThan(9);
    }

    private static String shown(Finding finding) {
        return finding.check().name() + ": expected " + finding.expected() + ", got " + finding.came() + "\n"
                + String.join("\n", finding.dialogue());
    }

    private static ClientRun byClient(ClientWay way, InetSocketAddress address, String user, String password)
            throws IOException {
        List<String> messages = new ArrayList<>();
        Pop3Client.Builder builder = Pop3Client.builder(address.getHostString())
                .port(address.getPort())
                .tls(mode(way))
                .trust(Trust.pem(keys.authorities()))
                .plaintextLogin(PlaintextLogin.ALLOWED)
                .timeouts(Timeouts.all(TIME_OUT));
        if (way.login() != Login.USER_PASS) {
            builder.loginPolicy(LoginPolicy.only(way.login().mechanism()));
        }
        try (Pop3Session session = builder.build().connect()) {
            session.logIn(user, password);
            session.dropListing();
            session.noop();
            List<ScanListing> listings = session.scanListings();
            session.uniqueIdListings();
            for (ScanListing listing : listings) {
                session.scanListing(listing.number());
                session.top(listing.number(), 0, OutputStream.nullOutputStream());
                ByteArrayOutputStream content = new ByteArrayOutputStream();
                session.retrieve(listing.number(), content);
                messages.add(content.toString(StandardCharsets.ISO_8859_1));
            }
            for (ScanListing listing : listings) {
                session.delete(listing.number());
            }
            session.quit();
            return new ClientRun(End.SUCCEEDED, messages, Fidelity.EXACT);
        } catch (IOException | IllegalArgumentException toldByTheClient) {
            return new ClientRun(End.FAILED, messages, Fidelity.EXACT);
        }
    }

    private static TlsMode mode(ClientWay way) {
        return switch (way.tls()) {
            case NONE -> TlsMode.NONE;
            case STLS -> TlsMode.STLS_REQUIRED;
            case FROM_THE_START -> TlsMode.TLS;
        };
    }

    private static ClientRun byProvider(ClientWay way, InetSocketAddress address, String user, String password)
            throws IOException {
        List<String> messages = new ArrayList<>();
        try (Store store = Session.getInstance(properties(way)).getStore("pop3j")) {
            store.connect(address.getHostString(), address.getPort(), user, password);
            Folder inbox = store.getFolder("INBOX");
            inbox.open(Folder.READ_WRITE);
            fetch(inbox, messages);
            inbox.close(true);
            return new ClientRun(End.SUCCEEDED, messages, Fidelity.EXACT);
        } catch (MessagingException | IOException toldByTheProvider) {
            return new ClientRun(End.FAILED, messages, Fidelity.EXACT);
        }
    }

    private static Properties properties(ClientWay way) throws IOException {
        try {
            return propertiesOf(way);
        } catch (GeneralSecurityException e) {
            throw new IOException("no TLS", e);
        }
    }

    private static Properties propertiesOf(ClientWay way) throws IOException, GeneralSecurityException {
        Properties properties = new Properties();
        for (String key : List.of("connectiontimeout", "timeout", "writetimeout")) {
            properties.setProperty("mail.pop3j." + key, Long.toString(TIME_OUT.toMillis()));
        }
        if (way.tls() != org.pop3j.conformance.TlsMode.NONE) {
            boolean byStls = way.tls() == org.pop3j.conformance.TlsMode.STLS;
            properties.setProperty("mail.pop3j." + (byStls ? "starttls.required" : "ssl.enable"), "true");
            properties.put(
                    "mail.pop3j.ssl.socketFactory",
                    Trust.pem(keys.authorities()).context().getSocketFactory());
        }
        if (way.login() != Login.USER_PASS) {
            properties.setProperty("mail.pop3j.auth.mechanisms", way.login().mechanism());
        }
        return properties;
    }

    private static void fetch(Folder inbox, List<String> messages) throws MessagingException, IOException {
        Message[] all = inbox.getMessages();
        FetchProfile profile = new FetchProfile();
        profile.add(UIDFolder.FetchProfileItem.UID);
        profile.add(FetchProfile.Item.ENVELOPE);
        inbox.fetch(all, profile);
        for (Message message : all) {
            ByteArrayOutputStream content = new ByteArrayOutputStream();
            try {
                message.writeTo(content);
            } catch (IOException e) {
                throw new MessagingException("not read", e);
            }
            messages.add(content.toString(StandardCharsets.ISO_8859_1));
        }
        for (Message message : all) {
            message.setFlag(Flags.Flag.DELETED, true);
        }
    }
}
