package org.pop3j.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StrictBase64Test {
    private static final long SEED = Seed.printed(StrictBase64Test.class);

    @Test
    @DisplayName("R5034-05 R5034-10: any octets there and back, 8 KiB and none too")
    void roundTrip() throws SyntaxException {
        Random random = new Random(SEED);
        for (int length : new int[] {0, 1, 2, 3, 4, 255, 8192}) {
            byte[] octets = new byte[length];
            random.nextBytes(octets);
            String text = StrictBase64.encode(octets);
            assertThat(text).matches("[A-Za-z0-9+/]*={0,2}").hasSize((length + 2) / 3 * 4);
            assertThat(StrictBase64.decode(text)).isEqualTo(octets);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "=AAA",
                "AAA=BBB",
                "AA==BBBB",
                "AA=B",
                "QQ",
                "QQ=",
                "QQ==\t",
                "QUI",
                "QU JD",
                " QUJDQUJ",
                "QUJD\r\n\r\n",
                "Q_-D",
                "QU\u00ffD",
                "QU\u0661D",
                "====",
                "A===",
                "*",
                "\0\0\0\0"
            })
    @DisplayName("R5034-11 S-36: outside the alphabet, padding inside or missing")
    void refused(String text) {
        assertThatExceptionOfType(SyntaxException.class)
                .isThrownBy(() -> StrictBase64.decode(text))
                .withMessageStartingWith("expected base64");
    }

    @Test
    @DisplayName("S-26: the refusal does not repeat the text")
    void keepsTheSecret() {
        assertThatExceptionOfType(SyntaxException.class)
                .isThrownBy(() -> StrictBase64.decode("hunter2!"))
                .withMessage("expected base64, got a character that is not of its alphabet");
        assertThatExceptionOfType(SyntaxException.class)
                .isThrownBy(() -> StrictBase64.decode("hunter"))
                .withMessage("expected base64 with its padding, got 6 characters");
    }
}
