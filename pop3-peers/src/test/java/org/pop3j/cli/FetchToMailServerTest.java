package org.pop3j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.pop3j.peers.GreenMailServer;

/** {@code fetch --to smtp:...} and {@code --to imap:...}, from GreenMail and into it. */
@Timeout(120)
class FetchToMailServerTest {
    private static final String FIRST = "Subject: first\r\nX-Odd:   two  blanks\r\n\r\none\r\n.dot\r\n";
    private static final String SECOND = "Subject: second\r\n\r\ntwo\r\n";

    @TempDir
    Path folder;

    private Outcome fetch(GreenMailServer server, String... options) throws Exception {
        return Outcome.ofFetch(folder, server, options);
    }

    private Path otherPassword(String password) throws Exception {
        return Files.writeString(folder.resolve("other-password"), password + "\n");
    }

    @Test
    @DisplayName(
            "To SMTP: the recipient has each message, the server here has none left; a second run hands on nothing")
    void smtp() throws Exception {
        try (GreenMailServer server = new GreenMailServer()) {
            server.deliver(FIRST);
            server.deliver(SECOND);
            String place = "smtp://127.0.0.1:" + server.smtp() + "/other@localhost";

            // GreenMail takes no empty envelope sender.
            Outcome outcome = fetch(server, "--to", place, "--to-from", "test@localhost", "--delete");

            assertThat(outcome.exitCode()).as(outcome.err()).isZero();
            assertThat(outcome.out()).startsWith("fetched 2 messages, ").contains("deleted 2");
            assertThat(server.messages("other")).hasSize(2);
            assertThat(server.messages("other").get(0)).contains("X-Odd:   two  blanks\r\n", "\r\n\r\none\r\n.dot");
            assertThat(server.messages("test")).isEmpty();
            assertThat(fetch(server, "--to", place).out()).startsWith("fetched 0 messages, ");
        }
    }

    @Test
    @DisplayName("To SMTP: a recipient that is refused keeps the message on the server")
    void smtpRefuses() throws Exception {
        try (GreenMailServer server = new GreenMailServer()) {
            server.deliver(FIRST);
            Outcome outcome = fetch(
                    server,
                    "--to",
                    "smtp://other@127.0.0.1:" + server.smtp() + "/other@localhost",
                    "--to-password-file",
                    otherPassword("wrong").toString(),
                    "--delete");

            assertThat(outcome.exitCode()).isEqualTo(2);
            assertThat(outcome.err().strip()).doesNotContain("\n", "wrong\"");
            assertThat(server.messages("test")).hasSize(1);
        }
    }

    @Test
    @DisplayName("To IMAP: the folder has each message octet for octet, deleted here only after; a second run appends"
            + " nothing")
    void imap() throws Exception {
        try (GreenMailServer server = new GreenMailServer()) {
            server.deliver(FIRST);
            server.deliver(SECOND);
            String place = "imap://other@127.0.0.1:" + server.imap() + "/INBOX";
            String[] options = {
                "--to", place, "--to-password-file", otherPassword("other").toString(), "--delete"
            };

            Outcome outcome = fetch(server, options);

            assertThat(outcome.exitCode()).as(outcome.err()).isZero();
            assertThat(server.messages("other")).hasSize(2);
            assertThat(server.messages("other").get(0)).contains("X-Odd:   two  blanks\r\n", "\r\n\r\none\r\n.dot\r\n");
            assertThat(server.messages("test")).isEmpty();
            assertThat(fetch(server, options).out()).startsWith("fetched 0 messages, ");
        }
    }

    @Test
    @DisplayName(
            "To IMAP: a folder that is not there, and a password that is wrong, are told before anything is fetched")
    void imapRefuses() throws Exception {
        try (GreenMailServer server = new GreenMailServer()) {
            server.deliver(FIRST);
            String url = "imap://other@127.0.0.1:" + server.imap();
            String password = otherPassword("other").toString();
            Outcome folderless = fetch(server, "--to", url + "/Nowhere", "--to-password-file", password);
            assertThat(folderless.exitCode()).isEqualTo(2);
            assertThat(folderless.err()).contains("the server has no such folder");
            String wrong = otherPassword("sesame").toString();
            Outcome refused = fetch(server, "--to", url + "/INBOX", "--to-password-file", wrong);
            assertThat(refused.exitCode()).isEqualTo(2);
            assertThat(refused.err().strip()).doesNotContain("\n", "sesame");
            assertThat(server.messages("test")).hasSize(1);
        }
    }
}
