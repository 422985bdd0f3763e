package org.pop3j.sasl;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ApopTest {
    private static final String TIMESTAMP = "<1896.697170952@dbc.mtview.ca.us>";

    @Test
    @DisplayName("R1939-37 the example of RFC 1939 section 7; an upper-case digest is wrong")
    void example() {
        assertThat(Apop.digest(TIMESTAMP, "tanstaaf")).isEqualTo("c4c9334bac560ecc979e58001b3e22fb");
        assertThat(Apop.isProved("c4c9334bac560ecc979e58001b3e22fb", TIMESTAMP, "tanstaaf"))
                .isTrue();
        assertThat(Apop.isProved("C4C9334BAC560ECC979E58001B3E22FB", TIMESTAMP, "tanstaaf"))
                .isFalse();
        assertThat(Apop.isProved("c4c9334bac560ecc979e58001b3e22f", TIMESTAMP, "tanstaaf"))
                .isFalse();
    }

    @Test
    @DisplayName("R1939-36 timestamps are msg-ids, and no two are the same")
    void timestamps() {
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < 1000; i++) {
            String timestamp = Apop.newTimestamp("mail.example");
            assertThat(timestamp).matches("<[^<> ]+@mail\\.example>");
            assertThat(Apop.timestamp("+OK " + timestamp)).contains(timestamp);
            seen.add(timestamp);
        }
        assertThat(seen).hasSize(1000);
    }

    @Test
    @DisplayName("R1939-36 the timestamp stands anywhere in a greeting")
    void found() {
        assertThat(Apop.timestamp("+OK POP3 server ready " + TIMESTAMP)).contains(TIMESTAMP);
        assertThat(Apop.timestamp(TIMESTAMP + " ready > now")).contains(TIMESTAMP);
        String longest = "<" + "a".repeat(251) + "@b>";
        assertThat(longest).hasSize(255);
        assertThat(Apop.timestamp(longest)).contains(longest);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "ready",
                "<>",
                "<@>",
                "<a@>",
                "<@b>",
                "<a>",
                "<a@b",
                "a@b>",
                "<a@b@c>",
                "<a <a@b>",
                "<a@ b>",
                "<a@b\u0001>",
                "<\u00e4@b>",
                ">a@b<",
                "<<a@b>"
            })
    @DisplayName("S-18 what is no clean msg-id is none")
    void refused(String greeting) {
        assertThat(Apop.timestamp(greeting)).isEmpty();
    }

    @Test
    @DisplayName("S-18 a timestamp of 256 or 5,000 octets is none")
    void tooLong() {
        assertThat(Apop.timestamp("<" + "a".repeat(252) + "@b>")).isEmpty();
        assertThat(Apop.timestamp("<" + "a".repeat(5000) + "@b>")).isEmpty();
    }
}
