package org.pop3j.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Commands as a client builds and sends them. */
class CommandTest {
    private static final MessageNumber SEVEN = new MessageNumber(7);
    private static final String DIGEST = "c4c9334bac560ecc979e58001b3e22fb";
    private static final String SECRET = "dGhlLXNlY3JldA==";

    static Stream<Arguments> commands() {
        return Stream.of(
                arguments(new Command.User("mrose"), "USER mrose", ReplyForm.LINE, "user"),
                arguments(new Command.Pass(" a b "), "PASS  a b ", ReplyForm.LINE, "pass"),
                arguments(new Command.Apop("mrose", DIGEST), "APOP mrose " + DIGEST, ReplyForm.LINE, "apop"),
                arguments(new Command.Auth("plain", Optional.empty()), "AUTH PLAIN", ReplyForm.EXCHANGE, "auth"),
                arguments(
                        new Command.Auth("PLAIN", Optional.of(SECRET)),
                        "AUTH PLAIN " + SECRET,
                        ReplyForm.EXCHANGE,
                        "auth"),
                arguments(
                        new Command.Auth("EXTERNAL", Optional.of("=")), "AUTH EXTERNAL =", ReplyForm.EXCHANGE, "auth"),
                arguments(new Command.AuthList(), "AUTH", ReplyForm.LISTING, "authList"),
                arguments(new Command.Stls(), "STLS", ReplyForm.LINE, "stls"),
                arguments(new Command.Utf8(), "UTF8", ReplyForm.LINE, "utf8"),
                arguments(new Command.Lang(Optional.empty()), "LANG", ReplyForm.CONTENT, "lang"),
                arguments(new Command.Lang(Optional.of("*")), "LANG *", ReplyForm.LINE, "lang"),
                arguments(new Command.Capa(), "CAPA", ReplyForm.LISTING, "capa"),
                arguments(new Command.Stat(), "STAT", ReplyForm.LINE, "stat"),
                arguments(new Command.List(Optional.empty()), "LIST", ReplyForm.LISTING, "list"),
                arguments(new Command.List(Optional.of(SEVEN)), "LIST 7", ReplyForm.LINE, "list"),
                arguments(new Command.Retr(SEVEN), "RETR 7", ReplyForm.CONTENT, "retr"),
                arguments(new Command.Dele(SEVEN), "DELE 7", ReplyForm.LINE, "dele"),
                arguments(new Command.Noop(), "NOOP", ReplyForm.LINE, "noop"),
                arguments(new Command.Rset(), "RSET", ReplyForm.LINE, "rset"),
                arguments(new Command.Top(SEVEN, 0), "TOP 7 0", ReplyForm.CONTENT, "top"),
                arguments(new Command.Uidl(Optional.empty()), "UIDL", ReplyForm.LISTING, "uidl"),
                arguments(new Command.Uidl(Optional.of(SEVEN)), "UIDL 7", ReplyForm.LINE, "uidl"),
                arguments(new Command.Quit(), "QUIT", ReplyForm.LINE, "quit"));
    }

    @ParameterizedTest
    @MethodSource("commands")
    @DisplayName("C0003 C0004 C0012 C0015 C0027 C0030 C0042 C0046 V0004: exact octets")
    void exactOctets(Command command, String line) {
        assertThat(command.line()).isEqualTo(line);
        assertThat(new String(command.octets(), StandardCharsets.ISO_8859_1)).isEqualTo(line + "\r\n");
        assertThat(line).startsWith(command.keyword().name()).endsWith(command.arguments());
        assertThat(command.isAscii()).isTrue();
    }

    @ParameterizedTest
    @MethodSource("commands")
    @DisplayName("D-5: the form of the reply that each command gets")
    void replyForm(Command command, String line, ReplyForm form) {
        assertThat(command.replyForm()).isEqualTo(form);
    }

    @ParameterizedTest
    @MethodSource("commands")
    @DisplayName("Each command calls its own method of the handler, in each state it belongs to")
    void performs(Command command, String line, ReplyForm form, String method) {
        if (command instanceof Command.InAuthorization early) {
            Command.AuthorizationHandler<String, RuntimeException> handler = recording();
            assertThat(early.perform(handler)).isEqualTo(method + " " + command);
        }
        if (command instanceof Command.InTransaction late) {
            Command.TransactionHandler<String, RuntimeException> handler = recording2();
            assertThat(late.perform(handler)).isEqualTo(method + " " + command);
        }
    }

