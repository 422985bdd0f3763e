package org.pop3j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pop3j.peers.GreenMailServer;

/**
 * {@code fetch --to smtps:...} and {@code --to imaps:...} into GreenMail: whose certificate is believed, and for which host. GreenMail
 * has no STARTTLS.
 */
@Timeout(120)
class FetchToTlsTest {
    @TempDir
    Path folder;

    /** Hands all mail of the user test to the user other. */
    private Outcome fetch(GreenMailServer server, String protocol, String host, String... options) throws Exception {
        Path password = Files.writeString(folder.resolve("other-password"), "other\n");
        String place = switch (protocol) {
            case "smtp" -> "smtp://other@" + host + ":" + server.smtp() + "/other@localhost";
            case "smtps" -> "smtps://other@" + host + ":" + server.smtps() + "/other@localhost";
            case "imap" -> "imap://other@" + host + ":" + server.imap() + "/INBOX";
            default -> "imaps://other@" + host + ":" + server.imaps() + "/INBOX";
        };
        String[] all = new String[options.length + 7];
        String[] ours = {
            "--to", place, "--to-password-file", password.toString(), "--to-from", "test@localhost", "--delete"
        };
        System.arraycopy(ours, 0, all, 0, ours.length);
        System.arraycopy(options, 0, all, ours.length, options.length);
        return Outcome.ofFetch(folder, server, all);
    }

    private String certificate() throws Exception {
        return Files.writeString(folder.resolve("certificate.pem"), GreenMailServer.CERTIFICATE)
                .toString();
    }

    @ParameterizedTest
    @ValueSource(strings = {"smtps", "imaps"})
    @DisplayName("To a server with TLS: with its certificate in --to-trust the message is there, and deleted here")
    void trusted(String protocol) throws Exception {
        try (GreenMailServer server = new GreenMailServer()) {
            server.deliver("Subject: first\r\n\r\none\r\n");

            Outcome outcome = fetch(server, protocol, "127.0.0.1", "--to-trust", certificate());

            assertThat(outcome.exitCode()).as(outcome.err()).isZero();
            assertThat(server.messages("other")).singleElement().asString().contains("Subject: first\r\n");
            assertThat(server.messages("test")).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"smtps", "imaps"})
    @DisplayName("To a server with TLS: an unknown certificate, and one for another host, are refused; nothing is lost")
    void refused(String protocol) throws Exception {
        try (GreenMailServer server = new GreenMailServer()) {
            server.deliver("Subject: first\r\n\r\none\r\n");

            Outcome unknown = fetch(server, protocol, "127.0.0.1");
            assertRefused(server, unknown);
            assertThat(unknown.err()).contains("(--to-trust PEM says which certificate to believe)");
            assertRefused(server, fetch(server, protocol, "localhost", "--to-trust", certificate()));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"smtp", "imap"})
    @DisplayName("--to-trust wants TLS on this machine too: a server without STARTTLS gets neither password nor mail")
    void trustWantsTls(String protocol) throws Exception {
        try (GreenMailServer server = new GreenMailServer()) {
            server.deliver("Subject: first\r\n\r\none\r\n");

            Outcome outcome = fetch(server, protocol, "127.0.0.1", "--to-trust", certificate());

            assertRefused(server, outcome);
            assertThat(outcome.err()).contains("STARTTLS");
        }
    }

    private static void assertRefused(GreenMailServer server, Outcome outcome) throws Exception {
        assertThat(outcome.exitCode()).isEqualTo(2);
        assertThat(outcome.err()).hasLineCount(1).doesNotContain("Exception");
        assertThat(server.messages("other")).isEmpty();
        assertThat(server.messages("test")).hasSize(1);
    }
}
