package org.pop3j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MaildirCommandTest {
    @TempDir
    Path mail;

    private Path maildir;

    @BeforeEach
    void deliver() throws Exception {
        maildir = mail.resolve("ann");
        Cli.runWith(
                "Subject: x\n\n", "deliver", "ann", "--create", "--delivery-id", "1", "--maildirs", mail.toString());
        Files.move(
                maildir.resolve("new").resolve(maildir.resolve("new").toFile().list()[0]),
                maildir.resolve("cur").resolve("1700000000.x:2,"));
    }

    @Test
    @DisplayName("maildir check tells what is wrong, --repair mends it")
    void check() throws Exception {
        assertThat(Cli.run("maildir", "check", maildir.toString())).isEqualTo(new Cli.Outcome(0, "", ""));
        Files.writeString(maildir.resolve("pop3j.ids"), "torn", StandardOpenOption.APPEND);
        assertThat(Cli.run("maildir", "check", maildir.toString())).satisfies(outcome -> {
            assertThat(outcome.exitCode()).isEqualTo(1);
            assertThat(outcome.out())
                    .startsWith("pop3j.ids: damaged lines: 1. ")
                    .contains("pop3 maildir import-uidls")
                    .hasLineCount(1);
        });
        assertThat(Cli.run("maildir", "check", "--repair", maildir.toString())).satisfies(outcome -> {
            assertThat(outcome.exitCode()).isZero();
            assertThat(outcome.out()).endsWith("pop3j.ids.damaged (mended)\n").hasLineCount(1);
        });
        assertThat(Cli.run("maildir", "check", maildir.toString()).exitCode()).isZero();
    }

    @Test
    @DisplayName("What is no Maildir fails in one line")
    void noMaildir() {
        Cli.Outcome outcome = Cli.run("maildir", "check", mail.toString());
        assertThat(outcome.exitCode()).isEqualTo(1);
        assertThat(outcome.err()).contains("no Maildir").hasLineCount(1);
        assertThat(Cli.run("maildir").exitCode()).isEqualTo(2);
    }

    @Test
    @DisplayName("maildir import-uidls from Dovecot, Courier and a list")
    void importUidls() throws Exception {
        Files.writeString(maildir.resolve("dovecot-uidlist"), "3 V16 N9\n1 :1700000000.x:2,\n");
        assertThat(Cli.run("maildir", "import-uidls", maildir.toString(), "--from", "dovecot"))
                .isEqualTo(new Cli.Outcome(0, "imported 1, already so 0, without a message 0\n", ""));
        assertThat(Cli.run("maildir", "import-uidls", maildir.toString(), "--from", "dovecot", "--format", "%m")
                        .exitCode())
                .isEqualTo(2);
        assertThat(Cli.run("maildir", "import-uidls", maildir.toString(), "--from", "courier")
                        .exitCode())
                .isEqualTo(1);
        Path list = Files.writeString(mail.resolve("list"), "own 1700000000.x\nodd\n");
        Cli.Outcome outcome = Cli.run("maildir", "import-uidls", maildir.toString(), "--from", list.toString());
        assertThat(outcome.exitCode()).isEqualTo(1);
        assertThat(outcome.out()).startsWith("imported 1,");
        assertThat(outcome.err()).contains("odd");
    }

    @Test
    @DisplayName(
            "C0039: with --control unique-ids are imported to where the store has its own files, and looked at there")
    void control() throws Exception {
        Path control = Files.createDirectory(mail.resolve("control"));
        Files.writeString(maildir.resolve("dovecot-uidlist"), "3 V16 N9\n1 :1700000000.x:2,\n");
        String before = Files.readString(maildir.resolve("pop3j.ids"));

        assertThat(Cli.run(
                        "maildir",
                        "import-uidls",
                        maildir.toString(),
                        "--control",
                        control.toString(),
                        "--from",
                        "dovecot"))
                .isEqualTo(new Cli.Outcome(0, "imported 1, already so 0, without a message 0\n", ""));
        assertThat(maildir.resolve("pop3j.ids")).hasContent(before);
        assertThat(Files.readString(control.resolve("pop3j.ids"))).contains("0000000100000010");

        Files.writeString(control.resolve("pop3j.ids"), "torn", StandardOpenOption.APPEND);
        assertThat(Cli.run("maildir", "check", maildir.toString()).exitCode()).isZero();
        String[] check = {"maildir", "check", maildir.toString(), "--control", control.toString()};
        assertThat(Cli.run(check).exitCode()).isEqualTo(1);
        assertThat(Cli.run("maildir", "check", "--repair", "--control", control.toString(), maildir.toString())
                        .exitCode())
                .isZero();
        assertThat(Cli.run(check).exitCode()).isZero();
        assertThat(Cli.run("maildir", "check", maildir.toString(), "--control", mail + "/none")
                        .err())
                .isEqualTo("pop3 maildir check: cannot check " + maildir + ": " + mail
                        + "/none: no such file or folder\n");
    }
}
