package org.pop3j.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.junit.jupiter.params.provider.Arguments.arguments;

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

class TopCutterTest {
    private static final String ALPHABET = "\r\n\r\n\r\n\nab";

    private static final long SEED = Seed.printed(TopCutterTest.class);

    private final Random random = new Random(SEED);

    /** Stored octets, lines of the body, what is shown, whether the header has ended, whether nothing more is taken. */
    static Stream<Arguments> messages() {
        return Stream.of(
                arguments("h: 1\r\n\r\na\r\nb\r\n", 0, "h: 1\r\n\r\n", true, true),
                arguments("h: 1\r\n\r\na\r\nb\r\n", 1, "h: 1\r\n\r\na\r\n", true, true),
                arguments("h: 1\r\n\r\na\r\nb\r\n", 2, "h: 1\r\n\r\na\r\nb\r\n", true, true),
                arguments("h: 1\r\n\r\na\r\nb\r\n", 999_999, "h: 1\r\n\r\na\r\nb\r\n", true, false),
                arguments("h: 1\n\na\n\nb\n", 2, "h: 1\n\na\n\n", true, true),
                arguments("h: 1\n\r\na\nb", 2, "h: 1\n\r\na\nb", true, false),
                arguments("\na\nb\n", 1, "\na\n", true, true),
                arguments("\r\na", 0, "\r\n", true, true),
                arguments("h: 1\n", 0, "h: 1\n", false, false),
                arguments("h: 1", 3, "h: 1", false, false),
                arguments("", 0, "", false, false),
                arguments("h: 1\n\r\r\nh: 2\n\na", 0, "h: 1\n\r\r\nh: 2\n\n", true, true),
                arguments("h: 1\n\rx\n\n", 0, "h: 1\n\rx\n\n", true, true),
                arguments("h: 1\r\rh: 2\n\na\rb\nc\n", 1, "h: 1\r\rh: 2\n\na\rb\n", true, true));
    }

    @ParameterizedTest
    @MethodSource("messages")
    @DisplayName("C0034 R1939-30 I-02 S-12: header, blank line and n lines of the body, in all pieces")
    void cuts(String stored, int bodyLines, String shown, boolean hasHeaderEnded, boolean isComplete) {
        for (List<byte[]> pieces : Pieces.of(stored, random)) {
            TopCutter cutter = new TopCutter(bodyLines);
            assertThat(take(cutter, pieces)).isEqualTo(shown);
            assertThat(cutter.hasHeaderEnded()).isEqualTo(hasHeaderEnded);
            assertThat(cutter.isComplete()).isEqualTo(isComplete);
        }
    }

    @Test
    @DisplayName("C0034 R1939-30 S-12: random messages against the plainest way")
    void randomMessages() {
        for (int i = 0; i < 1_000; i++) {
            String stored = random.ints(random.nextInt(20), 0, ALPHABET.length())
                    .mapToObj(c -> ALPHABET.substring(c, c + 1))
                    .collect(Collectors.joining());
            int bodyLines = random.nextInt(4);
            for (List<byte[]> pieces : Pieces.of(stored, random)) {
                assertThat(take(new TopCutter(bodyLines), pieces))
                        .as("seed %d, %s, %d lines", SEED, PeerText.quote(stored), bodyLines)
                        .isEqualTo(SlowContent.top(stored, bodyLines));
            }
        }
    }

    @Test
    @DisplayName("C0034: only the asked part of the array is looked at")
    void partOfTheArray() {
        TopCutter cutter = new TopCutter(0);
        assertThat(cutter.take(Pieces.octets("\n\nh\n\nbody"), 2, 7)).isEqualTo(3);
        assertThat(cutter.take(Pieces.octets("more"), 0, 4)).isZero();
    }

    @Test
    @DisplayName("C0032: less than no lines cannot be asked for")
    void negative() {
        assertThatIllegalArgumentException().isThrownBy(() -> new TopCutter(-1));
    }

    private static String take(TopCutter cutter, List<byte[]> pieces) {
        StringBuilder shown = new StringBuilder();
        for (byte[] piece : pieces) {
            shown.append(new String(piece, 0, cutter.take(piece, 0, piece.length), StandardCharsets.ISO_8859_1));
        }
        return shown.toString();
    }
}
