package org.pop3j.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Command lines as a server reads them. */
class CommandParseTest {
    private static final MessageNumber ONE = new MessageNumber(1);
    private static final String DIGEST = "c4c9334bac560ecc979e58001b3e22fb";

    static Stream<Arguments> accepted() {
        return Stream.of(
                arguments("USER mrose", new Command.User("mrose")),
                arguments("USER   mrose  ", new Command.User("mrose")),
                arguments("USER a@b.example", new Command.User("a@b.example")),
                arguments("USER domain\\user\\box", new Command.User("domain\\user\\box")),
                arguments("USER " + "u".repeat(248), new Command.User("u".repeat(248))),
                arguments("USER " + octetString("jos\u00e9"), new Command.User("jos\u00e9")),
                arguments("PASS secret", new Command.Pass("secret")),
                arguments("PASS  in ner ", new Command.Pass(" in ner ")),
                arguments("PASS  ", new Command.Pass(" ")),
                arguments("PASS " + octetString("\u20ac"), new Command.Pass("\u20ac")),
                arguments("APOP mrose " + DIGEST, new Command.Apop("mrose", DIGEST)),
                arguments("AUTH", new Command.AuthList()),
                arguments("AUTH ", new Command.AuthList()),
                arguments("AUTH plain", new Command.Auth("PLAIN", Optional.empty())),
                arguments("AUTH EXTERNAL =", new Command.Auth("EXTERNAL", Optional.of("="))),
                arguments("AUTH  SCRAM-SHA-256  AGEAYg== ", new Command.Auth("SCRAM-SHA-256", Optional.of("AGEAYg=="))),
                arguments("STLS", new Command.Stls()),
                arguments("UTF8", new Command.Utf8()),
                arguments("LANG", new Command.Lang(Optional.empty())),
                arguments("LANG *", new Command.Lang(Optional.of("*"))),
                arguments("LANG de-CH-1996", new Command.Lang(Optional.of("de-CH-1996"))),
                arguments("CAPA", new Command.Capa()),
                arguments("STAT", new Command.Stat()),
                arguments("STAT   ", new Command.Stat()),
                arguments("LIST", new Command.List(Optional.empty())),
                arguments("LIST 1", new Command.List(Optional.of(ONE))),
                arguments("LIST   1  ", new Command.List(Optional.of(ONE))),
                arguments("RETR 2147483647", new Command.Retr(new MessageNumber(Integer.MAX_VALUE))),
                arguments("RETR 0001", new Command.Retr(ONE)),
                arguments("DELE 1", new Command.Dele(ONE)),
                arguments("NOOP", new Command.Noop()),
                arguments("RSET", new Command.Rset()),
                arguments("TOP 1 0", new Command.Top(ONE, 0)),
                arguments("TOP  1  10 ", new Command.Top(ONE, 10)),
                arguments("UIDL", new Command.Uidl(Optional.empty())),
                arguments("UIDL 1", new Command.Uidl(Optional.of(ONE))),
                arguments("QUIT", new Command.Quit()));
    }

    @ParameterizedTest
    @MethodSource("accepted")
    @DisplayName("D-1 D-8 C0046 R1939-03 R5034-07 R5034-18: what a server takes, and as what")
    void accepts(String line, Command expected) throws SyntaxException {
        assertThat(Command.parse(line)).isEqualTo(expected);
    }

