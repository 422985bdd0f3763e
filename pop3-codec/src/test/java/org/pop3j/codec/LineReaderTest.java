package org.pop3j.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LineReaderTest {
    private static final String DIALOGUE = "+OK 1 5\r\n+OK\r\n..a\r\nb\r\n.\r\n-ERR no\r\n";
    private static final long SEED = Seed.printed(LineReaderTest.class);

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 7, 64})
    @DisplayName("C0005 C0006 S-12: lines and contents alternate, whatever the buffer and the pieces")
    void readsADialogue(int bufferOctets) throws IOException {
        for (List<byte[]> pieces : Pieces.of(DIALOGUE, new Random(SEED))) {
            LineReader reader = new LineReader(source(pieces), bufferOctets);
            assertThat(reader.readLine(20)).contains("+OK 1 5");
            assertThat(reader.readLine(20)).contains("+OK");
            ByteArrayOutputStream content = new ByteArrayOutputStream();
            assertThat(reader.readContent(content)).isEqualTo(7);
            assertThat(content.toString(StandardCharsets.ISO_8859_1)).isEqualTo(".a\r\nb\r\n");
            assertThat(reader.readLine(20)).contains("-ERR no");
            assertThatExceptionOfType(EOFException.class)
                    .isThrownBy(() -> reader.readLine(20))
                    .withMessage("the other side closed the connection");
        }
    }

    @Test
    @DisplayName("R2449-05 S-05: an overlong line is swallowed, and the next one is read")
    void overlong() throws IOException {
        LineReader reader = reader("x".repeat(70_000) + "\r\nQUIT\r\n");
        assertThat(reader.readLine(255)).isEmpty();
        assertThat(reader.readLine(255)).contains("QUIT");
    }

    @Test
    @DisplayName("S-05 S-06: a line without end is given up after 1 MiB beyond the limit")
    void endless() {
        InputStream endless = new InputStream() {
            private long given;

            @Override
            public int read() {
                given++;
                return 'x';
            }

            @Override
            public int read(byte[] target, int offset, int length) {
                given += length;
                assertThat(given).isLessThan(2 << 20);
                return length;
            }
        };
        LineReader reader = new LineReader(endless, 1000);
        assertThatExceptionOfType(LineTooLongException.class)
                .isThrownBy(() -> reader.readLine(255))
                .withMessage("expected a line of at most 255 octets, got more than 1048576 octets without CRLF");
    }

    @Test
    @DisplayName("S-05: a line with exactly 1 MiB beyond the limit still ends well")
    void patience() throws IOException {
        LineReader reader = reader("x".repeat(255 + (1 << 20)) + "\r\nQUIT\r\n");
        assertThat(reader.readLine(255)).isEmpty();
        assertThat(reader.readLine(255)).contains("QUIT");
    }

    @Test
    @DisplayName("R1939-27 S-10: QUIT without CRLF is no line, and a message without its end no message")
    void truncated() {
        assertThatExceptionOfType(EOFException.class)
                .isThrownBy(() -> reader("QUIT").readLine(255));
        assertThatExceptionOfType(EOFException.class)
                .isThrownBy(() -> reader("a\r\n.\r").readContent(new ByteArrayOutputStream()));
    }

    @Test
    @DisplayName("S-01 S-02 R2595-05 R2595-06: what has been read ahead can be seen")
    void bufferedOctets() throws IOException {
        LineReader reader = reader("STLS\r\nCAPA\r\n");
        assertThat(reader.bufferedOctets()).isZero();
        reader.readLine(255);
        assertThat(reader.bufferedOctets()).isEqualTo(6);
        reader.readLine(255);
        assertThat(reader.bufferedOctets()).isZero();
    }

    @Test
    @DisplayName("C0006: piece by piece, a read of the stream at most for each")
    void pieceByPiece() throws IOException {
        LineReader reader = new LineReader(source(List.of(Pieces.octets("a\r\n"), Pieces.octets("b\r\n.\r\nx"))), 64);
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        ContentDecoder decoder = new ContentDecoder(content);
        assertThat(reader.readContentPiece(decoder)).isFalse();
        assertThat(content.toString(StandardCharsets.ISO_8859_1)).isEqualTo("a\r\n");
        assertThat(reader.readContentPiece(decoder)).isTrue();
        assertThat(content.toString(StandardCharsets.ISO_8859_1)).isEqualTo("a\r\nb\r\n");
        assertThat(reader.bufferedOctets()).isEqualTo(1);
    }

    @Test
    @DisplayName("D-2: a reader without a buffer would never get anywhere")
    void noBuffer() {
        assertThatIllegalArgumentException().isThrownBy(() -> new LineReader(InputStream.nullInputStream(), 0));
    }

    private static LineReader reader(String octets) {
        return new LineReader(new ByteArrayInputStream(Pieces.octets(octets)), 512);
    }

    /** Gives one piece a read, as a socket does. */
    private static InputStream source(List<byte[]> pieces) {
        return new SequenceInputStream(Collections.enumeration(
                pieces.stream().map(ByteArrayInputStream::new).toList()));
    }
}
