package org.pop3j.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.pop3j.codec.LineDecoder.Outcome;

class LineDecoderTest {
    private static final int LIMIT = 8;
    private static final long SEED = Seed.printed(LineDecoderTest.class);
    private static final String OVERLONG = "(overlong)";

    private final Random random = new Random(SEED);

    /** Octets, and the lines in them. */
    static Stream<Arguments> inputs() {
        return Stream.of(
                arguments("", List.of()),
                arguments("QUIT", List.of()),
                arguments("QUIT\r", List.of()),
                arguments("QUIT\n", List.of()),
                arguments("QUIT\r\n", List.of("QUIT")),
                arguments("STAT\r\nQUIT\r\n", List.of("STAT", "QUIT")),
                arguments("\r\n\r\n", List.of("", "")),
                arguments("a\nb\r\n", List.of("a\nb")),
                arguments("a\rb\r\n", List.of("a\rb")),
                arguments("\r\r\n", List.of("\r")),
                arguments("\n\r\n", List.of("\n")),
                arguments("a\n\r\n", List.of("a\n")),
                arguments("\0\u00ff\u0080\r\n", List.of("\0\u00ff\u0080")),
                arguments("123456\r\n", List.of("123456")),
                arguments("12345\r\r\n", List.of("12345\r")),
                arguments("1234567\r\nab\r\n", List.of(OVERLONG, "ab")),
                arguments("12345678\r\nab\r\n", List.of(OVERLONG, "ab")),
                arguments("123456\r\r\nab\r\n", List.of(OVERLONG, "ab")),
                arguments("123456789012345678901234567890\r\nQUIT\r\n", List.of(OVERLONG, "QUIT")),
                arguments("12345678\nQUIT\r\nab\r\n", List.of(OVERLONG, "ab")),
                arguments("12345678\rQUIT\r\nab\r\n", List.of(OVERLONG, "ab")));
    }

    @ParameterizedTest
    @MethodSource("inputs")
    @DisplayName("C0005 D-6 R2449-05 S-05: only CRLF ends a line, the tail of a long one is no command; in all pieces")
    void findsLines(String octets, List<String> lines) {
        for (List<byte[]> pieces : Pieces.of(octets, random)) {
            assertThat(lines(new LineDecoder(LIMIT), pieces))
                    .as("seed %d, %d pieces", SEED, pieces.size())
                    .isEqualTo(lines);
        }
    }

    @Test
    @DisplayName("R2449-05: octets behind a line stay in the buffer")
    void staysBehindTheLine() {
        LineDecoder decoder = new LineDecoder(LIMIT);
        ByteBuffer input = ByteBuffer.wrap(Pieces.octets("STAT\r\nQUIT\r\n"));
        assertThat(decoder.feed(input)).isEqualTo(Outcome.LINE);
        assertThat(decoder.line()).isEqualTo("STAT");
        assertThat(input.position()).isEqualTo(6);
        assertThat(decoder.feed(input)).isEqualTo(Outcome.LINE);
        assertThat(decoder.line()).isEqualTo("QUIT");
        assertThat(decoder.feed(input)).isEqualTo(Outcome.NEEDS_MORE);
    }

    @Test
    @DisplayName("S-05: swallowed octets are counted, not kept, and an overlong line shows nothing")
    void countsWhatItSwallows() {
        LineDecoder decoder = new LineDecoder(LIMIT);
        decoder.feed(ByteBuffer.wrap(Pieces.octets("12345678")));
        assertThat(decoder.swallowedOctets()).isZero();
        decoder.feed(ByteBuffer.wrap(Pieces.octets("90")));
        assertThat(decoder.swallowedOctets()).isEqualTo(2);
        assertThat(decoder.feed(ByteBuffer.wrap(Pieces.octets("\r\n")))).isEqualTo(Outcome.OVERLONG);
        assertThat(decoder.swallowedOctets()).isZero();
        assertThat(decoder.line()).isEmpty();
    }

    @Test
    @DisplayName("R2449-04: lines of exactly the limit, with a limit beyond the first capacity")
    void growsUpToTheLimit() {
        for (int limit : new int[] {127, 128, 129, 255, 256, 257, 1000, 16_384}) {
            String line = "x".repeat(limit - 2);
            byte[] fits = Pieces.octets(line + "\r\n");
            assertThat(lines(new LineDecoder(limit), List.of(fits))).containsExactly(line);
            byte[] tooLong = Pieces.octets(line + "x\r\n");
            assertThat(lines(new LineDecoder(limit), List.of(tooLong))).containsExactly(OVERLONG);
        }
    }

    @Test
    @DisplayName("S-05: a limit leaves room for CRLF")
    void smallestLimit() {
        assertThat(lines(new LineDecoder(2), List.of(Pieces.octets("\r\nx\r\n\r\n"))))
                .containsExactly("", OVERLONG, "");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new LineDecoder(1))
                .withMessage("a line has at least the 2 octets of CRLF, got 1");
    }

    private static List<String> lines(LineDecoder decoder, List<byte[]> pieces) {
        List<String> lines = new ArrayList<>();
        for (byte[] piece : pieces) {
            ByteBuffer input = ByteBuffer.wrap(piece);
            for (Outcome outcome = decoder.feed(input); outcome != Outcome.NEEDS_MORE; outcome = decoder.feed(input)) {
                lines.add(outcome == Outcome.LINE ? decoder.line() : OVERLONG);
            }
            assertThat(input.hasRemaining()).isFalse();
        }
        return lines;
    }
}
