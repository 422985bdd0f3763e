package org.pop3j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.mail.Flags;
import jakarta.mail.Folder;
import jakarta.mail.Message;
import jakarta.mail.Session;
import jakarta.mail.Store;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One ledger for {@code pop3 fetch} and for programs of the Jakarta Mail API. */
class SharedLedgerTest {
    @TempDir
    Path folder;

    @Test
    @DisplayName("what pop3 fetch took is SEEN with mail.pop3s.ledger, and what a program took is not fetched again")
    void shared() throws Exception {
        try (Site site = new Site(folder, "Subject: 1\r\n\r\none\r\n")) {
            assertThat(fetch(site)).startsWith("fetched 1 message, ");
            site.deliver("Subject: 2\r\n\r\ntwo\r\n");
            assertThat(takenByAProgram(site)).containsExactly("1 SEEN", "2 RECENT");
            assertThat(fetch(site)).startsWith("fetched 0 messages, 0 octets; 2 known already");
        }
    }

    private String fetch(Site site) {
        List<String> arguments = new ArrayList<>(List.of("fetch", site.url()));
        arguments.addAll(site.access(folder));
        arguments.addAll(List.of("--to", "eml:" + folder.resolve("eml"), "--new-only"));
        arguments.addAll(List.of("--ledger", folder.resolve("ledger").toString()));
        Cli.Outcome outcome = Cli.run(arguments.toArray(String[]::new));
        assertThat(outcome.exitCode()).as(outcome.err()).isZero();
        return outcome.out();
    }

    /** Takes all messages; says what they were before. */
    private List<String> takenByAProgram(Site site) throws Exception {
        Properties properties = new Properties();
        properties.setProperty("mail.pop3js.ssl.trust", "127.0.0.1");
        properties.setProperty("mail.pop3js.ledger", folder.resolve("ledger").toString());
        List<String> before = new ArrayList<>();
        try (Store store = Session.getInstance(properties).getStore("pop3js")) {
            store.connect("127.0.0.1", URI.create(site.url()).getPort(), "anna", "secret");
            try (Folder inbox = store.getFolder("INBOX")) {
                inbox.open(Folder.READ_ONLY);
                for (Message message : inbox.getMessages()) {
                    before.add(message.getSubject() + (message.isSet(Flags.Flag.SEEN) ? " SEEN" : " RECENT"));
                    message.setFlag(Flags.Flag.SEEN, true);
                }
            }
        }
        return before;
    }
}