    @Test
    @DisplayName("R1939-08: which commands belong to both states")
    void states() {
        assertThat(commands().map(a -> (Command) a.get()[0]))
                .filteredOn(c -> c instanceof Command.InAuthorization && c instanceof Command.InTransaction)
                .extracting(Command::keyword)
                .containsOnly(Keyword.LANG, Keyword.CAPA, Keyword.QUIT);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a\rb", "a\nb", "1\r\nDELE 2", "a\0b", "\t", "\u007f", "a\u0085b", "\ud800"})
    @DisplayName("C0003 S-17: no argument can bring CR, LF, NUL or a control character on the wire")
    void injectionIsRefused(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> new Command.User(text));
        assertThatIllegalArgumentException().isThrownBy(() -> new Command.Pass(text));
        assertThatIllegalArgumentException().isThrownBy(() -> new Command.Apop(text, DIGEST));
        assertThatIllegalArgumentException().isThrownBy(() -> new Command.Apop("mrose", text));
        assertThatIllegalArgumentException().isThrownBy(() -> new Command.Auth(text, Optional.empty()));
        assertThatIllegalArgumentException().isThrownBy(() -> new Command.Auth("PLAIN", Optional.of(text)));
        assertThatIllegalArgumentException().isThrownBy(() -> new Command.Lang(Optional.of(text)));
    }

    @Test
    @DisplayName("C0042: a user name with SPACE needs AUTH")
    void userNameWithSpace() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Command.User("a b"))
                .withMessage("expected a user name without SPACE");
        assertThatIllegalArgumentException().isThrownBy(() -> new Command.Apop("a b", DIGEST));
    }

    @Test
    @DisplayName("R1939-37: a digest in upper case, too short or too long is refused")
    void digests() {
        for (String digest : new String[] {DIGEST.toUpperCase(Locale.ROOT), DIGEST.substring(1), DIGEST + "0"}) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> new Command.Apop("mrose", digest))
                    .withMessage("expected a digest of 32 lower-case hexadecimal digits");
        }
    }

    @Test
    @DisplayName("C0032: TOP with a negative count is refused")
    void negativeBodyLines() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Command.Top(SEVEN, -1))
                .withMessage("TOP takes 0 or more body lines, got -1");
    }

    @Test
    @DisplayName("R5034-07: an empty initial response is written =")
    void emptyInitialResponse() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Command.Auth("EXTERNAL", Optional.of("")))
                .withMessage("an initial response that is empty is written \"=\"");
    }

    @Test
    @DisplayName("S-36: letters outside ASCII do not become a mechanism by their upper case")
    void mechanismsAreAscii() {
        for (String name : new String[] {"\u00df", "\u017fCRAM-SHA-1", "PLA\u0131N"}) {
            assertThatIllegalArgumentException().isThrownBy(() -> new Command.Auth(name, Optional.empty()));
        }
    }

    @Test
    @DisplayName("R6856-06: names and passwords outside ASCII go as UTF-8, and say so")
    void utf8() {
        Command user = new Command.User("jos\u00e9");
        assertThat(user.octets()).isEqualTo(new byte[] {'U', 'S', 'E', 'R', ' ', 'j', 'o', 's', -61, -87, '\r', '\n'});
        assertThat(user.isAscii()).isFalse();
    }

    @Test
    @DisplayName("S-26: toString shows no secret, and escapes what may be hostile")
    void secretsStaySecret() {
        assertThat(new Command.Pass("hunter2")).hasToString("PASS ****");
        assertThat(new Command.Apop("mr\u202ese", DIGEST)).hasToString("APOP mr\\u202ese ****");
        assertThat(new Command.Auth("PLAIN", Optional.of(SECRET))).hasToString("AUTH PLAIN ****");
        assertThat(new Command.Auth("PLAIN", Optional.empty())).hasToString("AUTH PLAIN");
        assertThat(new Command.User("mr\u202ese")).hasToString("USER mr\\u202ese");
    }

    @Test
    @DisplayName("S-26: a refusal does not repeat passwords, digests or initial responses")
    void refusalsStaySilent() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Command.Pass("hunter2\n"))
                .withMessageNotContaining("hunter2");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Command.Apop("mrose", "hunter2"))
                .withMessageNotContaining("hunter2");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Command.Auth("PLAIN", Optional.of("hunter2")))
                .withMessageNotContaining("hunter2");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Command.Auth("hunter 2", Optional.empty()))
                .withMessageNotContaining("hunter");
    }

    private static final InvocationHandler RECORDER = (proxy, method, values) ->
            method.getName() + " " + Arrays.asList(values).get(0);

    @SuppressWarnings("unchecked")
    private static Command.AuthorizationHandler<String, RuntimeException> recording() {
        return (Command.AuthorizationHandler<String, RuntimeException>) proxy(Command.AuthorizationHandler.class);
    }

    @SuppressWarnings("unchecked")
    private static Command.TransactionHandler<String, RuntimeException> recording2() {
        return (Command.TransactionHandler<String, RuntimeException>) proxy(Command.TransactionHandler.class);
    }

    private static Object proxy(Class<?> type) {
        return Proxy.newProxyInstance(CommandTest.class.getClassLoader(), new Class<?>[] {type}, RECORDER);
    }
}
