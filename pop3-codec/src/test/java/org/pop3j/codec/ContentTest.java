package org.pop3j.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** {@link ContentEncoder} and {@link ContentDecoder}: fixed tables, then each against {@link SlowContent}. */
class ContentTest {
    private static final String ALPHABET = "\r\n.\r\n.\r\n.ab\0\u00ff";
    private static final int ROUNDS = 500;

    private static final long SEED = Seed.printed(ContentTest.class);

    private final Random random = new Random(SEED);

    /** Stored octets, wire octets without the termination line, octets as LIST counts them. */
    static Stream<Arguments> messages() {
        return Stream.of(
                arguments("", "", 0),
                arguments("a", "a\r\n", 3),
                arguments("a\r\n", "a\r\n", 3),
                arguments("a\n", "a\r\n", 3),
                arguments("a\nb\nc", "a\r\nb\r\nc\r\n", 9),
                arguments("a\r\nb\nc\r\n", "a\r\nb\r\nc\r\n", 9),
                arguments("\n", "\r\n", 2),
                arguments("\n\n", "\r\n\r\n", 4),
                arguments("\r", "\r\r\n", 3),
                arguments("a\r", "a\r\r\n", 4),
                arguments("\r\r\n", "\r\r\n", 3),
                arguments("a\rb", "a\rb\r\n", 5),
                arguments("\n\r", "\r\n\r\r\n", 5),
                arguments(".", "..\r\n", 3),
                arguments(".\n", "..\r\n", 3),
                arguments(".\r\n", "..\r\n", 3),
                arguments("..\r\n", "...\r\n", 4),
                arguments(".x\r\n", "..x\r\n", 4),
                arguments("a.b\r\n", "a.b\r\n", 5),
                arguments("Subject: x\r\n.dot: in the header\r\n", "Subject: x\r\n..dot: in the header\r\n", 33),
                arguments("a\n.\nb\n", "a\r\n..\r\nb\r\n", 9),
                arguments("\n.\n", "\r\n..\r\n", 5),
                arguments("a\r.\r\nb", "a\r.\r\nb\r\n", 8),
                arguments("a\r\n.\rb", "a\r\n..\rb\r\n", 8),
                arguments("a\0b\n", "a\0b\r\n", 5),
                arguments("\u00ff\u0080\n", "\u00ff\u0080\r\n", 4));
    }

    @ParameterizedTest
    @MethodSource("messages")
    @DisplayName("C0006 C0023 R1939-05 R1939-06 R1939-39 D-6 S-11: from stored octets to the wire, in all pieces")
    void encodes(String stored, String wire, long octets) throws IOException {
        for (List<byte[]> pieces : Pieces.of(stored, random)) {
            ByteArrayOutputStream target = new ByteArrayOutputStream();
            ContentEncoder encoder = new ContentEncoder(target);
            write(encoder, pieces);
            assertThat(encoder.terminate()).isEqualTo(octets).isEqualTo(encoder.octets());
            assertThat(target.toString(StandardCharsets.ISO_8859_1)).isEqualTo(wire + ".\r\n");
        }
    }

    @ParameterizedTest
    @MethodSource("messages")
    @DisplayName("R1939-06 R1939-39 C0021: counting without a target gives what RETR sends; finish leaves the dot out")
    void counts(String stored, String wire, long octets) throws IOException {
        for (List<byte[]> pieces : Pieces.of(stored, random)) {
            ContentEncoder counter = ContentEncoder.counting();
            write(counter, pieces);
            assertThat(counter.finish()).isEqualTo(octets);
            assertThat(counter.octets()).isEqualTo(octets);
        }
        ByteArrayOutputStream target = new ByteArrayOutputStream();
        ContentEncoder encoder = new ContentEncoder(target);
        encoder.write(Pieces.octets(stored), 0, stored.length());
        encoder.finish();
        assertThat(encoder.finish()).as("a second time changes nothing").isEqualTo(octets);
        assertThat(target.toString(StandardCharsets.ISO_8859_1)).isEqualTo(wire);
    }

