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
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.pop3j.client.PlaintextLogin;
import org.pop3j.client.Pop3Client;
import org.pop3j.client.Pop3Session;
import org.pop3j.client.Timeouts;
import org.pop3j.client.TlsMode;
import org.pop3j.codec.ScanListing;
import org.pop3j.conformance.ClientDriver;
import org.pop3j.conformance.ClientKit;
import org.pop3j.conformance.ClientRun;
import org.pop3j.conformance.ClientRun.End;
import org.pop3j.conformance.ClientRun.Fidelity;
import org.pop3j.conformance.Finding;
import org.pop3j.conformance.Report;
import org.pop3j.conformance.Verdict;

/** Our client and our Jakarta Mail provider in all scenarios of pop3-conformance. */
class OwnClientsConformanceTest {
    private static final Duration TIME_OUT = Duration.ofMillis(1500);

    @Test
    @DisplayName("our client breaks no MUST in any scenario")
    void client() throws Exception {
        requireGood(ClientKit.run("pop3-client", OwnClientsConformanceTest::byClient, Duration.ofSeconds(10)));
    }

    @Test
    @DisplayName("our Jakarta Mail provider breaks no MUST in any scenario")
    void provider() throws Exception {
        requireGood(ClientKit.run("pop3-jakarta-mail", OwnClientsConformanceTest::byProvider, Duration.ofSeconds(10)));
    }

    private static void requireGood(Report report) {
        assertThat(report.with(Verdict.FAILED).stream().map(OwnClientsConformanceTest::shown))
                .isEmpty();
        assertThat(report.with(Verdict.NOT_TESTED).stream().map(OwnClientsConformanceTest::shown))
                .isEmpty();
        assertThat(report.count(Verdict.PASSED)).isGreaterThan(50);
    }

    private static String shown(Finding finding) {
        return finding.check().name() + ": expected " + finding.expected() + ", got " + finding.came() + "\n"
                + String.join("\n", finding.dialogue());
    }

    private static ClientRun byClient(InetSocketAddress server, String user, String password, Duration limit) {
        ClientDriver driver = (address, name, secret, time) -> {
            List<String> messages = new ArrayList<>();
            Pop3Client client = Pop3Client.builder(address.getHostString())
                    .port(address.getPort())
                    .tls(TlsMode.NONE)
                    .plaintextLogin(PlaintextLogin.ALLOWED)
                    .timeouts(Timeouts.all(TIME_OUT))
                    .build();
            try (Pop3Session session = client.connect()) {
                session.logIn(name, secret);
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
        };
        return run(driver, server, user, password, limit);
    }

    private static ClientRun byProvider(InetSocketAddress server, String user, String password, Duration limit) {
        ClientDriver driver = (address, name, secret, time) -> {
            List<String> messages = new ArrayList<>();
            Properties properties = new Properties();
            for (String key : List.of("connectiontimeout", "timeout", "writetimeout")) {
                properties.setProperty("mail.pop3j." + key, Long.toString(TIME_OUT.toMillis()));
            }
            try (Store store = Session.getInstance(properties).getStore("pop3j")) {
                store.connect(address.getHostString(), address.getPort(), name, secret);
                Folder inbox = store.getFolder("INBOX");
                inbox.open(Folder.READ_WRITE);
                fetch(inbox, messages);
                inbox.close(true);
                return new ClientRun(End.SUCCEEDED, messages, Fidelity.EXACT);
            } catch (MessagingException toldByTheProvider) {
                return new ClientRun(End.FAILED, messages, Fidelity.EXACT);
            }
        };
        return run(driver, server, user, password, limit);
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

    private static ClientRun run(
            ClientDriver driver, InetSocketAddress server, String user, String password, Duration limit) {
        try {
            return driver.fetch(server, user, password, limit);
        } catch (IOException e) {
            return new ClientRun(End.FAILED, List.of(), Fidelity.EXACT);
        }
    }
}
