package org.pop3j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.HttpURLConnection;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pop3j.users.SelfSigned;

/** The server as a process of its own. */
class ServeCommandTest {
    private static final Pattern READY =
            Pattern.compile("ready pop3s=(127\\.0\\.0\\.1:\\d+) pop3=127\\.0\\.0\\.1:\\d+ pop3s=127\\.0\\.0\\.1:\\d+");

    @TempDir
    Path folder;

    @BeforeEach
    void files() throws Exception {
        Files.createDirectory(folder.resolve("mail"));
        Files.writeString(folder.resolve("users"), "anna:{PLAIN}secret\n");
        Files.writeString(folder.resolve("pw"), "secret\n");
        Cli.runWith("Subject: hi\n\nhello\n", "deliver", "anna", "--create", "--maildirs", path("mail"));
    }

    @Test
    void readyThenServingThenSigtermThenExitZero() throws Exception {
        try (Child child =
                serve("--listen-tls", "127.0.0.1:0", "--listen", "127.0.0.1:0", "--listen-tls", "127.0.0.1:0")) {
            Matcher ready = READY.matcher(child.line());
            assertThat(ready.matches()).as(child.err()).isTrue();

            Cli.Outcome outcome = fetch(ready.group(1), pin(child));
            assertThat(outcome.out()).as(outcome.err()).startsWith("fetched 1 message, 22 octets");

            child.signal("TERM");
            assertThat(child.exitCode()).isZero();
            assertThat(child.line()).isEqualTo("null");
            assertThat(child.err()).contains("info: login of anna from /127.0.0.1:", "info: stopping");
        }
    }

    @Test
    void sessionsThatGoOnLongerThanTheGraceAreEnded() throws Exception {
        try (Child child = serve("--listen", "127.0.0.1:0", "--grace", "0");
                Socket client = new Socket("127.0.0.1", child.port("pop3"))) {
            BufferedReader answers =
                    new BufferedReader(new InputStreamReader(client.getInputStream(), StandardCharsets.US_ASCII));
            assertThat(answers.readLine()).startsWith("+OK");
            child.signal("TERM");
            assertThat(answers.readLine()).isNull();
            assertThat(child.exitCode()).isZero();
            assertThat(child.err()).contains("info: stopping; running sessions have 0 s");
        }
    }

    @Test
    void theCertificateIsKept() throws Exception {
        String first;
        try (Child child = serve("--listen", "127.0.0.1:0")) {
            child.line();
            first = pin(child);
        }
        try (Child child = serve("--listen", "127.0.0.1:0")) {
            child.line();
            assertThat(pin(child)).isEqualTo(first);
        }
    }

    @Test
    void sighupReadsTheUsersAgain() throws Exception {
        try (Child child = serve("--listen-tls", "127.0.0.1:0")) {
            String address = child.line().replace("ready pop3s=", "");
            Files.writeString(folder.resolve("users"), "broken line\nanna:{PLAIN}other\n");

            child.signal("HUP");
            child.awaitErr("read the certificate again");

            assertThat(child.err()).contains("warning: " + path("users") + ", line 1: expected name:{SCHEME}data");
            assertThat(fetch(address, pin(child)).exitCode()).isEqualTo(1);
        }
    }

    @Test
    void sighupTellsOfUsersAndCertificateApart() throws Exception {
        try (Child child = serve("--listen-tls", "127.0.0.1:0")) {
            String address = child.line().replace("ready pop3s=", "");
            Files.writeString(folder.resolve("users"), "anna:{PLAIN}other\n");
            Files.writeString(SelfSigned.file(folder.resolve("state")), "no certificate\n");

            child.signal("HUP");
            child.awaitErr("going on with the one read before");

            assertThat(child.err())
                    .contains("info: read the users again", "warning: cannot read the certificate again");
            assertThat(fetch(address, pin(child)).err()).contains("cannot log in");

            Files.delete(folder.resolve("users"));
            child.signal("HUP");
            child.awaitErr("warning: cannot read the users again, going on with those read before");
        }
    }

