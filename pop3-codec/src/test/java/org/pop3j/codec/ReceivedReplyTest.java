package org.pop3j.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ReceivedReplyTest {
    /** Line, positive, deviates, response code, text behind it, full text. */
    static Stream<Arguments> lines() {
        return Stream.of(
                arguments("+OK", true, false, "", "", ""),
                arguments("+OK 2 320", true, false, "", "2 320", "2 320"),
                arguments("+OK \t 2\t\t320  extra ", true, false, "", "2\t\t320  extra", "2\t\t320  extra"),
                arguments("+OK\t2 320", true, true, "", "2 320", "2 320"),
                arguments("+ok", true, true, "", "", ""),
                arguments("+Ok 2 320", true, true, "", "2 320", "2 320"),
                arguments("+", true, true, "", "", ""),
                arguments("+FINE", true, true, "", "", ""),
                arguments("+OKAY yes", true, true, "", "yes", "yes"),
                arguments("-ERR", false, false, "", "", ""),
                arguments("-ERR no", false, false, "", "no", "no"),
                arguments("-err no", false, true, "", "no", "no"),
                arguments("ERR", false, true, "", "", ""),
                arguments("OK", false, true, "", "", ""),
                arguments("*", false, true, "", "", ""),
                arguments("", false, true, "", "", ""),
                arguments(" +OK", false, true, "", "+OK", "+OK"),
                arguments("220 mail ESMTP", false, true, "", "mail ESMTP", "mail ESMTP"),
                arguments("-ERR [IN-USE] busy", false, false, "[IN-USE]", "busy", "[IN-USE] busy"),
                arguments("-ERR [in-use]busy", false, false, "[IN-USE]", "busy", "[in-use]busy"),
                arguments("-ERR  [sys/temp/foo]", false, false, "[SYS/TEMP/FOO]", "", "[sys/temp/foo]"),
                arguments("-ERR[AUTH] no", false, true, "[AUTH]", "no", "[AUTH] no"),
                arguments("+OK[UTF8]", true, true, "[UTF8]", "", "[UTF8]"),
                arguments("-ERR [] x", false, false, "", "[] x", "[] x"),
                arguments("-ERR [LOGIN-DELAY", false, false, "", "[LOGIN-DELAY", "[LOGIN-DELAY"),
                arguments("-ERR no [AUTH]", false, false, "", "no [AUTH]", "no [AUTH]"),
                arguments("-ERR \u001b\u00ff\u001c", false, false, "", "\u001b\u00ff\u001c", "\u001b\u00ff\u001c"));
    }

    @ParameterizedTest
    @MethodSource("lines")
    @DisplayName("D-3 V0001 C0004 C0017 R2449-10: positive if and only if the first octet is a plus sign")
    void parses(String line, boolean isPositive, boolean deviates, String code, String text, String fullText) {
        ReceivedReply reply = ReceivedReply.parse(line);
        assertThat(reply.isPositive()).isEqualTo(isPositive);
        assertThat(reply.deviates()).isEqualTo(deviates);
        assertThat(reply.code().map(ResponseCode::toString).orElse("")).isEqualTo(code);
        assertThat(reply.text()).isEqualTo(text);
        assertThat(reply.fullText()).isEqualTo(fullText);
        assertThat(reply.raw()).isEqualTo(line);
    }

    @Test
    @DisplayName("S-26 S-27: toString is fit for a log")
    void escaped() {
        assertThat(ReceivedReply.parse("-ERR \u001b[2J\r\u00e2\u0080\u00ae"))
                .hasToString("-ERR \\x1b[2J\\x0d\\xe2\\x80\\xae");
    }
}
