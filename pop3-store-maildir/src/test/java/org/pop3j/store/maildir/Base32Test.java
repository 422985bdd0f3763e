package org.pop3j.store.maildir;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class Base32Test {
    /** {@code printf abc | openssl dgst -sha256 -binary | base32 | tr A-Z a-z}, but its last letter, which is of one bit. */
    private static final String ABC = "xj4bnp4pahh6uqkbidpf3lrceoyagyndsylxvhfucd7wd4qacww";

    @ParameterizedTest
    @DisplayName("D-7: five bits of the digest are a letter, as many as are asked for")
    @ValueSource(ints = {0, 1, 2, 8, 16, 32, 51})
    void letters(int letters) {
        assertThat(Base32.ofSha256("abc".getBytes(StandardCharsets.US_ASCII), 5 * letters))
                .isEqualTo(ABC.substring(0, letters));
    }

    @Test
    @DisplayName("D-7: the letters are a to z and 2 to 7")
    void alphabet() {
        for (int octet = Byte.MIN_VALUE; octet <= Byte.MAX_VALUE; octet++) {
            assertThat(Base32.isLetter((byte) octet))
                    .isEqualTo(octet >= 'a' && octet <= 'z' || octet >= '2' && octet <= '7');
        }
    }
}
