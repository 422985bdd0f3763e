package org.pop3j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pop3j.client.SyncMessage;

class MaildirTargetTest {
    private static final SyncMessage X =
            new SyncMessage("ada@localhost:995", "x", Optional.empty(), OptionalLong.empty(), 1);

    @TempDir
    Path folder;

    @Test
    @DisplayName(
            "C0040: another message under a unique-id that is used again is stored too; the same one is stored once")
    void reusedId() throws IOException {
        try (MaildirTarget target = MaildirTarget.open(folder.resolve("Mail"), true)) {
            for (String message : new String[] {"Subject: a\r\n\r\n1\r\n", "Subject: b\r\n\r\n2\r\n"}) {
                target.store(X, new ByteArrayInputStream(message.getBytes(StandardCharsets.US_ASCII)));
                target.store(X, new ByteArrayInputStream(message.getBytes(StandardCharsets.US_ASCII)));
            }
        }

        List<String> stored = new ArrayList<>();
        try (Stream<Path> files = Files.list(folder.resolve("Mail/new"))) {
            for (Path file : files.toList()) {
                stored.add(Files.readString(file).lines().findFirst().orElse(""));
            }
        }
        assertThat(stored).containsExactlyInAnyOrder("Subject: a", "Subject: b");
    }
}
