package org.pop3j.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Drop listing, scan listing, unique-id listing, and what they are made of. */
class ListingsTest {
    @ParameterizedTest
    @CsvSource(
            ignoreLeadingAndTrailingWhitespace = false,
            value = {
                "2 320,2,320",
                " \t 2\t\t320  extra,2,320",
                "0 0,0,0",
                "00 007,0,7",
                "2147483648 9223372036854775807,2147483648,9223372036854775807"
            })
    @DisplayName("C0004 C0017 S-09: drop listings with blanks, further fields and 64 bits")
    void dropListings(String text, long messages, long octets) throws SyntaxException {
        assertThat(DropListing.parse(text)).isEqualTo(new DropListing(messages, octets));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "2",
                "x y",
                "2 x",
                "x 2",
                "+2 3",
                "2 -3",
                "2 9223372036854775808",
                "99999999999999999999 1",
                "2,320",
                "2\n320",
                "\u0662 1",
                "2 3\u00b2"
            })
    @DisplayName("C0017 S-09: no figures, signs, foreign digits, overflow")
    void noDropListings(String text) {
        assertThatExceptionOfType(SyntaxException.class)
                .isThrownBy(() -> DropListing.parse(text))
                .withMessageMatching("[\\x20-\\x7e]+");
    }

    @Test
    @DisplayName("S-09: what is said of a bad figure")
    void messages() {
        assertThatExceptionOfType(SyntaxException.class)
                .isThrownBy(() -> DropListing.parse("2"))
                .withMessage("expected the octets of the maildrop, got nothing");
        assertThatExceptionOfType(SyntaxException.class)
                .isThrownBy(() -> ScanListing.parse("3 9223372036854775808"))
                .withMessage("the octets of message 3 is too large: \"9223372036854775808\"");
        assertThatExceptionOfType(SyntaxException.class)
                .isThrownBy(() -> DropListing.parse("x 1"))
                .withMessage("expected the number of messages in decimal digits, got \"x\"");
    }

    @ParameterizedTest
    @CsvSource(
            ignoreLeadingAndTrailingWhitespace = false,
            value = {
                "1 120,1,120",
                "1 \t 120,1,120",
                " \t1 120 more,1,120",
                "2147483647 1099511627776,2147483647,1099511627776"
            })
    @DisplayName("C0004 C0021: scan listings")
    void scanListings(String line, int number, long octets) throws SyntaxException {
        assertThat(ScanListing.parse(line)).isEqualTo(new ScanListing(new MessageNumber(number), octets));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1", "0 120", "-1 120", "2147483648 1", "1 x", "a 1", "1 1k"})
    @DisplayName("C0021 S-09: no scan listings")
    void noScanListings(String line) {
        assertThatExceptionOfType(SyntaxException.class).isThrownBy(() -> ScanListing.parse(line));
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '"',
            ignoreLeadingAndTrailingWhitespace = false,
            value = {"1 abc,1,abc", "1 \tabc extra,1,abc", " 12 #1,12,#1", "1 -,1,-", "1 !x,1,!x", "1 ../../x,1,../../x"
            })
    @DisplayName("C0038 C0039 D-7: unique-id listings")
    void uniqueIdListings(String line, int number, String id) throws SyntaxException {
        assertThat(UniqueIdListing.parse(line))
                .isEqualTo(new UniqueIdListing(new MessageNumber(number), new UniqueId(id)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1", "x abc", "0 abc", "1 \u001b[2J", "1 a\u00e9", "1 a\u007f"})
    @DisplayName("C0038 S-25: no unique-id listings")
    void noUniqueIdListings(String line) {
        assertThatExceptionOfType(SyntaxException.class)
                .isThrownBy(() -> UniqueIdListing.parse(line))
                .withMessageMatching("[\\x20-\\x7e]+");
    }

    @ParameterizedTest
    @CsvSource(
            ignoreLeadingAndTrailingWhitespace = false,
            nullValues = "none",
            value = {
                "1 abc,1,abc,abc",
                "1 \tabc extra,1,abc,abc",
                "12,12,none,none",
                "12 \t,12,none,none",
                "1 \u00e4x,1,\u00e4x,none",
                "1 a\u0007b,1,a\u0007b,none"
            })
    @DisplayName("D-1 C0038 S-25: unique-id listings as they come, usable or not")
    void receivedUniqueIdListings(String line, int number, @Nullable String text, @Nullable String id)
            throws SyntaxException {
        ReceivedUniqueIdListing listing = ReceivedUniqueIdListing.parse(line);
        assertThat(listing.number()).isEqualTo(new MessageNumber(number));
        assertThat(listing.text()).isEqualTo(Optional.ofNullable(text));
        assertThat(listing.uniqueId().map(UniqueId::value)).isEqualTo(Optional.ofNullable(id));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "x abc", "0 abc", "Subject: 1", "2147483648 x", "1\u001b[2J a"})
    @DisplayName("D-1: without a message-number nothing is a unique-id listing")
    void nothingReceived(String line) {
        assertThatExceptionOfType(SyntaxException.class)
                .isThrownBy(() -> ReceivedUniqueIdListing.parse(line))
                .withMessageMatching("[\\x20-\\x7e]+");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ReceivedUniqueIdListing(new MessageNumber(3), Optional.of("")));
    }

    @Test
    @DisplayName("D-1 C0004 C0017 C0021 C0038: a server sends one SPACE and nothing after the last field")
    void texts() {
        assertThat(new DropListing(2, 320).text()).isEqualTo("2 320");
        assertThat(new ScanListing(new MessageNumber(1), 1L << 40).text()).isEqualTo("1 1099511627776");
        assertThat(new UniqueIdListing(new MessageNumber(1), new UniqueId("!~")).text())
                .isEqualTo("1 !~");
    }

    @Test
    @DisplayName("S-09: no negative figures")
    void negative() {
        assertThatIllegalArgumentException().isThrownBy(() -> new DropListing(-1, 0));
        assertThatIllegalArgumentException().isThrownBy(() -> new DropListing(0, -1));
        assertThatIllegalArgumentException().isThrownBy(() -> new ScanListing(new MessageNumber(1), -1));
        assertThat(new ScanListing(new MessageNumber(1), 0).octets()).isZero();
    }

    @Test
    @DisplayName("C0039 D-7 I-03: 70 octets are the most a server sends; a client takes more")
    void longUniqueIds() throws SyntaxException {
        UniqueId longest = UniqueId.parse("x".repeat(70));
        UniqueId longer = UniqueId.parse("x".repeat(71));
        MessageNumber one = new MessageNumber(1);
        assertThat(longest.isConformant()).isTrue();
        assertThat(longer.isConformant()).isFalse();
        assertThat(new UniqueIdListing(one, longest).text()).hasSize(72);
        assertThatIllegalStateException()
                .isThrownBy(() -> new UniqueIdListing(one, longer).text())
                .withMessage("a server sends unique-ids of at most 70 octets, this one has 71");
    }

    @Test
    @DisplayName("C0039 S-25: a unique-id is 0x21 to 0x7E, opaque and case-sensitive")
    void uniqueIds() {
        for (char c = 0; c < 0x200; c++) {
            String text = String.valueOf(c);
            if (c >= 0x21 && c <= 0x7E) {
                assertThat(new UniqueId(text)).hasToString(text);
            } else {
                assertThatIllegalArgumentException()
                        .isThrownBy(() -> new UniqueId(text))
                        .withMessageMatching("[\\x20-\\x7e]+");
            }
        }
        assertThatIllegalArgumentException().isThrownBy(() -> new UniqueId(""));
        assertThat(new UniqueId("a")).isNotEqualTo(new UniqueId("A"));
    }

    @Test
    @DisplayName("V0004 S-09: message-numbers begin at 1")
    void messageNumbers() throws SyntaxException {
        assertThat(MessageNumber.parse("12")).isEqualTo(new MessageNumber(12)).hasToString("12");
        assertThat(new MessageNumber(2)).isGreaterThan(new MessageNumber(1)).isLessThan(new MessageNumber(10));
        assertThat(new MessageNumber(2)).isEqualByComparingTo(new MessageNumber(2));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new MessageNumber(0))
                .withMessage("message-numbers begin at 1, got 0");
        assertThatExceptionOfType(SyntaxException.class)
                .isThrownBy(() -> MessageNumber.parse(""))
                .withMessage("expected a message-number, got nothing");
    }
}
