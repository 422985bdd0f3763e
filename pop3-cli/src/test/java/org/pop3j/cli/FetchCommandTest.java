package org.pop3j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.pop3j.conformance.Dialogue;
import org.pop3j.conformance.ScriptedPeer;

class FetchCommandTest {
    private static final String FIRST = "Subject: 1\r\n\r\n.dot\r\nFrom me\r\n";
    private static final String SECOND = "Subject: 2\r\n\r\n\u00e4 bare \n and \r\r\n";

    @TempDir
    Path folder;

    @Test
    void intoAMaildirOctetForOctet() throws Exception {
        try (Site site = new Site(folder, FIRST, SECOND)) {
            Cli.Outcome outcome = fetch(site, "--to", "maildir:" + folder.resolve(".mail"));

            assertThat(outcome.err()).isEmpty();
            assertThat(outcome.out()).isEqualTo("fetched 2 messages, 60 octets; 0 known already; deleted 0\n");
            assertThat(outcome.exitCode()).isZero();
            assertThat(contents(folder.resolve(".mail/new"))).containsExactlyInAnyOrder(FIRST, asWire(SECOND));
        }
    }

    @Test
    @DisplayName("fetch: an empty maildrop is said to be that")
    void emptyMaildrop() throws Exception {
        try (Site site = new Site(folder)) {
            Cli.Outcome outcome = fetch(site, "--to", "maildir:" + folder.resolve(".mail"));

            assertThat(outcome.out()).isEqualTo("fetched 0 messages, 0 octets; the maildrop is empty\n");
            assertThat(outcome.exitCode()).isZero();
        }
    }

    @Test
    void intoFilesWithSafeNames() throws Exception {
        try (Site site = new Site(folder, FIRST, SECOND)) {
            fetch(site, "--to", "eml:" + folder.resolve("eml"));
            fetch(site, "--to", "eml:" + folder.resolve("eml"));

            assertThat(contents(folder.resolve("eml"))).containsExactlyInAnyOrder(FIRST, asWire(SECOND));
            assertThat(folder.resolve("eml/m1.eml")).hasContent(FIRST);
        }
    }

    @Test
    void aFileOfAnotherMessageUnderTheSameNameStays() throws Exception {
        Files.createDirectory(folder.resolve("eml"));
        Files.writeString(folder.resolve("eml/m1.eml"), "other");
        try (Site site = new Site(folder, FIRST)) {
            fetch(site, "--to", "eml:" + folder.resolve("eml"));

            assertThat(folder.resolve("eml/m1.eml")).hasContent("other");
            assertThat(folder.resolve("eml/m1~2.eml")).hasContent(FIRST);
        }
    }