    @Test
    void metricsInTheTextFormatOfPrometheus() throws Exception {
        try (Child child = serve("--listen-tls", "127.0.0.1:0", "--metrics", "127.0.0.1:0")) {
            String address = child.line().replace("ready pop3s=", "");
            Matcher url = Pattern.compile("metrics at (http://\\S+)").matcher(child.err());
            assertThat(url.find()).as(child.err()).isTrue();
            fetch(address, pin(child));
            child.awaitErr("info: end of anna");

            String text = body(url.group(1));

            assertThat(text)
                    .contains("pop3_logins_total 1\n", "pop3_retrieved_messages_total 1\n")
                    .contains("pop3_retrieved_octets_total 22\n", "pop3_sessions_ended_total{end=\"quit\"} 1\n");
            assertThat(text.lines())
                    .allMatch(line ->
                            line.matches("# (HELP|TYPE) pop3_[a-z_]+ .+|pop3_[a-z_]+(\\{end=\"[a-z_]+\"})? [0-9.]+"));
            assertThat(get(url.group(1) + "/x").getResponseCode()).isEqualTo(404);
        }
    }

    @Test
    void theConfigurationFileSaysWhatTheOptionsSayAndOptionsWin() throws Exception {
        Files.writeString(
                folder.resolve("c.yml"),
                "maildirs: " + path("mail") + "\nusers: " + path("none") + "\nstate: " + path("state")
                        + "\nlisten-tls: 127.0.0.1:0\nlisten: ['127.0.0.1:0', '127.0.0.1:0']\nallow-plaintext: true\n");

        try (Child child = Child.start(folder, "serve", "--config", path("c.yml"), "--users", path("users"))) {
            assertThat(child.line()).matches("ready pop3s=\\S+ pop3=\\S+ pop3=\\S+");
        }
    }

    @Test
    void checkSaysWhatCannotBeRead() throws Exception {
        Files.writeString(folder.resolve("users"), "anna:{PLAIN}secret\nbob:{PLAIN}secret\n");

        Cli.Outcome good = Cli.run(
                "serve", "--check", "--maildirs", path("mail"), "--users", path("users"), "--state", path("state"));
        Files.writeString(folder.resolve("mail/bob"), "a file where a Maildir belongs");
        Cli.Outcome bad = Cli.run(
                "serve", "--check", "--maildirs", path("mail"), "--users", path("users"), "--state", path("state"));

        assertThat(good.exitCode()).as(good.err()).isZero();
        assertThat(good.err()).contains("checked 2 maildrops, 1 message,", "bob: no maildrop yet");
        assertThat(bad.exitCode()).as(bad.err()).isEqualTo(1);
        assertThat(bad.err()).contains("bob: ");
    }

    private Child serve(String... options) throws Exception {
        List<String> words = new ArrayList<>(List.of("--users", path("users")));
        words.addAll(List.of(options));
        return Child.serve(folder, folder.resolve("mail"), words.toArray(String[]::new));
    }

    private Cli.Outcome fetch(String address, String pin) {
        return Cli.run(
                "fetch",
                "pop3s://anna@" + address,
                "--password-file",
                path("pw"),
                "--pin",
                pin,
                "--to",
                "eml:" + folder.resolve("eml"));
    }

    private static HttpURLConnection get(String url) throws Exception {
        return (HttpURLConnection) URI.create(url).toURL().openConnection();
    }

    private static String body(String url) throws Exception {
        try (InputStream body = get(url).getInputStream()) {
            return new String(body.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static String pin(Child child) {
        Matcher pin = Pattern.compile("SHA-256 ([0-9A-F:]{95})").matcher(child.err());
        assertThat(pin.find()).as(child.err()).isTrue();
        return pin.group(1);
    }

    private String path(String name) {
        return folder.resolve(name).toString();
    }
}
