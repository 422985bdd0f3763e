package org.pop3j.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AuthReplyTest {
    @ParameterizedTest
    @ValueSource(strings = {"+OK", "+OK welcome", "+ok", "+Ok\tx", "+OK[X] y", "+OK "})
    @DisplayName("D-4: +OK in any case before SPACE, TAB, bracket or the end is success")
    void success(String line) throws SyntaxException {
        for (boolean expectsChallenge : new boolean[] {true, false}) {
            assertThat(AuthReply.parse(line, expectsChallenge))
                    .isEqualTo(new AuthReply.Success(ReceivedReply.parse(line)));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"-ERR", "-ERR [AUTH] no", "", "ERR", " +OK", "*", "OK"})
    @DisplayName("D-4: whatever does not begin with a plus sign is failure")
    void failure(String line) throws SyntaxException {
        for (boolean expectsChallenge : new boolean[] {true, false}) {
            assertThat(AuthReply.parse(line, expectsChallenge))
                    .isEqualTo(new AuthReply.Failure(ReceivedReply.parse(line)));
        }
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '"',
            ignoreLeadingAndTrailingWhitespace = false,
            value = {
                "+,\"\"",
                "+ ,\"\"",
                "+\t,\"\"",
                "+  \t ,\"\"",
                "+ aGVsbG8=,hello",
                "+  aGVsbG8=,hello",
                "+\taGVsbG8=,hello"
            })
    @DisplayName("D-4 R5034-05 R5034-13 V0001: a plus sign and blanks make a challenge, also a last one")
    void challenge(String line, String octets) throws SyntaxException {
        for (boolean expectsChallenge : new boolean[] {true, false}) {
            assertThat(challenge(line, expectsChallenge)).isEqualTo(octets);
        }
    }

    @Test
    @DisplayName("D-4 OXP-04: base64 right behind the plus sign is a challenge only while one is expected")
    void challengeWithoutSpace() throws SyntaxException {
        assertThat(challenge("+aGVsbG8=", true)).isEqualTo("hello");
        assertThat(challenge("+OKAY", true)).hasSize(3);
        assertThatExceptionOfType(SyntaxException.class)
                .isThrownBy(() -> AuthReply.parse("+aGVsbG8=", false))
                .withMessageStartingWith("expected \"+OK\", \"-ERR\" or a challenge");
        assertThatExceptionOfType(SyntaxException.class).isThrownBy(() -> AuthReply.parse("+OKAY", false));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "+ =AAA",
                "+ AAA=BBB",
                "+ QQ",
                "+ QQ==\t",
                "+ QQ== ",
                "+ QUJD QUJD",
                "+ \u001cQUJD",
                "+ QUJD\u000b",
                "+ QU\u00ffD",
                "+FINE!",
                "+OK.x"
            })
    @DisplayName("D-4 R5034-11 S-36: anything else with a plus sign is an error, never success; nothing but base64")
    void neither(String line) {
        for (boolean expectsChallenge : new boolean[] {true, false}) {
            assertThatExceptionOfType(SyntaxException.class)
                    .isThrownBy(() -> AuthReply.parse(line, expectsChallenge))
                    .withMessageMatching("[\\x20-\\x7e]+");
        }
    }

    @Test
    @DisplayName("S-26: a challenge shows its length only, and its octets cannot be changed from outside")
    void keepsItsOctets() throws SyntaxException {
        AuthReply.Challenge challenge = (AuthReply.Challenge) AuthReply.parse("+ aGVsbG8=", true);
        assertThat(challenge).hasToString("Challenge of 5 octets");
        challenge.octets()[0] = 'X';
        assertThat(challenge.octets()).isEqualTo(Pieces.octets("hello"));
    }

    private static String challenge(String line, boolean expectsChallenge) throws SyntaxException {
        AuthReply reply = AuthReply.parse(line, expectsChallenge);
        assertThat(reply).isInstanceOf(AuthReply.Challenge.class);
        return new String(((AuthReply.Challenge) reply).octets(), StandardCharsets.ISO_8859_1);
    }
}
