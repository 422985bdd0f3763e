package org.pop3j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pop3j.client.SyncMessage;

class MboxTargetTest {
    @TempDir
    Path folder;

    @ParameterizedTest(name = "{0}")
    @DisplayName("what a crash left of a message is not joined with the next one; a tilde is a LF")
    @CsvSource(
            ignoreLeadingAndTrailingWhitespace = false,
            value = {
                "'',''",
                "'F','F~~'",
                "'~','~'",
                "'From X~half','From X~half~~'",
                "'From X~a~h','From X~a~h~~'",
                "'From X~half~','From X~half~~'",
                "'From X~whole~~','From X~whole~~'",
            })
    void theNextMessageBeginsBehindAnEmptyLine(String before, String kept) throws IOException {
        Path file = folder.resolve("mbox");
        Files.writeString(file, before.replace('~', '\n'));

        try (MboxTarget mbox = MboxTarget.open(file)) {
            mbox.store(
                    new SyncMessage("a", "k", Optional.empty(), OptionalLong.empty(), 1),
                    new ByteArrayInputStream("next\r\n".getBytes(StandardCharsets.US_ASCII)));
        }

        assertThat(Files.readString(file).replaceAll("From MAILER-DAEMON .*\n", "From Y\n"))
                .isEqualTo(kept.replace('~', '\n') + "From Y\nnext\n\n");
    }
}
