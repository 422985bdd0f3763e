package org.pop3j.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pop3j.codec.ContentEncoder;

@DisplayName("Generated mail")
class GeneratedMailTest {
    @ParameterizedTest
    @ValueSource(ints = {1024, 1025, 8192, 100_000})
    @DisplayName("has the size that was asked for, lines with dots, and is the same each time")
    void size(int octets) throws Exception {
        byte[] message = new GeneratedMail(octets).message(7);
        ContentEncoder counter = ContentEncoder.counting();
        counter.write(message, 0, message.length);
        assertThat(counter.finish()).isBetween((long) octets - 1, (long) octets);
        assertThat(new GeneratedMail(octets).message(7)).isEqualTo(message);
        assertThat(new GeneratedMail(octets).message(8)).isNotEqualTo(message);
        if (octets > 8_000) {
            assertThat(new String(message, StandardCharsets.US_ASCII)).contains("\n.");
        }
    }
}
