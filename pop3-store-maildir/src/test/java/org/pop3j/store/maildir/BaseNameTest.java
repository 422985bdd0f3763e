package org.pop3j.store.maildir;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.OptionalLong;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BaseNameTest {
    @ParameterizedTest
    @DisplayName("maildir(5): seconds before the first dot, microseconds behind an M")
    @CsvSource({
        "1700000001.x,              1700000001000000",
        "1700000001.M5P1.host,      1700000001000005",
        "1700000001.V9I2M123456.h,  1700000001123456",
        "1700000001.Mx.M7,          1700000001000000",
        "1700000001.x.M7,           1700000001000000",
        "1700000001.P1M5,           1700000001000005",
        "1700000001.M,              1700000001000000",
        "1700000001.MM5.h,          1700000001000005",
        "1700000001..M5,            1700000001000000",
        "1700000001.,               1700000001000000",
        "999999999999.M999999999.h, 1000000000998999999",
    })
    void times(String base, long micros) {
        assertThat(new BaseName(base).deliveredMicros()).isEqualTo(OptionalLong.of(micros));
        assertThat(tellsTime(base)).isTrue();
    }

    @ParameterizedTest
    @DisplayName("C0040: whether a name tells a time is one rule, for the order as for names that may be given again")
    @ValueSource(strings = {"", ".", "x", "1", "1700000001", "x.1", "1x.2", ".1.2", "1234567890123.x"})
    void none(String base) {
        assertThat(new BaseName(base).deliveredMicros()).isEmpty();
        assertThat(tellsTime(base)).isFalse();
    }

    private static boolean tellsTime(String base) {
        byte[] octets = ("/" + base).getBytes(StandardCharsets.ISO_8859_1);
        return BaseName.tellsTime(octets, 1, octets.length - 1);
    }
}
