package org.pop3j.store.maildir;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Lines of the file of unique-ids. */
class IdLineTest {
    static List<IdLine> lines() {
        return List.of(
                IdLine.pinned(1_700_000_000, "1.x", Look.NO_PRINT, "own-id"),
                IdLine.pinned(1_700_000_000, "1.x", Look.NO_PRINT, "-"),
                IdLine.removed(1_700_000_001, "1.x", 0xABC),
                IdLine.delivered(0, "1.M2I3.h"),
                IdLine.removed(1, "", -1),
                IdLine.removed(1, " !~\u007f%\u0000\u00ffa", 1));
    }

    @ParameterizedTest
    @DisplayName("C0039: the form is pinned, checksum and all: another one would lose what older versions wrote")
    @CsvSource({
        "0, P 1700000000 0 1.x own-id 4912d39e",
        "1, P 1700000000 0 1.x - ba5eead1",
        "2, R 1700000001 abc 1.x - 0d20c1b2",
        "3, D 0 0 1.M2I3.h - 4b6e9ca8",
        "4, R 1 ffffffffffffffff % - 58a0fcf6",
        "5, R 1 1 %20!~%7F%25%00%FFa - 301b29c6",
    })
    void pinned(int line, String text) {
        assertThat(lines().get(line).text()).isEqualTo(text);
        assertThat(IdLine.parse(text)).contains(lines().get(line));
    }

    @ParameterizedTest
    @DisplayName("C0039: a name of any octets comes back")
    @MethodSource("names")
    void names(String base) {
        IdLine line = IdLine.pinned(1, base, 1, "id");
        assertThat(line.text()).matches("[ -~]+").doesNotContain("  ");
        assertThat(IdLine.parse(line.text())).contains(line);
    }

    static List<String> names() {
        StringBuilder all = new StringBuilder();
        for (char octet = 0; octet <= 0xFF; octet++) {
            all.append(octet);
        }
        return List.of("%", "%%41", "a%", "\u00ff", "a b", " ", all.toString());
    }

    @Test
    @DisplayName("A line of which any octet is another one is damaged, and no other line")
    void damaged() {
        for (IdLine line : lines()) {
            String text = line.text();
            for (int at = 0; at < text.length(); at++) {
                String damaged = text.substring(0, at) + (text.charAt(at) == '1' ? '2' : '1') + text.substring(at + 1);
                assertThat(IdLine.parse(damaged)).as(damaged).isEmpty();
            }
        }
    }

    @ParameterizedTest
    @DisplayName("S-38: a line that makes no sense is damaged, whoever wrote its checksum")
    @ValueSource(
            strings = {
                "D 1 0 1.%zz - 2754e319",
                "D 1 0 1.%4 - 4d7b5e92",
                "D 1 0 1.% - a04b87ec",
                "D 1 0 %-1 - 43720826",
                "D 1 0 1.% 1c0b8a7f",
            })
    void nonsense(String text) {
        assertThat(IdLine.parse(text)).isEmpty();
    }
}
