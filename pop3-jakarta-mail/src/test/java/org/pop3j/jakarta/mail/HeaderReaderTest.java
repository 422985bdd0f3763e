package org.pop3j.jakarta.mail;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.mail.MessagingException;
import jakarta.mail.internet.InternetHeaders;
import jakarta.mail.util.SharedByteArrayInputStream;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The header as the API would read it, without its search for services. */
class HeaderReaderTest {
    private static final String[] PIECES = {
        "\r\n",
        "\n",
        "\r",
        "\r\r\n",
        " ",
        "\t",
        "Subject: hi",
        "X",
        ":",
        "\u00e9",
        "a: b\r\n",
        "  c\r\n",
        "To: x\n",
        "\0"
    };

    @Test
    @DisplayName("any octets: the same lines and the same end as by the API's InternetHeaders")
    void asTheApi() throws Exception {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        int compared = 0;
        for (int run = 0; run < 20_000; run++) {
            StringBuilder text = new StringBuilder();
            for (int i = random.nextInt(12); i >= 0; i--) {
                text.append(PIECES[random.nextInt(PIECES.length)]);
            }
            byte[] octets = text.append("\r\n\r\nbody: x\r\n").toString().getBytes(StandardCharsets.ISO_8859_1);
            Head read = Head.of(inPieces(octets, random), StandardCharsets.ISO_8859_1);
            SharedByteArrayInputStream forApi = new SharedByteArrayInputStream(octets);
            Optional<InternetHeaders> expected = byApi(forApi);
            if (expected.isPresent()) {
                compared++;
                assertThat(lines(read.lines()))
                        .as("seed %d, run %d", seed, run)
                        .isEqualTo(lines(expected.orElseThrow()));
                assertThat(read.octets()).as("seed %d, run %d", seed, run).isEqualTo(forApi.getPosition());
                assertSameWhereItLies(octets, read, "seed " + seed + ", run " + run);
            }
        }
        assertThat(compared).isGreaterThan(10_000);
    }

    private static void assertSameWhereItLies(byte[] octets, Head read, String run) {
        byte[] inLargerArray = Arrays.copyOf(octets, octets.length + 5);
        Head lying = Head.of(inLargerArray, octets.length, StandardCharsets.ISO_8859_1);
        assertThat(lines(lying.lines())).as(run).isEqualTo(lines(read.lines()));
        assertThat(lying.octets()).as(run).isEqualTo(read.octets());
        assertThat(inLargerArray).as("%s: the message is left as it is", run).startsWith(octets);
    }

    /** Empty where the API fails on a message that begins with the rest of a header. */
    private static Optional<InternetHeaders> byApi(InputStream octets) throws MessagingException {
        try {
            return Optional.of(new InternetHeaders(octets));
        } catch (IndexOutOfBoundsException fault) {
            return Optional.empty();
        }
    }

    private static List<String> lines(InternetHeaders headers) {
        return Collections.list(headers.getAllHeaderLines());
    }

    @Test
    void aHeaderLongerThanAnyBuffer() throws Exception {
        String text = "A: " + "x".repeat(100_000) + "\r\n y\r\nB: 1\r\n\r\nbody";
        Head read =
                Head.of(new ByteArrayInputStream(text.getBytes(StandardCharsets.US_ASCII)), StandardCharsets.US_ASCII);
        assertThat(read.lines().getHeader("A", null)).isEqualTo("x".repeat(100_000) + "\r\n y");
        assertThat(read.lines().getHeader("B", null)).isEqualTo("1");
        assertThat(read.octets()).isEqualTo(text.length() - 4);
    }

    @Test
    @DisplayName("S-06: more than 16 MiB of header is cut off, from a stream and where it lies")
    void aHeaderWithoutEnd() throws Exception {
        byte[] octets = "A: 1\r\n".repeat(3 << 20).getBytes(StandardCharsets.US_ASCII);
        InputStream endless = new ByteArrayInputStream(octets);
        assertThat(Head.of(endless, StandardCharsets.US_ASCII).octets()).isEqualTo(16 << 20);
        assertThat(endless.available()).as("the rest is not read").isPositive();
        assertThat(Head.of(octets, octets.length, StandardCharsets.US_ASCII).octets())
                .isEqualTo(16 << 20);
    }

    @Test
    @DisplayName("where a piece of the stream ends within or behind the blank line, the header ends where it does")
    void aPieceEndsNearTheBlankLine() throws Exception {
        for (int length = 2040; length < 2055; length++) {
            for (String blank : List.of("\n\n", "\r\r", "\r\n\r\n", "\r\r\n\r\r\n", "\n\r\r\n")) {
                String header = "A: " + "x".repeat(length - 3) + blank;
                byte[] octets = (header + "body").getBytes(StandardCharsets.US_ASCII);
                Head read = Head.of(new ByteArrayInputStream(octets), StandardCharsets.US_ASCII);
                assertThat(read.octets()).as("%d %s", length, blank).isEqualTo(header.length());
            }
        }
    }

    @Test
    void withoutABlankLineAllIsHeader() throws Exception {
        byte[] octets = "A: 1\r\nB: 2".getBytes(StandardCharsets.US_ASCII);
        Head read = Head.of(new ByteArrayInputStream(octets), StandardCharsets.US_ASCII);
        assertThat(Collections.list(read.lines().getAllHeaderLines())).containsExactly("A: 1", "B: 2");
        assertThat(read.octets()).isEqualTo(octets.length);
    }

    @Test
    void whereTheMessageEndsWithinALineEnd() throws Exception {
        for (String text : List.of("A: 1", "A: 1\r", "A: 1\r\r", "A: 1\r\n\r")) {
            byte[] octets = text.getBytes(StandardCharsets.US_ASCII);
            Head read = Head.of(new ByteArrayInputStream(octets), StandardCharsets.ISO_8859_1);
            assertThat(lines(read.lines())).containsExactly("A: 1");
            assertSameWhereItLies(octets, read, text);
        }
    }

    private static InputStream inPieces(byte[] octets, Random random) {
        return new ByteArrayInputStream(octets) {
            @Override
            public int read(byte[] target, int offset, int length) {
                return super.read(target, offset, Math.min(length, 1 + random.nextInt(5)));
            }
        };
    }
}
