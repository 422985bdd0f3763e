package org.pop3j.conformance.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@DisabledOnOs(OS.WINDOWS)
@Timeout(30)
class CommandDelivererTest {
    /** More than a pipe holds. */
    private static final byte[] MESSAGE =
            "Subject: x\r\n\r\ny\r\n".repeat(60_000).getBytes(StandardCharsets.US_ASCII);

    @TempDir
    Path folder;

    @Test
    void theProgramGetsTheMessage() throws Exception {
        Path copy = folder.resolve("copy");

        shell("cat >" + copy, Duration.ofSeconds(20)).deliver(MESSAGE);

        assertThat(copy).hasBinaryContent(MESSAGE);
    }

    @Test
    @DisplayName("a program that ends without reading the message is judged by its exit code")
    void programThatDoesNotRead() throws Exception {
        shell("exit 0", Duration.ofSeconds(20)).deliver(MESSAGE);
        assertThatThrownBy(() -> shell("exit 75", Duration.ofSeconds(20)).deliver(MESSAGE))
                .isInstanceOf(IOException.class)
                .hasMessage("/bin/sh ended with exit code 75");
    }

    @Test
    @DisplayName("a program that neither reads nor ends is killed with what it started")
    void programThatDoesNotEnd() throws Exception {
        Path pids = folder.resolve("pids");

        assertThatThrownBy(() -> shell("sleep 300 & echo $! $$ >" + pids + "; wait", Duration.ofMillis(700))
                        .deliver(MESSAGE))
                .isInstanceOf(IOException.class)
                .hasMessage("/bin/sh did not end within 700 ms");

        for (String pid : Files.readString(pids).strip().split(" ")) {
            Optional<ProcessHandle> left = ProcessHandle.of(Long.parseLong(pid));
            if (left.isPresent()) {
                left.get().onExit().get(20, TimeUnit.SECONDS);
            }
        }
    }

    private static CommandDeliverer shell(String line, Duration limit) {
        return new CommandDeliverer(List.of("/bin/sh", "-c", line), limit);
    }
}
