package org.pop3j.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ResponseCodeTest {
    @ParameterizedTest
    @CsvSource({
        "[IN-USE] busy, IN-USE",
        "[in-use]busy, IN-USE",
        "[Sys/Temp/Foo], SYS/TEMP/FOO",
        "[X]] y, X",
        "[a!~]z, A!~"
    })
    @DisplayName("R2449-10: levels between slashes, in either case")
    void parses(String text, String value) {
        assertThat(ResponseCode.parse(text)).contains(new ResponseCode(value));
        assertThat(ResponseCode.parse(text).orElseThrow()).hasToString("[" + value + "]");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "x",
                "IN-USE]",
                "[IN-USE",
                "[]",
                "[/A]",
                "[A/]",
                "[A//B]",
                "[A B]",
                "[A[B]",
                "[A\t]",
                "[\u00df]",
                " [A]"
            })
    @DisplayName("R2449-10: what is malformed is text")
    void noCode(String text) {
        assertThat(ResponseCode.parse(text)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/A", "A/", "A//B", "A B", "A]", "[A", "A\r\nB", "\u00df", "\u007f"})
    @DisplayName("S-17: a malformed code cannot be built")
    void refused(String value) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ResponseCode(value))
                .withMessageMatching("not a response code: [\\x20-\\x7e]+");
    }

    @Test
    @DisplayName("R2449-10: SYS/TEMP/FOO is handled as SYS/TEMP, and SYS/TEMPFOO is not")
    void levels() {
        assertThat(new ResponseCode("sys/temp")).isEqualTo(ResponseCode.SYS_TEMP);
        assertThat(new ResponseCode("sys/temp/foo").is(ResponseCode.SYS_TEMP)).isTrue();
        assertThat(ResponseCode.SYS_TEMP.is(ResponseCode.SYS_TEMP)).isTrue();
        assertThat(new ResponseCode("SYS/TEMPFOO").is(ResponseCode.SYS_TEMP)).isFalse();
        assertThat(ResponseCode.SYS_TEMP.is(ResponseCode.SYS_PERM)).isFalse();
        assertThat(new ResponseCode("SYS").is(ResponseCode.SYS_TEMP)).isFalse();
    }

    @Test
    @DisplayName("R2449-11 R2449-13 R3206-01 R3206-02 R6856-02: the codes of the RFCs")
    void known() {
        assertThat(ResponseCode.IN_USE).hasToString("[IN-USE]");
        assertThat(ResponseCode.LOGIN_DELAY).hasToString("[LOGIN-DELAY]");
        assertThat(ResponseCode.AUTH).hasToString("[AUTH]");
        assertThat(ResponseCode.SYS_TEMP).hasToString("[SYS/TEMP]");
        assertThat(ResponseCode.SYS_PERM).hasToString("[SYS/PERM]");
        assertThat(ResponseCode.UTF8).hasToString("[UTF8]");
    }
}
