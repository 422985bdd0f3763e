package org.pop3j.store.maildir;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pop3j.store.maildir.Faults.End;

/** Disk full, quota used up, file system read-only, medium broken: at each system call of each operation, one after the other. */
@Tag("any-jdk")
@Tag("peer")
@DisplayName("Whichever system call fails")
class FailingCallsTest {
    private static final Pattern STEPS = Pattern.compile("steps (\\d+)$");

    @TempDir
    Path mail;

    @BeforeAll
    static void need() throws Exception {
        Faults.need();
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource({"FAIL_ONCE, EIO", "FAIL_FROM, ENOSPC", "FAIL_ONCE, EDQUOT", "FAIL_FROM, EDQUOT", "FAIL_FROM, EROFS"})
    @DisplayName("a delivery is whole and said to be, or an error; a retry with its id stores it once (M-01, S-39)")
    void delivery(String mode, String errno) throws Exception {
        assertThat(steps(mode, errno, "delivery")).isGreaterThan(6);
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource({"FAIL_ONCE, EIO", "FAIL_FROM, EIO", "FAIL_FROM, EDQUOT", "FAIL_FROM, EROFS"})
    @DisplayName("a removal tells what it could not remove, and removes nothing else (R1939-26)")
    void removal(String mode, String errno) throws Exception {
        assertThat(steps(mode, errno, "removal")).isGreaterThan(3);
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource({"FAIL_ONCE, EIO"})
    @DisplayName("when reading, the other messages are served, with their right sizes later")
    void reading(String mode, String errno) throws Exception {
        assertThat(steps(mode, errno, "reading")).isGreaterThan(12);
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource({"FAIL_FROM, ENOSPC", "FAIL_ONCE, EDQUOT", "FAIL_ONCE, EIO"})
    @DisplayName("a login to a Maildir that has been opened before succeeds: what it writes is for speed only")
    void login(String mode, String errno) throws Exception {
        assertThat(steps(mode, errno, "login")).isPositive();
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource({"FAIL_FROM, ENOSPC", "FAIL_FROM, EDQUOT"})
    @DisplayName("for want of room, mail is listed, read and removed all the same")
    void noRoom(String mode, String errno) throws Exception {
        assertThat(steps(mode, errno, "no-room")).isGreaterThan(2);
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource({"FAIL_ONCE, EIO", "FAIL_FROM, ENOSPC", "FAIL_ONCE, EDQUOT"})
    @DisplayName("an import of unique-ids gives all of them, or none and an error (C0039)")
    void importing(String mode, String errno) throws Exception {
        assertThat(steps(mode, errno, "import")).isGreaterThan(6);
    }

    @Test
    @DisplayName("a check tells which message cannot be read, and a repair leaves it where it is")
    void check() throws Exception {
        Ann ann = Ann.in(mail);
        Path broken = ann.plant("cur", "1700000001.M1P1.host:2,S", "Subject: 1\n\ntext\n");
        ann.plant("cur", "1700000002.M1P1.host:2,S", "Subject: 2\n\ntext\n");
        assertThat(ann.ids()).hasSize(2);
        End end = Faults.run(broken, FailingProcess.class, mail, "FAIL_FROM", "EIO", "check");
        assertThat(end.exitCode()).as(end.said()).isZero();
        assertThat(end.said().lines()).containsExactly("UNREADABLE cur/1700000001.M1P1.host:2,S false", "steps -1");
        assertThat(broken).hasContent("Subject: 1\n\ntext\n");
        assertThat(ann.ids()).hasSize(2);
    }

    private int steps(String mode, String errno, String operation) throws Exception {
        End end = Faults.run(mail, FailingProcess.class, mail, mode, errno, operation);
        assertThat(end.exitCode())
                .as(() -> end.said() + "\n" + String.join("\n", end.steps()))
                .isZero();
        Matcher steps = STEPS.matcher(end.said());
        assertThat(steps.find()).as(end.said()).isTrue();
        return Integer.parseInt(steps.group(1));
    }
}
