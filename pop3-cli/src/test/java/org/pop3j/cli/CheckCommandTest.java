package org.pop3j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pop3j.conformance.Dialogue;
import org.pop3j.conformance.ScriptedPeer;

/** {@code pop3 check} as scripts see it. What the checks find is tested in pop3-conformance. */
@Tag("any-jdk")
class CheckCommandTest {
    @TempDir
    private Path folder;

    private Cli.Outcome check(Site site, String... more) {
        List<String> arguments = new ArrayList<>(List.of("check", site.tlsAddress(), "--tls", "--user", "anna"));
        arguments.addAll(site.access(folder));
        arguments.addAll(Arrays.asList(more));
        return Cli.run(arguments.toArray(String[]::new));
    }

    @Test
    @DisplayName("check: exit code 0 and a summary where nothing failed; the reports are written")
    void nothingFailed() throws Exception {
        try (Site site = new Site(folder, "Subject: one\r\n\r\nbody\r\n")) {
            Path html = folder.resolve("report.html");
            Path junit = folder.resolve("report.xml");
            Path json = folder.resolve("report.json");
            Cli.Outcome outcome = check(
                    site,
                    "--only",
                    "C0012,C0017,R1939-02",
                    "--html",
                    html.toString(),
                    "--junit",
                    junit.toString(),
                    "--json",
                    json.toString());
            assertThat(outcome.err()).isEmpty();
            assertThat(outcome.exitCode()).isZero();
            assertThat(outcome.out()).contains("4 passed, 0 warned, 0 failed", "Outlook can use this server: yes");
            assertThat(Files.readString(html)).contains("<!DOCTYPE html>", "id=\"C0012-argument\"");
            assertThat(Files.readString(junit)).contains("tests=\"4\" failures=\"0\"");
            assertThat(Files.readString(json)).contains("\"check\":\"C0017\"");
            for (Path report : List.of(html, junit, json)) {
                assertThat(Files.readString(report)).doesNotContain("secret", "c2VjcmV0");
            }
        }
    }

    @Test
    @DisplayName("check: exit code 1 where something failed, with the dialogue")
    void somethingFailed() throws Exception {
        try (Site site = new Site(folder)) {
            Files.writeString(Site.passwordFile(folder), "not the password\n");
            Cli.Outcome outcome = check(site, "--only", "C0009");
            assertThat(outcome.exitCode()).isEqualTo(ExitCode.FAILED);
            assertThat(outcome.out())
                    .contains("1 failed", "failed  C0009", "C: PASS ****", "Outlook can use this server: no, because");
        }
    }

    @Test
    @DisplayName("check: no connection is one line and exit code 1")
    void nobodyListens() throws Exception {
        int port;
        try (ServerSocket closedSoon = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = closedSoon.getLocalPort();
        }
        Cli.Outcome outcome = Cli.runWith("secret\n", "check", "127.0.0.1:" + port, "--user", "anna");
        assertThat(outcome.exitCode()).isEqualTo(ExitCode.FAILED);
        assertThat(outcome.err()).startsWith("pop3 check: cannot check 127.0.0.1:" + port);
        assertThat(outcome.err().lines()).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "220 mail.example ESMTP | no POP3 server: expected a greeting that begins with +OK, got \"220 mail.example ESMTP\"",
                "<EOF> | no POP3 server: expected a greeting that begins with +OK, got ",
                "<SILENCE> | got nothing within 1.0 s; or is it a port with TLS from the start?",
            })
    @DisplayName("check: what is no POP3 server is told at once, in one line")
    void noPop3(String greeting, String complaint) throws Exception {
        Dialogue dialogue = Dialogue.parse("S: " + greeting);
        try (ScriptedPeer peer = ScriptedPeer.start(dialogue, dialogue)) {
            Cli.Outcome outcome =
                    Cli.runWith("secret\n", "check", "127.0.0.1:" + peer.port(), "--user", "anna", "--patience", "1");
            assertThat(outcome.err())
                    .contains("pop3 check: cannot check 127.0.0.1:", complaint)
                    .hasLineCount(1);
            assertThat(outcome.exitCode()).isEqualTo(ExitCode.FAILED);
        }
    }

    @Test
    @DisplayName(
            "check --destructive-user: what changes a maildrop is done there, and said so; the first account is only read")
    void twoAccounts() throws Exception {
        try (Site site = new Site(folder, "Subject: hers\r\n\r\nkeep me\r\n")) {
            site.deliver(Site.BERT, "Subject: his\r\n\r\nlose me\r\n");
            Path other = Files.writeString(folder.resolve("other"), "other\n");
            Path json = folder.resolve("report.json");
            Cli.Outcome outcome = check(
                    site,
                    "--destructive-user",
                    "bert",
                    "--destructive-password-file",
                    other.toString(),
                    "--only",
                    "C0017,C0026,R1939-25",
                    "--json",
                    json.toString());
            assertThat(outcome.err()).isEmpty();
            assertThat(outcome.out()).contains("0 failed", "at the account bert, all others at anna");
            String report = Files.readString(json);
            assertThat(report).contains("# account: bert", "C: USER bert", "C: DELE 1", "C: USER anna");
            assertThat(report.substring(report.indexOf("C: USER anna"))).contains("C: STAT");
            assertThat(site.leftIds()).hasSize(1);
        }
    }

    @Test
    @DisplayName("check: --destructive together with --destructive-user, and a password file without it, are refused")
    void contradicting() {
        Cli.Outcome both = Cli.runWith(
                "x\n", "check", "127.0.0.1:1", "--user", "anna", "--destructive", "--destructive-user", "bert");
        assertThat(both.exitCode()).isEqualTo(ExitCode.REFUSED);
        assertThat(both.err()).contains("give one of them");
        Cli.Outcome file =
                Cli.runWith("x\n", "check", "127.0.0.1:1", "--user", "anna", "--destructive-password-file", "x");
        assertThat(file.exitCode()).isEqualTo(ExitCode.REFUSED);
        assertThat(file.err()).contains("is for --destructive-user");
    }

    @Test
    @DisplayName("check: a server of HTTP, which waits for its client to begin, is told by what it says")
    void http() throws Exception {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.start();
        try {
            String target = "127.0.0.1:" + server.getAddress().getPort();
            Cli.Outcome outcome = Cli.runWith("secret\n", "check", target, "--user", "anna", "--patience", "1");
            assertThat(outcome.err())
                    .contains("no POP3 server", "got nothing, and \"HTTP/1.1 400 Bad Request\" upon QUIT")
                    .hasLineCount(1);
            assertThat(outcome.exitCode()).isEqualTo(ExitCode.FAILED);
        } finally {
            server.stop(0);
        }
    }

    @Test
    @DisplayName("check: an unknown check, and a password in clear to another machine, are refused")
    void refused() {
        Cli.Outcome unknown = Cli.runWith("x\n", "check", "127.0.0.1:1", "--user", "anna", "--only", "C9999");
        assertThat(unknown.exitCode()).isEqualTo(ExitCode.REFUSED);
        assertThat(unknown.err()).contains("there is no check C9999");
        Cli.Outcome clear = Cli.runWith("x\n", "check", "192.0.2.1:110", "--user", "anna");
        assertThat(clear.exitCode()).isEqualTo(ExitCode.REFUSED);
        assertThat(clear.err()).contains("in clear", "--allow-plaintext");
    }
}