    @Test
    @DisplayName("R1939-39: octets() counts what has been written so far; only the asked part of the array is read")
    void countsOnTheWay() throws IOException {
        ByteArrayOutputStream target = new ByteArrayOutputStream();
        ContentEncoder encoder = new ContentEncoder(target);
        byte[] stored = Pieces.octets("\n.xx.a\n.\n");
        encoder.write(stored, 4, 3);
        assertThat(encoder.octets()).isEqualTo(4);
        encoder.write(stored, 7, 1);
        assertThat(encoder.octets()).isEqualTo(5);
        assertThat(target.toString(StandardCharsets.ISO_8859_1)).isEqualTo("..a\r\n..");
    }

    @Test
    @DisplayName("I-02: after finish, the blank line that TOP adds can go the same way")
    void blankLineAfterFinish() throws IOException {
        ByteArrayOutputStream target = new ByteArrayOutputStream();
        ContentEncoder encoder = new ContentEncoder(target);
        encoder.write(Pieces.octets("Subject: x\r"), 0, 11);
        encoder.finish();
        encoder.write(Pieces.octets("\n"), 0, 1);
        encoder.terminate();
        assertThat(target.toString(StandardCharsets.ISO_8859_1)).isEqualTo("Subject: x\r\r\n\r\n.\r\n");
    }

    /** Wire octets, the message, and what is left of the input. */
    static Stream<Arguments> wires() {
        return Stream.of(
                arguments(".\r\n", "", ""),
                arguments(".\r\n+OK\r\n", "", "+OK\r\n"),
                arguments("a\r\n.\r\n.\r\n", "a\r\n", ".\r\n"),
                arguments("..\r\n.\r\n", ".\r\n", ""),
                arguments("...\r\n.\r\n", "..\r\n", ""),
                arguments(".x\r\n.\r\n", "x\r\n", ""),
                arguments(".\n.\r\n.\r\n", "\n.\r\n", ""),
                arguments("a\n.\r\nb\r\n.\r\n", "a\n.\r\nb\r\n", ""),
                arguments("a\r.\r\nb\r\n.\r\n", "a\r.\r\nb\r\n", ""),
                arguments("a\n.\nb\r\n.\r\n", "a\n.\nb\r\n", ""),
                arguments("\r\r\n.\r\n", "\r\r\n", ""),
                arguments(".\r\r\n.\r\n", "\r\r\n", ""),
                arguments(".\rx\r\n.\r\n", "\rx\r\n", ""),
                arguments(".\r.\r\n.\r\n", "\r.\r\n", ""),
                arguments("\r\n\n.\r\n\r\n.\r\n", "\r\n\n.\r\n\r\n", ""),
                arguments(". \r\n.\r\n", " \r\n", ""),
                arguments(".end\r\n.\r\n", "end\r\n", ""),
                arguments("a\0\u00ff\r\n.\r\n", "a\0\u00ff\r\n", ""));
    }

    @ParameterizedTest
    @MethodSource("wires")
    @DisplayName("C0006 V0002 D-5 D-6 R1939-05 S-11 S-12: from the wire to the message, in all pieces")
    void decodes(String wire, String message, String left) throws IOException {
        for (List<byte[]> pieces : Pieces.of(wire, random)) {
            Decoded decoded = decode(pieces);
            assertThat(decoded.message()).as("in %d pieces", pieces.size()).isEqualTo(message);
            assertThat(decoded.left()).isEqualTo(left);
            assertThat(decoded.isComplete()).isTrue();
            assertThat(decoded.octets()).isEqualTo(message.length());
        }
    }

    @ParameterizedTest
    @MethodSource("wires")
    @DisplayName("C0006 S-10: cut at any octet before its end, a message is not complete")
    void truncated(String wire, String message, String left) throws IOException {
        for (int i = 0; i < wire.length() - left.length(); i++) {
            Decoded decoded = decode(List.of(Pieces.octets(wire.substring(0, i))));
            assertThat(decoded.isComplete()).isFalse();
            assertThat(message).startsWith(decoded.message());
        }
    }

