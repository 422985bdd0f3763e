package org.pop3j.sasl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SaslPrepTest {
    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '"',
            value = {
                "\"I\u00adX\",IX",
                "user,user",
                "USER,USER",
                "\u00aa,a",
                "\u2168,IX",
                "\"a\u00a0b\",\"a b\"",
                "\"a\u3000b\",\"a b\"",
                "\"\u200b\",\" \"",
                "\ufb01sh,fish",
                "e\u0301,\u00e9",
                "\u0627\u0628,\u0627\u0628",
                "\"\u06271\u0628\",\"\u06271\u0628\""
            })
    @DisplayName("R4616-03 the examples of RFC 4013 section 3, spaces, compatibility forms, one direction")
    void prepared(String text, String expected) {
        assertThat(SaslPrep.query(text)).isEqualTo(expected);
        assertThat(SaslPrep.stored(text)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\u0007",
                "a\u0000b",
                "\u007f",
                "a\u0085",
                "\u06dd",
                "\u200e",
                "\ue000",
                "\ufdd0",
                "\ufffd",
                "\ud800",
                "a\udc00",
                "\udb40\udc01",
                "\u2ff0",
                "\u0627\u0031",
                "1\u0627",
                "\u0627a\u0628",
                "\u06dd",
                "\u180e\u0007"
            })
    @DisplayName("R4616-03 R6856-06 control, private, surrogate and other prohibited characters, mixed directions")
    void prohibited(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SaslPrep.query(text))
                .withMessageContaining("RFC");
        assertThat(SaslPrep.isPreparable(text)).isFalse();
    }

    @Test
    @DisplayName(
            "RFC 3454 section 7: what Unicode 3.2 had not assigned is prohibited where it is kept, not where it is asked for")
    void unassigned() {
        assertThat(SaslPrep.query("\ud83d\ude00")).isEqualTo("\ud83d\ude00");
        assertThatIllegalArgumentException().isThrownBy(() -> SaslPrep.stored("\ud83d\ude00"));
        assertThatIllegalArgumentException().isThrownBy(() -> SaslPrep.stored("\u0221"));
    }

    @Test
    @DisplayName("RFC 3454 table B.1: text may become empty; the message of a refusal does not repeat the text")
    void emptiedAndQuiet() {
        assertThat(SaslPrep.query("\u00ad\ufeff")).isEmpty();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SaslPrep.query("secret\u0007"))
                .satisfies(e -> assertThat(e.getMessage()).doesNotContain("secret"));
    }

    @Test
    @DisplayName("RFC 3454 the tables are whole: how many code points each has")
    void tables() {
        int[] counts = new int[StringprepTable.values().length];
        for (int codePoint = 0; codePoint <= Character.MAX_CODE_POINT; codePoint++) {
            for (StringprepTable table : StringprepTable.values()) {
                counts[table.ordinal()] += table.contains(codePoint) ? 1 : 0;
            }
        }
        assertThat(counts).containsExactly(COUNTS);
    }

    /** Counted by Python's module stringprep, which was made from the RFC's text independently. */
    private static final int[] COUNTS = {879_309, 27, 17, 139_813, 1_044, 229_973};
}
