package org.pop3j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code fetch --to command:...}, quotas, messages set aside, and places that cannot be. */
@Timeout(120)
class FetchToTest {
    private static final String FIRST = "Subject: 1\r\n\r\n.dot\r\n";
    private static final String SECOND = "Subject: 2\r\n\r\nsecond\r\n";

    @TempDir
    Path folder;

    private Cli.Outcome fetch(Site site, String... options) {
        List<String> arguments = new ArrayList<>(List.of("fetch", site.url()));
        arguments.addAll(site.access(folder));
        arguments.addAll(List.of(options));
        return Cli.run(arguments.toArray(String[]::new));
    }

    private String ledger() {
        return folder.resolve("ledger").toString();
    }

    @Test
    @DisplayName(
            "A command has each message on its standard input and the key in POP3_KEY; deleted only after exit code 0")
    void command() throws Exception {
        Path spools = folder.resolve("spools");
        String script = "readlink /proc/self/fd/0 >> '" + spools + "'; cat > '" + folder
                + "'/\"$POP3_KEY\" && [ \"$POP3_KEY\" != m2 ]";
        try (Site site = new Site(folder, FIRST, SECOND)) {
            Cli.Outcome outcome =
                    fetch(site, "--to", "command:" + script, "--new-only", "--ledger", ledger(), "--delete");

            assertThat(outcome.exitCode()).isEqualTo(1);
            assertThat(outcome.err()).contains("cannot store message m2 here: the command ended with exit code 1");
            assertThat(outcome.out()).startsWith("fetched 1 message, ").contains("deleted 1");
            assertThat(folder.resolve("m1")).hasContent(FIRST);
            assertThat(site.leftIds()).containsExactly("m2");
            assertThat(fetch(site, "--to", "command:cat", "--new-only", "--ledger", ledger())
                            .out())
                    .startsWith("fetched 1 message, ");
            assertThat(fetch(site, "--to", "command:cat", "--new-only", "--ledger", ledger())
                            .out())
                    .startsWith("fetched 0 messages, ");
        }
        assertThat(Files.readAllLines(spools))
                .hasSize(2)
                .allMatch(spool -> spool.matches(".*/pop3-[0-9]+\\.eml"))
                .noneMatch(spool -> Files.exists(Path.of(spool)));
    }

    @Test
    @DisplayName("A command that does not end is ended, and its message is not taken")
    void endlessCommand() throws Exception {
        try (Site site = new Site(folder, FIRST)) {
            Cli.Outcome outcome = fetch(site, "--to", "command:cat; exec tail -f /dev/null", "--to-seconds", "1");

            assertThat(outcome.exitCode()).isEqualTo(1);
            assertThat(outcome.err()).contains("the command took longer than 1 s and was ended");
        }
    }

    @Test
    @DisplayName("Quotas and sizes: what is left, and what is too large, is said")
    void quotas() throws Exception {
        try (Site site = new Site(folder, FIRST, SECOND, "Subject: 3\r\n\r\n" + "x".repeat(100) + "\r\n")) {
            String eml = "eml:" + folder.resolve("eml");
            String[] options = {"--to", eml, "--new-only", "--ledger", ledger(), "--max-size", "50"};
            List<String> first = new ArrayList<>(List.of(options));
            first.addAll(List.of("--max-messages", "1"));

            assertThat(fetch(site, first.toArray(String[]::new)).out())
                    .startsWith("fetched 1 message, ")
                    .endsWith("; 2 left for the next run\n");
            assertThat(fetch(site, options).out())
                    .startsWith("fetched 1 message, ")
                    .endsWith("; 1 too large\n");
        }
    }

    @Test
    @DisplayName("A message that fails in three runs is set aside, told, and tried again with --retry")
    void setAside() throws Exception {
        String script = "command:! grep -q 'Subject: 1'";
        try (Site site = new Site(folder, FIRST)) {
            String[] options = {"--to", script, "--new-only", "--ledger", ledger()};
            for (int i = 2; i < 5; i++) {
                site.deliver(SECOND + i);
                assertThat(fetch(site, options).exitCode()).isEqualTo(1);
            }
            Cli.Outcome fourth = fetch(site, options);
            assertThat(fourth.exitCode()).isZero();
            assertThat(fourth.out()).endsWith("; 1 set aside\n");
            assertThat(fourth.err())
                    .contains("message m1 is set aside after several attempts")
                    .contains("--retry");
            assertThat(fetch(site, "--to", "command:cat", "--new-only", "--ledger", ledger(), "--retry")
                            .out())
                    .startsWith("fetched 1 message, ");
        }
    }

    @Test
    @DisplayName("A Maildir gets a message once, though a crash took the ledger's line of it")
    void maildirOnce() throws Exception {
        try (Site site = new Site(folder, FIRST)) {
            String[] options = {"--to", "maildir:" + folder.resolve("Mail"), "--new-only", "--ledger", ledger()};
            fetch(site, options);
            Files.delete(Path.of(ledger()));
            assertThat(fetch(site, options).out()).startsWith("fetched 1 message, ");
        }
        try (Stream<Path> files = Files.list(folder.resolve("Mail/new"))) {
            assertThat(files).hasSize(1);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "'command: ', '--to: expected maildir:DIR'",
        "'smtp://localhost', 'a recipient or a folder'",
        "'smtp://a:b@localhost/x@y', 'a password belongs in --to-password-file'",
        "'smtp://ada@localhost/x@y', 'a user needs --to-password-file'",
        "'smtp://localhost:1/not an address', 'expected a URL'",
        "'smtp://localhost:1/a@b@c', 'expected a mail address'",
        "'imap://localhost/INBOX', 'wants a user'",
        "'smtp://localhost:1/x@example.org', 'cannot write to --to'",
    })
    @DisplayName("A place that cannot be is refused before anything is fetched, in one line")
    void refused(String place, String why) throws IOException {
        Cli.Outcome outcome = Cli.runWith("secret\n", "fetch", "pop3s://a@localhost:1", "--to", place);

        assertThat(outcome.exitCode()).isEqualTo(2);
        assertThat(outcome.err().strip()).contains(why).doesNotContain("\n", "Exception");
    }
}
