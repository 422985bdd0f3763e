package org.pop3j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pop3j.users.UsersFile;

class UserCommandTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({"SCRAM-SHA-256", "ARGON2ID", "PLAIN", "argon2id"})
    void addStoresByTheScheme(String scheme) throws Exception {
        Cli.Outcome outcome = Cli.runWith("geheim ß\n", "user", "add", "anna", "--users", file(), "--scheme", scheme);

        assertThat(outcome).isEqualTo(new Cli.Outcome(0, "", ""));
        UsersFile users = UsersFile.open(Path.of(file()));
        assertThat(users.password("anna").orElseThrow().scheme().schemeName()).isEqualToIgnoringCase(scheme);
        assertThat(users.password("anna").orElseThrow().matches("geheim ß")).isTrue();
    }

    @Test
    void theDefaultSchemeIsScramAndTheFileDoesNotHoldThePassword() throws Exception {
        Cli.runWith("secret\r\n", "user", "add", "anna", "--users", file());

        assertThat(Files.readString(Path.of(file())))
                .startsWith("anna:{SCRAM-SHA-256}")
                .doesNotContain("secret");
        assertThat(UsersFile.open(Path.of(file()))
                        .password("anna")
                        .orElseThrow()
                        .matches("secret"))
                .isTrue();
    }

    @Test
    void passwdChangesRemoveRemovesListLists() throws Exception {
        Files.writeString(Path.of(file()), "# staff\nanna:{PLAIN}old\nbob:{PLAIN}old\n");

        assertThat(Cli.runWith("new", "user", "passwd", "anna", "--users", file(), "--scheme", "PLAIN")
                        .exitCode())
                .isZero();
        assertThat(Cli.run("user", "list", "--users", file())).isEqualTo(new Cli.Outcome(0, "anna\nbob\n", ""));
        assertThat(Cli.run("user", "remove", "bob", "--users", file()).exitCode())
                .isZero();

        assertThat(Files.readString(Path.of(file()))).isEqualTo("# staff\nanna:{PLAIN}new\n");
    }

    private String file() {
        return folder.resolve("users").toString();
    }
}
