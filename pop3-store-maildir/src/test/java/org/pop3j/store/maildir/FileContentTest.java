package org.pop3j.store.maildir;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pop3j.store.spi.StoredContent;
import org.pop3j.store.spi.StoredContent.Form;

/** R1939-39: a message that is read whole is counted by the way. */
class FileContentTest {
    private static final String MESSAGE = "Subject: \u00ff\n\n.one\n";
    private static final Count.Result COUNTED = new Count.Result(20, Form.LF);

    @TempDir
    Path folder;

    private final List<Count.Result> found = new ArrayList<>();
    private Path file;

    @BeforeEach
    void write() throws Exception {
        file = Files.writeString(folder.resolve("1.x"), MESSAGE, StandardCharsets.ISO_8859_1);
    }

    private StoredContent counting() throws IOException {
        return FileContent.counting(FileChannel.open(file), found::add);
    }

    @Test
    @DisplayName("R1939-39: read in one go, it is counted once, however often its end is read")
    void atOnce() throws Exception {
        try (StoredContent content = counting()) {
            assertThat(content.form()).isEqualTo(Form.UNKNOWN);
            assertThat(new String(content.octets().readAllBytes(), StandardCharsets.ISO_8859_1))
                    .isEqualTo(MESSAGE);
            assertThat(content.octets().read()).isEqualTo(-1);
        }
        assertThat(found).containsExactly(COUNTED);
        assertThat(OpenFiles.below(folder)).isEmpty();
    }

    @Test
    @DisplayName("R1939-39: read octet for octet it is counted too")
    void octetForOctet() throws Exception {
        ByteArrayOutputStream read = new ByteArrayOutputStream();
        try (StoredContent content = counting()) {
            InputStream octets = content.octets();
            for (int octet = octets.read(); octet >= 0; octet = octets.read()) {
                assertThat(found).isEmpty();
                read.write(octet);
            }
        }
        assertThat(read.toString(StandardCharsets.ISO_8859_1)).isEqualTo(MESSAGE);
        assertThat(found).containsExactly(COUNTED);
    }

    @Test
    @DisplayName("R1939-39: of what is skipped nothing is told, and nobody can go back")
    void skipped() throws Exception {
        try (StoredContent content = counting()) {
            InputStream octets = content.octets();
            assertThat(octets.markSupported()).isFalse();
            assertThat(octets.skip(9)).isEqualTo(9);
            assertThat(octets.read()).isEqualTo(0xFF);
            assertThat(octets.readAllBytes()).hasSize(7);
        }
        assertThat(found).isEmpty();
    }

    @Test
    @DisplayName("A message that was counted before is told in its form, and not counted")
    void known() throws Exception {
        try (StoredContent content = FileContent.of(FileChannel.open(file), Form.LF)) {
            assertThat(content.form()).isEqualTo(Form.LF);
            assertThat(content.octets().readAllBytes()).hasSize(MESSAGE.length());
        }
        assertThat(OpenFiles.below(folder)).isEmpty();
    }
}
