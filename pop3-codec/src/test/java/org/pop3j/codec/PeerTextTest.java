package org.pop3j.codec;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PeerTextTest {
    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '"',
            ignoreLeadingAndTrailingWhitespace = false,
            value = {
                "\"\",\"\"",
                "plain text ~!,plain text ~!",
                "a\\b,a\\\\b",
                "\"a\r\nb\",a\\x0d\\x0ab",
                "a\tb,a\\x09b",
                "\u001b[31m,\\x1b[31m",
                "\u007f,\\x7f",
                "\u0080\u00ff,\\x80\\xff",
                "\u0100\u202e,\\u0100\\u202e",
                "\ud83d\ude00,\\ud83d\\ude00"
            })
    @DisplayName("S-25 S-26 S-27: printable ASCII stays, everything else becomes an escape")
    void escapes(String text, String escaped) {
        assertThat(PeerText.escape(text)).isEqualTo(escaped);
        assertThat(PeerText.quote(text)).isEqualTo('"' + escaped + '"');
    }

    @Test
    @DisplayName("S-26: no character gets through but printable ASCII")
    void allCharacters() {
        StringBuilder all = new StringBuilder();
        for (int c = 0; c <= Character.MAX_VALUE; c++) {
            all.append((char) c);
        }
        assertThat(PeerText.escape(all)).matches("[\\x20-\\x7e]+");
    }

    @Test
    @DisplayName("R1939-04: a quoted text is cut after 80 characters")
    void cut() {
        assertThat(PeerText.quote("x".repeat(80))).isEqualTo('"' + "x".repeat(80) + '"');
        assertThat(PeerText.quote("x".repeat(81))).isEqualTo('"' + "x".repeat(80) + "\"...");
    }
}
