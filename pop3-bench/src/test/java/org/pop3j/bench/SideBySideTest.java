package org.pop3j.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Tag("any-jdk")
@Tag("peer")
@Timeout(120)
@DisplayName("Our server beside Dovecot")
class SideBySideTest {
    private static final List<Path> NEEDED = List.of(
            Path.of("/usr/sbin/dovecot"),
            Path.of("/usr/lib/dovecot/pop3-login"),
            Path.of("/usr/bin/cc"),
            Path.of("/usr/include/openssl/ssl.h"));

    /** The command as built, without a script that might build it. */
    private static final String OURS = Path.of(System.getProperty("java.home"), "bin", "java") + " -cp "
            + System.getProperty("java.class.path") + " org.pop3j.cli.Pop3";

    @BeforeAll
    static void peers() {
        List<Path> missing = NEEDED.stream().filter(file -> !Files.exists(file)).toList();
        if (System.getenv("CI") != null) {
            assertThat(missing).isEmpty();
        }
        Assumptions.assumeTrue(
                missing.isEmpty(), "apt-get install dovecot-core dovecot-pop3d gcc libssl-dev; missing: " + missing);
    }

    @Test
    @DisplayName("is measured on the same mail, and both serve the same")
    void smoke(@TempDir Path reports) throws Exception {
        int exitCode = Bench.run(
                "side-by-side",
                "--report",
                reports.toString(),
                "--ours",
                OURS,
                "--messages",
                "30",
                "--warm",
                "1",
                "--rounds",
                "1",
                "--seconds",
                "1",
                "--maildirs",
                "1",
                "--rows",
                "^(first.*in cur|warm.*instant, mail in cur|UIDL|fetch-pipelined)$");
        assertThat(exitCode).isZero();
        assertThat(reports.resolve("side-by-side/report.md"))
                .content()
                .contains("the large Maildir at the end: 41 messages, ")
                .containsPattern("\\| UIDL \\| [0-9.]+ \\| [0-9.]+ \\|")
                .containsPattern("\\| fetch-pipelined, messages/s \\| [0-9,]+ \\| [0-9,]+ \\|");
    }
}
