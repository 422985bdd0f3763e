package org.pop3j.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReplyTest {
    @Test
    @DisplayName("D-1 V0001 C0004: +OK and -ERR in upper case, one SPACE, response code, one SPACE, text")
    void lines() {
        assertThat(Reply.ok("2 320").line()).isEqualTo("+OK 2 320");
        assertThat(Reply.ok("").line()).isEqualTo("+OK");
        assertThat(Reply.err("no such message").line()).isEqualTo("-ERR no such message");
        assertThat(Reply.err(ResponseCode.IN_USE, "busy").line()).isEqualTo("-ERR [IN-USE] busy");
        assertThat(Reply.err(ResponseCode.IN_USE, "").line()).isEqualTo("-ERR [IN-USE]");
        assertThat(new Reply(Reply.Status.OK, Optional.of(ResponseCode.UTF8), "x").line())
                .isEqualTo("+OK [UTF8] x");
        assertThat(Reply.err(ResponseCode.IN_USE, "[text]").line()).isEqualTo("-ERR [IN-USE] [text]");
    }

    @Test
    @DisplayName("V0001: the sign")
    void sign() {
        assertThat(Reply.ok("").isPositive()).isTrue();
        assertThat(Reply.err("").isPositive()).isFalse();
        assertThat(Reply.err(ResponseCode.AUTH, "").isPositive()).isFalse();
    }

    @Test
    @DisplayName("R1939-04: a status line is cut to 512 octets with CRLF")
    void cut() {
        assertThat(Reply.ok("x".repeat(506)).line()).hasSize(510).endsWith("x");
        assertThat(Reply.ok("x".repeat(507)).line()).hasSize(510).startsWith("+OK xx");
        assertThat(Reply.err(ResponseCode.SYS_TEMP, "x".repeat(5000)).line()).hasSize(510);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\r\nb", "a\rb", "a\nb", "\0", "\t", "\u007f", "\u00e9", "[IN-USE] mine"})
    @DisplayName("S-17 R2449-09: what must not be in a text, or would look like a response code, is refused")
    void refused(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> Reply.ok(text)).withMessageMatching("[\\x20-\\x7e]+");
        assertThatIllegalArgumentException().isThrownBy(() -> Reply.err(text));
    }
}
