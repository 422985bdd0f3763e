package org.pop3j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.pop3j.peers.GreenMailServer;

/** {@code check --deliver smtp:...}: the messages of the checks get into a maildrop of others. */
@Timeout(120)
class CheckDeliversTest {
    @TempDir
    Path folder;

    @Test
    @DisplayName("check --deliver smtp: GreenMail takes the messages of the checks, which are found in the maildrop")
    void smtp() throws Exception {
        try (GreenMailServer server = new GreenMailServer()) {
            Outcome outcome = Outcome.ofCheck(
                    folder,
                    server,
                    "--deliver",
                    "smtp://127.0.0.1:" + server.smtp() + "/test@localhost",
                    "--only",
                    "C0023,C0034,R1939-30");
            assertThat(outcome.err()).isEmpty();
            assertThat(outcome.out()).contains("0 not tested").doesNotContain("--deliver");
            assertThat(server.messages("test")).hasSizeGreaterThan(3);
        }
    }

    @Test
    @DisplayName("check --deliver smtp: a recipient whom nobody knows is told, and what needs mail is not tested")
    void refused() throws Exception {
        try (GreenMailServer server = new GreenMailServer()) {
            Outcome outcome = Outcome.ofCheck(
                    folder,
                    server,
                    "--deliver",
                    "smtp://127.0.0.1:" + server.pop3() + "/test@localhost",
                    "--only",
                    "C0023");
            assertThat(outcome.out() + outcome.err()).contains("expected a reply 2xx from the mail server");
        }
    }
}
