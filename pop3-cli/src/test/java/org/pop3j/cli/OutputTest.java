package org.pop3j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** What could not be written was not done. */
@EnabledOnOs(value = OS.LINUX, disabledReason = "only Linux has /dev/full")
class OutputTest {
    private static final Path FULL = Path.of("/dev/full");

    @TempDir
    Path folder;

    @Test
    void aListThatCannotBeWritten() throws Exception {
        Path users = Files.writeString(folder.resolve("users"), "anna:{PLAIN}secret\n");

        try (Child child = Child.startInto(FULL, folder, "user", "list", "--users", users.toString())) {
            assertThat(child.exitCode()).isEqualTo(1);
            assertThat(child.err()).isEqualTo("pop3 user list: cannot write to standard output\n");
        }
    }

    @Test
    void helpThatCannotBeWritten() throws Exception {
        try (Child child = Child.startInto(FULL, folder, "--help")) {
            assertThat(child.exitCode()).isEqualTo(1);
            assertThat(child.err()).isEqualTo("pop3: cannot write to standard output\n");
        }
    }

    @Test
    void aServerWhoseReadyLineNobodyGetsStops() throws Exception {
        Files.createDirectory(folder.resolve("mail"));
        Files.writeString(folder.resolve("users"), "anna:{PLAIN}secret\n");

        try (Child child = Child.startInto(
                FULL,
                folder,
                Child.serving(
                        folder,
                        folder.resolve("mail"),
                        "--users",
                        folder.resolve("users").toString(),
                        "--listen",
                        "127.0.0.1:0"))) {
            assertThat(child.exitCode()).isEqualTo(1);
            assertThat(child.err().lines().filter(line -> line.equals("pop3 serve: cannot write to standard output")))
                    .hasSize(1);
        }
    }
}