    @Test
    @DisplayName("S-12: the decoder keeps to the part of the array that the buffer shows, and is done once")
    void slices() throws IOException {
        ByteArrayOutputStream target = new ByteArrayOutputStream();
        ContentDecoder decoder = new ContentDecoder(target);
        ByteBuffer slice = ByteBuffer.wrap(Pieces.octets("XX\r\n..a\r\n.\r\nrest"))
                .position(2)
                .slice()
                .limit(12);
        slice.position(2);
        assertThat(decoder.decode(slice)).isTrue();
        assertThat(slice.position()).isEqualTo(10);
        assertThat(decoder.decode(slice)).isTrue();
        assertThat(slice.position()).isEqualTo(10);
        assertThat(target.toString(StandardCharsets.ISO_8859_1)).isEqualTo(".a\r\n");
    }

    @Test
    @DisplayName(
            "R1939-05 R1939-06 R1939-39 S-11 S-12: decode(encode(x)) is x with its line ends made CRLF, for random x")
    void roundTrip() throws IOException {
        for (int i = 0; i < ROUNDS; i++) {
            String stored = randomMessage();
            for (List<byte[]> pieces : Pieces.of(stored, random)) {
                ByteArrayOutputStream target = new ByteArrayOutputStream();
                ContentEncoder encoder = new ContentEncoder(target);
                write(encoder, pieces);
                encoder.terminate();
                String wire = target.toString(StandardCharsets.ISO_8859_1);
                assertThat(wire).as("seed %d", SEED).isEqualTo(SlowContent.wire(stored));
                assertThat(encoder.octets())
                        .isEqualTo(SlowContent.normalise(stored).length());
            }
            for (List<byte[]> pieces : Pieces.of(SlowContent.wire(stored), random)) {
                Decoded decoded = decode(pieces);
                assertThat(decoded.message()).as("seed %d", SEED).isEqualTo(SlowContent.normalise(stored));
                assertThat(decoded.isComplete()).isTrue();
                assertThat(decoded.octets()).isEqualTo(decoded.message().length());
            }
        }
    }

    @Test
    @DisplayName("S-06: long lines and large pieces, with targets written in the same order")
    void longLines() throws IOException {
        String stored = ("x".repeat(100_000) + "\n." + "y".repeat(20_000) + "\r\n").repeat(3) + "z\n".repeat(50_000);
        ByteArrayOutputStream target = new ByteArrayOutputStream();
        ContentEncoder encoder = new ContentEncoder(target);
        encoder.write(Pieces.octets(stored), 0, stored.length());
        encoder.terminate();
        String wire = target.toString(StandardCharsets.ISO_8859_1);
        assertThat(wire.equals(SlowContent.wire(stored))).isTrue();
        assertThat(decode(List.of(Pieces.octets(wire))).message().equals(SlowContent.normalise(stored)))
                .isTrue();
    }

    private record Decoded(String message, String left, boolean isComplete, long octets) {}

    private static Decoded decode(List<byte[]> pieces) throws IOException {
        ByteArrayOutputStream target = new ByteArrayOutputStream();
        ContentDecoder decoder = new ContentDecoder(target);
        StringBuilder left = new StringBuilder();
        boolean isComplete = false;
        for (byte[] piece : pieces) {
            ByteBuffer input = ByteBuffer.wrap(piece);
            isComplete = decoder.decode(input);
            left.append(StandardCharsets.ISO_8859_1.decode(input));
        }
        String message = target.toString(StandardCharsets.ISO_8859_1);
        return new Decoded(message, left.toString(), isComplete, decoder.octets());
    }

    private static void write(ContentEncoder encoder, List<byte[]> pieces) throws IOException {
        for (byte[] piece : pieces) {
            encoder.write(piece, 0, piece.length);
        }
    }

    private String randomMessage() {
        return random.ints(random.nextInt(24), 0, ALPHABET.length())
                .mapToObj(i -> ALPHABET.substring(i, i + 1))
                .collect(Collectors.joining());
    }
}
