package org.pop3j.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.pop3j.conformance.Dialogue;
import org.pop3j.conformance.Wire;

/** {@code pop3 serve} on a file system that is mounted read-only. */
@Timeout(120)
class ReadOnlyMaildirTest {
    @TempDir
    Path folder;

    @Test
    @DisplayName(
            "R1939-26, M-06: mail is listed and read; what was to be deleted is answered with -ERR [SYS/TEMP] and stays")
    void served() throws Exception {
        Path mail = folder.resolve("mail");
        for (String part : new String[] {"tmp", "new", "cur"}) {
            Files.createDirectories(mail.resolve("anna").resolve(part));
        }
        Path message = Files.writeString(mail.resolve("anna/new/1700000001.x"), "Subject: a\n\n.b\n");
        Files.writeString(folder.resolve("users"), "anna:{PLAIN}secret\n");
        Path seen = Files.createDirectory(folder.resolve("seen"));
        assumeTrue(run("mount", "--bind", mail.toString(), seen.toString()) == 0, "needs the right to mount");
        try {
            assertThat(run("mount", "-o", "remount,bind,ro", seen.toString())).isZero();
            serve(seen);
        } finally {
            run("umount", seen.toString());
        }
        assertThat(message).hasContent("Subject: a\n\n.b\n");
        try (Stream<Path> files = Files.list(mail.resolve("anna"))) {
            assertThat(files.map(Path::getFileName).map(Path::toString)).containsExactlyInAnyOrder("tmp", "new", "cur");
        }
    }

    private void serve(Path mail) throws Exception {
        try (Child child = Child.serve(
                folder,
                mail,
                "--users",
                folder.resolve("users").toString(),
                "--allow-plaintext",
                "--listen",
                "127.0.0.1:0")) {
            try (Wire wire = Wire.tcp(new InetSocketAddress("127.0.0.1", child.port("pop3")))) {
                Dialogue.parse("""
                        S: +OK*
                        C: USER anna
                        S: +OK*
                        C: PASS secret
                        S: +OK*
                        C: LIST
                        S: +OK*
                        S: 1 18
                        S: .
                        C: UIDL 1
                        S: +OK 1 1700000001.x
                        C: RETR 1
                        S: +OK*
                        S: Subject: a
                        S:
                        S: ..b
                        S: .
                        C: DELE 1
                        S: +OK*
                        C: QUIT
                        S: -ERR [SYS/TEMP] *
                        S: <EOF>
                        """).play(wire);
            }
        }
    }

    private static int run(String... command) throws Exception {
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return process.exitValue();
    }
}