    static Stream<Arguments> refused() {
        return Stream.of(
                arguments("", "expected a command, got an empty line"),
                arguments(" ", "unknown command"),
                arguments(" STAT", "unknown command"),
                arguments("XYZZY", "unknown command"),
                arguments("LAST", "unknown command"),
                arguments("STAT\t", "unknown command"),
                arguments("STATS", "unknown command"),
                arguments("STAT 1", "too many arguments for STAT"),
                arguments("stat x", "too many arguments for STAT"),
                arguments("STAT \t", "too many arguments for STAT"),
                arguments("LIST 1 \u001c", "too many arguments for LIST"),
                arguments("QUIT x", "too many arguments for QUIT"),
                arguments("NOOP x", "too many arguments for NOOP"),
                arguments("RSET x", "too many arguments for RSET"),
                arguments("CAPA x", "too many arguments for CAPA"),
                arguments("STLS x", "too many arguments for STLS"),
                arguments("UTF8 x", "too many arguments for UTF8"),
                arguments("LIST a b", "expected a message-number in decimal digits, got \"a\""),
                arguments("LIST 1 2", "too many arguments for LIST"),
                arguments("LIST +1", "expected a message-number in decimal digits, got \"+1\""),
                arguments("LIST -1", "expected a message-number in decimal digits, got \"-1\""),
                arguments("LIST 0x1", "expected a message-number in decimal digits, got \"0x1\""),
                arguments("LIST \t1", "expected a message-number in decimal digits, got \"\\x091\""),
                arguments(
                        "LIST " + octetString("\u0661"),
                        "expected a message-number in decimal digits, got \"\\xd9\\xa1\""),
                arguments("LIST 0", "message-numbers begin at 1, got 0"),
                arguments("LIST 2147483648", "a message-number is too large: \"2147483648\""),
                arguments("LIST 99999999999999999999", "a message-number is too large: \"99999999999999999999\""),
                arguments("LIST " + "9".repeat(900), "a message-number is too large: \"" + "9".repeat(80) + "\"..."),
                arguments("RETR", "RETR needs a message-number"),
                arguments("RETR ", "RETR needs a message-number"),
                arguments("RETR 0", "message-numbers begin at 1, got 0"),
                arguments("RETR x", "expected a message-number in decimal digits, got \"x\""),
                arguments("RETR 1 2", "too many arguments for RETR"),
                arguments("DELE", "DELE needs a message-number"),
                arguments("DELE 0", "message-numbers begin at 1, got 0"),
                arguments("UIDL 0", "message-numbers begin at 1, got 0"),
                arguments("UIDL 1 x", "too many arguments for UIDL"),
                arguments("TOP", "TOP needs a message-number"),
                arguments("TOP 1", "TOP needs a number of lines"),
                arguments("TOP 1 -1", "expected a number of lines in decimal digits, got \"-1\""),
                arguments("TOP 1 x", "expected a number of lines in decimal digits, got \"x\""),
                arguments("TOP 0 1", "message-numbers begin at 1, got 0"),
                arguments("TOP 1 1 1", "too many arguments for TOP"),
                arguments("TOP 1 2147483648", "a number of lines is too large: \"2147483648\""),
                arguments("USER", "USER needs a user name"),
                arguments("USER  ", "USER needs a user name"),
                arguments("USER a b", "too many arguments for USER"),
                arguments(
                        "USER a\u0000b", "USER: expected a user name of printable characters, got one with \"\\x00\""),
                arguments("USER a\u007f", "USER: expected a user name of printable characters, got one with \"\\x7f\""),
                arguments("USER \u00ff\u00fe", "expected ASCII or UTF-8"),
                arguments("USER \u00c0\u00af", "expected ASCII or UTF-8"),
                arguments("USER \u00ed\u00a0\u0080", "expected ASCII or UTF-8"),
                arguments("PASS", "PASS needs a password"),
                arguments("PASS ", "PASS needs a password"),
                arguments("PASS a\rb", "PASS: expected a password of printable characters, got one that is not"),
                arguments("PASS \u00ff", "expected ASCII or UTF-8"),
                arguments("APOP mrose", "APOP needs a digest"),
                arguments("APOP", "APOP needs a user name"),
                arguments("APOP mrose abc", "APOP: expected a digest of 32 lower-case hexadecimal digits"),
                arguments(
                        "APOP mrose C4C9334BAC560ECC979E58001B3E22FB",
                        "APOP: expected a digest of 32 lower-case hexadecimal digits"),
                arguments("APOP mrose " + DIGEST + " x", "too many arguments for APOP"),
                arguments("AUTH PL/AIN", "AUTH: expected the name of a SASL mechanism: 1 to 20 of A-Z, 0-9, - and _"),
                arguments("AUTH \u00df", "AUTH: expected the name of a SASL mechanism: 1 to 20 of A-Z, 0-9, - and _"),
                arguments(
                        "AUTH A23456789012345678901",
                        "AUTH: expected the name of a SASL mechanism: 1 to 20 of A-Z, 0-9, - and _"),
                arguments("AUTH PLAIN QQ", "AUTH: expected base64 with its padding, got 2 characters"),
                arguments("AUTH PLAIN =AAA", "AUTH: expected base64, got a character that is not of its alphabet"),
                arguments("AUTH PLAIN QQ== QQ==", "too many arguments for AUTH"),
                arguments("LANG de_CH", "LANG: expected a language range, got \"de_CH\""),
                arguments("LANG de x", "too many arguments for LANG"));
    }

    @ParameterizedTest
    @MethodSource("refused")
    @DisplayName("D-8 C0012 C0015 C0027 C0030 C0032 C0042 C0046 V0004 R1939-07 R1939-17 R1939-37 R5034-11 S-09 S-36:"
            + " what a server refuses, and how")
    void refuses(String line, String refusal) {
        assertThatThrownBy(() -> Command.parse(line))
                .isInstanceOf(SyntaxException.class)
                .hasMessage(refusal);
    }

    @ParameterizedTest
    @EnumSource(Keyword.class)
    @DisplayName("R1939-02: keywords in any mix of cases")
    void keywordsInAnyCase(Keyword keyword) throws SyntaxException {
        String upper = exampleOf(keyword);
        String arguments = upper.substring(keyword.name().length());
        String lower = keyword.name().toLowerCase(java.util.Locale.ROOT);
        String mixed = lower.charAt(0) + keyword.name().substring(1);
        assertThat(Command.parse(upper).keyword()).isEqualTo(keyword);
        assertThat(Command.parse(lower + arguments)).isEqualTo(Command.parse(upper));
        assertThat(Command.parse(mixed + arguments)).isEqualTo(Command.parse(upper));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\u017fTAT", "\u212aTAT", "qu\u0131t", "\u00dfTAT"})
    @DisplayName("R1939-02: letters outside ASCII are never a keyword, whatever their upper case")
    void onlyAsciiLettersMakeKeywords(String line) {
        assertThatThrownBy(() -> Command.parse(line)).hasMessage("unknown command");
    }

    @Test
    @DisplayName("R1939-03 R2449-04: a line of 255 octets is a command like any other")
    void longestLine() throws SyntaxException {
        Command command = Command.parse("USER " + "u".repeat(248));
        assertThat(command.octets()).hasSize(Limits.COMMAND_SENT);
    }

    private static String exampleOf(Keyword keyword) {
        return switch (keyword) {
            case USER, PASS -> keyword + " x";
            case APOP -> "APOP x " + DIGEST;
            case AUTH -> "AUTH PLAIN";
            case RETR, DELE -> keyword + " 1";
            case TOP -> "TOP 1 1";
            case STLS, UTF8, LANG, CAPA, STAT, LIST, NOOP, RSET, UIDL, QUIT -> keyword.name();
        };
    }

    private static String octetString(String text) {
        return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    }
}
