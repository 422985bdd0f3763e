package org.pop3j.users;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StateSecretTest {
    @TempDir
    Path folder;

    @Test
    @DisplayName("R5802-05 the secret is made once, random, for its owner only, and is the same at the next start")
    void keptOverRestarts() throws Exception {
        byte[] first = StateSecret.in(folder.resolve("state"), "decoys");

        assertThat(StateSecret.in(folder.resolve("state"), "decoys"))
                .isEqualTo(first)
                .hasSize(32);
        assertThat(StateSecret.in(folder.resolve("other"), "decoys")).isNotEqualTo(first);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("state/decoys"))))
                .isEqualTo("rw-------");
    }

    @Test
    void aFileThatIsNoSecretIsRefused() throws Exception {
        Files.writeString(folder.resolve("decoys"), "short");

        assertThatThrownBy(() -> StateSecret.in(folder, "decoys"))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("expected a secret of 32 octets");
    }
}
