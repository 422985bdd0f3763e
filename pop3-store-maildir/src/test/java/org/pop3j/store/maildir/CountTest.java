package org.pop3j.store.maildir;

import static org.assertj.core.api.Assertions.assertThat;

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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pop3j.store.spi.StoredContent.Form;

/** The octets of a file, and how its lines end: counted beforehand, or while it is sent. */
class CountTest {
    @TempDir
    Path folder;

    private Path file;

    @BeforeEach
    void name() {
        file = folder.resolve("file");
    }

    private static String unescaped(String text) {
        return text.replace("\\r", "\r").replace("\\n", "\n");
    }

    private static Count.Result count(Path file, long size) throws IOException {
        try (FileChannel channel = FileChannel.open(file)) {
            return Count.of(channel, size);
        }
    }

    @ParameterizedTest(name = "{0}")
    @DisplayName("R1939-39, S-11: octets on the wire, and only what may be sent as it is has the form of the wire")
    @CsvSource({
        "'', 0, WIRE_CLEAN",
        "a\\r\\n, 3, WIRE_CLEAN",
        "a\\r\\nb\\r\\n, 6, WIRE_CLEAN",
        "\\r\\n, 2, WIRE_CLEAN",
        "a, 3, CRLF",
        "a\\r\\nb, 6, CRLF",
        ".\\r\\n, 3, CRLF",
        "a\\r\\n.b\\r\\n, 7, CRLF",
        "a\\r\\n..\\r\\n, 7, CRLF",
        "a.\\r\\n, 4, WIRE_CLEAN",
        "a\\n, 3, LF",
        "a\\nb, 6, LF",
        ".\\n, 3, LF",
        "a\\n\\n, 5, LF",
        "a\\rb\\n, 5, UNKNOWN",
        "\\ra\\n, 4, UNKNOWN",
        "a\\nb\\r\\n, 6, UNKNOWN",
        "a\\r\\nb\\n, 6, UNKNOWN",
        "a\\n\\r, 6, UNKNOWN",
    })
    void forms(String text, long octets, Form form) throws Exception {
        Count.Result expected = new Count.Result(octets, form);
        byte[] stored = unescaped(text).getBytes(StandardCharsets.US_ASCII);
        Files.write(file, stored);
        assertThat(count(file, stored.length)).isEqualTo(expected);
        Count pieces = new Count();
        for (byte octet : stored) {
            pieces.add(new byte[] {'\r', octet, '\r', '\n'}, 1, 1);
        }
        assertThat(pieces.finish()).as("octet by octet").isEqualTo(expected);
        Count inside = new Count();
        inside.add(("\r\n" + unescaped(text) + "\r\n.").getBytes(StandardCharsets.US_ASCII), 2, stored.length);
        assertThat(inside.finish()).as("inside of a buffer").isEqualTo(expected);
    }

    @Test
    @DisplayName("R1939-39: a file of many pieces, one that has grown meanwhile, one that has become shorter")
    void lengths() throws Exception {
        Files.writeString(file, "0123456789\n".repeat(20_000));
        assertThat(count(file, 220_000)).isEqualTo(new Count.Result(240_000, Form.LF));
        Files.writeString(file, "a\nb\nc\n");
        assertThat(count(file, 2)).isEqualTo(new Count.Result(3, Form.LF));
        assertThat(count(file, 0)).isEqualTo(new Count.Result(0, Form.WIRE_CLEAN));
        assertThat(count(file, 100)).isEqualTo(new Count.Result(9, Form.LF));
    }

    private final List<Count.Result> found = new ArrayList<>();

    private FileContent counting(String text) throws IOException {
        return FileContent.counting(FileChannel.open(Files.writeString(file, text)), found::add);
    }

    @Test
    @DisplayName("R1939-39: a message is counted while it is sent, and told once, when it was read to its end")
    void whileItIsSent() throws Exception {
        try (FileContent content = counting("a\nbc\n\u00e9")) {
            assertThat(content.form()).isEqualTo(Form.UNKNOWN);
            InputStream octets = content.octets();
            assertThat(octets.markSupported()).isFalse();
            assertThat(octets.read()).isEqualTo('a');
            assertThat(octets.readNBytes(4)).asString().isEqualTo("\nbc\n");
            assertThat(octets.read()).isEqualTo(0xC3);
            assertThat(octets.read()).isEqualTo(0xA9);
            assertThat(octets.read(new byte[1], 0, 0)).isZero();
            assertThat(found).isEmpty();
            assertThat(octets.read()).isEqualTo(-1);
            assertThat(octets.read()).isEqualTo(-1);
            assertThat(octets.read(new byte[9], 0, 9)).isEqualTo(-1);
        }
        assertThat(found).containsExactly(new Count.Result(11, Form.LF));
    }

    @Test
    @DisplayName("R1939-39: what was not read to its end, or skipped, is not counted")
    void notRead() throws Exception {
        try (FileContent content = counting("a\nb\n")) {
            assertThat(content.octets().readNBytes(4)).hasSize(4);
        }
        try (FileContent content = counting("a\nb\n")) {
            assertThat(content.octets().skip(2)).isEqualTo(2);
            assertThat(content.octets().readAllBytes()).asString().isEqualTo("b\n");
        }
        assertThat(found).isEmpty();
    }

    @Test
    @DisplayName("A message whose form is known is sent with it")
    void known() throws Exception {
        Files.writeString(file, "text");
        for (Form form : Form.values()) {
            try (FileContent content = FileContent.of(FileChannel.open(file), form)) {
                assertThat(content.form()).isEqualTo(form);
                assertThat(content.octets().readAllBytes()).asString().isEqualTo("text");
            }
        }
        assertThat(OpenFiles.below(folder)).isEmpty();
    }
}