    @Test
    void intoAnMboxThatOnlyItsOwnerReads() throws Exception {
        Path mbox = folder.resolve("mbox");
        try (Site site = new Site(folder, FIRST, "Subject: 2\r\n")) {
            fetch(site, "--to", "mbox:" + mbox);

            assertThat(Files.readString(mbox).replaceAll("(?m)^From MAILER-DAEMON .*$", "From X"))
                    .isEqualTo("From X\nSubject: 1\n\n.dot\n>From me\n\nFrom X\nSubject: 2\n\n");
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(mbox)))
                    .isEqualTo("rw-------");
        }
    }

    @Test
    void byStlsToo() throws Exception {
        try (Site site = new Site(folder, FIRST)) {
            Cli.Outcome outcome = fetchFrom(site.stlsUrl(), site, "--to", "eml:" + folder.resolve("eml"));

            assertThat(outcome.exitCode()).as(outcome.err()).isZero();
        }
    }

    @Test
    void aSecondRunFetchesNothingButWhatIsNew() throws Exception {
        try (Site site = new Site(folder, FIRST)) {
            String[] options = {"--to", "eml:" + folder.resolve("eml"), "--new-only", "--ledger", ledger()};

            assertThat(fetch(site, options).out())
                    .startsWith("fetched 1 message, ")
                    .contains("; 0 known already");
            assertThat(fetch(site, options).out()).startsWith("fetched 0 messages, 0 octets; 1 known already");
            site.deliver(SECOND);
            assertThat(fetch(site, options).out())
                    .startsWith("fetched 1 message, ")
                    .contains("; 1 known already");
        }
    }

    @Test
    void aLineOfTheLedgerThatACrashCutOffDoesNotCount() throws Exception {
        try (Site site = new Site(folder, FIRST)) {
            String[] options = {"--to", "eml:" + folder.resolve("eml"), "--new-only", "--ledger", ledger()};
            String account = site.url().substring("pop3s://".length());
            Files.writeString(Path.of(ledger()), Instant.now() + " " + account + " m1");

            assertThat(fetch(site, options).out()).startsWith("fetched 1 message, ");
            assertThat(Files.readString(Path.of(ledger())))
                    .matches("(2 [0-9a-f]{8} \\S+ \\S+ " + account + " m1 [0-9a-f]*\n)+");
        }
    }

    @Test
    void theLedgerKeepsAccountsApart() throws Exception {
        try (Site site = new Site(folder, FIRST)) {
            Files.writeString(Path.of(ledger()), Instant.now() + " bob@127.0.0.1:995 m1\n");

            Cli.Outcome outcome =
                    fetch(site, "--to", "eml:" + folder.resolve("eml"), "--new-only", "--ledger", ledger());

            assertThat(outcome.out()).startsWith("fetched 1 message, ");
        }
    }

    @Test
    void aFileThatIsNoLedgerIsNotTouched() throws Exception {
        try (Site site = new Site(folder, FIRST)) {
            Files.writeString(Path.of(ledger()), "\nnot a ledger\nat all\n");

            Cli.Outcome outcome =
                    fetch(site, "--to", "eml:" + folder.resolve("eml"), "--new-only", "--ledger", ledger());

            assertThat(outcome.exitCode()).isEqualTo(2);
            assertThat(outcome.err()).contains(ledger() + ": expected a ledger, got something else");
            assertThat(Path.of(ledger())).hasContent("\nnot a ledger\nat all\n");
            assertThat(site.left()).isEqualTo(1);
        }
    }

    @Test
    void deleteDeletesWhatIsStored() throws Exception {
        try (Site site = new Site(folder, FIRST, SECOND)) {
            Cli.Outcome outcome = fetch(site, "--to", "eml:" + folder.resolve("eml"), "--delete");

            assertThat(outcome.out()).endsWith("deleted 2\n");
            assertThat(site.left()).isZero();
            assertThat(contents(folder.resolve("eml"))).hasSize(2);
        }
    }

    @Test
    @EnabledOnOs(value = OS.LINUX, disabledReason = "only Linux has /dev/full")
    @DisplayName("S-10: what cannot be stored is not deleted")
    void whatCannotBeStoredIsNotDeleted() throws Exception {
        try (Site site = new Site(folder, FIRST, SECOND)) {
            Cli.Outcome outcome = fetch(site, "--to", "mbox:/dev/full", "--delete");

            assertThat(outcome.exitCode()).isEqualTo(1);
            assertThat(outcome.err().strip().lines())
                    .hasSize(2)
                    .allMatch(line ->
                            line.matches("pop3 fetch: cannot store message m[12] here: No space left on device"));
            site.stop();
            assertThat(site.left()).isEqualTo(2);
        }
    }

    @Test
    void keepDaysDeletesWhatWasFetchedLongAgo() throws Exception {
        try (Site site = new Site(folder, FIRST, SECOND)) {
            String account = site.url().substring("pop3s://".length());
            Files.writeString(Path.of(ledger()), Instant.now().minus(Duration.ofDays(8)) + " " + account + " m1\n");
            String[] options = {
                "--to", "eml:" + folder.resolve("eml"), "--new-only", "--ledger", ledger(), "--keep-days", "7"
            };

            assertThat(fetch(site, options).out())
                    .startsWith("fetched 1 message, ")
                    .endsWith("deleted 1\n");
            assertThat(site.leftIds()).containsExactly("m2");
            assertThat(fetch(site, options).out()).endsWith("deleted 0\n");
        }
    }

    @Test
    void aLedgerWithoutNewOnlyFetchesAllAgainAndSaysSo() throws Exception {
        try (Site site = new Site(folder, FIRST, SECOND)) {
            String[] options = {"--to", "eml:" + folder.resolve("eml"), "--ledger", ledger()};
            assertThat(fetch(site, options).err()).isEmpty();
            Cli.Outcome again = fetch(site, options);
            assertThat(again.out()).startsWith("fetched 2 messages, ");
            assertThat(again.err())
                    .isEqualTo(
                            "pop3 fetch: warning: 2 of these messages had been fetched before; --new-only leaves them out\n");
        }
    }

    @Test
    @DisplayName("D-2: --timeout bounds each wait for the server")
    void timeout() throws Exception {
        try (ScriptedPeer silent = ScriptedPeer.start(Dialogue.parse("S: <SILENCE>"))) {
            Cli.Outcome outcome = Cli.runWith(
                    "secret\n",
                    "fetch",
                    "pop3://anna@127.0.0.1:" + silent.port(),
                    "--timeout",
                    "1",
                    "--to",
                    "eml:" + folder.resolve("eml"));
            assertThat(outcome.exitCode()).isEqualTo(1);
            assertThat(outcome.err()).contains("cannot connect to 127.0.0.1:").hasLineCount(1);
        }
    }

    @Test
    void keepDaysZeroDeletesWhatThisRunFetched() throws Exception {
        try (Site site = new Site(folder, FIRST, SECOND)) {
            Cli.Outcome outcome =
                    fetch(site, "--to", "eml:" + folder.resolve("eml"), "--ledger", ledger(), "--keep-days", "0");

            assertThat(outcome.out()).as(outcome.err()).endsWith("deleted 2\n");
            assertThat(site.left()).isZero();
        }
    }

    @Test
    void aServerThatIsNotBelievedGetsNoPassword() throws Exception {
        try (Site site = new Site(folder, FIRST)) {
            Cli.Outcome outcome = Cli.run(
                    "fetch",
                    site.url(),
                    "--password-file",
                    Site.passwordFile(folder).toString(),
                    "--to",
                    "eml:" + folder.resolve("eml"));

            assertThat(outcome.exitCode()).isEqualTo(1);
            assertThat(outcome.err().strip())
                    .startsWith("pop3 fetch: cannot connect to 127.0.0.1:")
                    .doesNotContain("\n", "Exception");
        }
    }

    @Test
    void aWrongPasswordIsToldAndNotShown() throws Exception {
        try (Site site = new Site(folder, FIRST)) {
            Cli.Outcome outcome = Cli.runWith(
                    "wrong-secret\n", "fetch", site.url(), "--pin", site.pin(), "--to", "eml:" + folder.resolve("eml"));

            assertThat(outcome.exitCode()).isEqualTo(1);
            assertThat(outcome.err().strip())
                    .startsWith("pop3 fetch: cannot log in to 127.0.0.1 as anna: ")
                    .doesNotContain("\n", "wrong-secret");
        }
    }

    private Cli.Outcome fetch(Site site, String... options) {
        return fetchFrom(site.url(), site, options);
    }

    private Cli.Outcome fetchFrom(String url, Site site, String... options) {
        List<String> arguments = new ArrayList<>(List.of("fetch", url));
        arguments.addAll(site.access(folder));
        arguments.addAll(List.of(options));
        return Cli.run(arguments.toArray(String[]::new));
    }

    private String ledger() {
        return folder.resolve("ledger").toString();
    }

    /** A bare LF becomes CRLF on the way (R1939-39). */
    private static String asWire(String message) {
        return message.replaceAll("(?<!\r)\n", "\r\n");
    }

    private static List<String> contents(Path folder) throws IOException {
        List<String> contents = new ArrayList<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                contents.add(Files.readString(file, StandardCharsets.ISO_8859_1));
            }
        }
        return contents;
    }
}
