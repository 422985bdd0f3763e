package org.pop3j.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.pop3j.client.Pop3BrokenException.Deletions;
import org.pop3j.codec.Command;
import org.pop3j.codec.DropListing;
import org.pop3j.codec.MessageNumber;
import org.pop3j.codec.ReceivedUniqueIdListing;
import org.pop3j.codec.ScanListing;
import org.pop3j.codec.UniqueId;
import org.pop3j.codec.UniqueIdListing;
import org.pop3j.conformance.Dialogue;
import org.pop3j.conformance.DialogueBuilder;

/** What real and hostile servers send: taken where it can be, an error in bounded time and memory where not. */
class OddServerTest {
    private static final MessageNumber ONE = new MessageNumber(1);

    static List<Wiring> wirings() {
        return Wiring.all();
    }

    @ParameterizedTest
    @ValueSource(strings = {"+ok", "+Ok x", "+", "+FINE", "+OK[X]", "+OK\\tx"})
    @DisplayName("V0001 D-3 R1939-43: a line that begins with + is positive, whatever its text")
    void positive(String line) throws IOException {
        Wiring.PLAIN.playLoggedIn("C: NOOP\nS: " + line, Pop3Session::noop);
    }

    @ParameterizedTest
    @ValueSource(strings = {"-err", "-", "ERR", "OK", "\\*", "", " +OK"})
    @DisplayName("V0001 D-3: any other line is negative, an empty one too")
    void negative(String line) throws IOException {
        Wiring.PLAIN.playLoggedIn("C: NOOP\nS: " + line, session -> {
            assertThatExceptionOfType(Pop3RefusedException.class).isThrownBy(session::noop);
            assertThat(session.isOpen()).isTrue();
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"+OK 2 320 more", "+OK \\t 2\\t\\t320  extra", "+ok 2 320"})
    @DisplayName("C0004 C0017: figures of STAT between any blanks, the rest ignored")
    void oddStat(String line) throws IOException {
        Wiring.PLAIN.playLoggedIn(
                "C: STAT\nS: " + line,
                session -> assertThat(session.dropListing()).isEqualTo(new DropListing(2, 320)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"+OK x y", "+OK", "+OK 2", "+OK -1 3", "+OK +1 3", "+OK 1 9223372036854775808"})
    @DisplayName("C0017 S-09: STAT without figures breaks the session")
    void wrongStat(String line) throws IOException {
        Wiring.PLAIN.playLoggedIn("C: STAT\nS: " + line, session -> assertBroken(session::dropListing));
    }

    @Test
    @DisplayName("C0011 C0021: LIST out of order, with gaps, blanks and sizes of 0 and 2^40")
    void oddList() throws IOException {
        String dialogue = """
                C: LIST
                S: +OK 9 messages
                S: \\t 7 \\t 1099511627776 x
                S: 3 0
                S: .
                """;
        Wiring.PLAIN.playLoggedIn(
                dialogue,
                session -> assertThat(session.scanListings())
                        .containsExactly(
                                new ScanListing(new MessageNumber(7), 1L << 40),
                                new ScanListing(new MessageNumber(3), 0)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0 7", "x 7", "1", "-1 7", "1 x", "99999999999999999999 1", ""})
    @DisplayName("C0021 S-09: a malformed line of LIST breaks the session")
    void wrongList(String line) throws IOException {
        String dialogue = "C: LIST\nS: +OK\nS: " + line + "\nS: .";
        Wiring.PLAIN.playLoggedIn(dialogue, session -> assertBroken(session::scanListings));
    }

    @Test
    @DisplayName("C0019 C0036: an answer about another message is out of step")
    void wrongNumber() throws IOException {
        Wiring.PLAIN.playLoggedIn("C: LIST 1\nS: +OK 2 7", session -> assertBroken(() -> session.scanListing(ONE)));
        Wiring.PLAIN.playLoggedIn("C: UIDL 1\nS: +OK 2 x", session -> assertBroken(() -> session.uniqueId(ONE)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\\x20", " \\xe4x", " a\\x07b"})
    @DisplayName("C0038 D-1 S-25: a message without a usable unique-id costs the others nothing; the session goes on")
    void oddUniqueIds(String rest) throws IOException {
        MessageNumber two = new MessageNumber(2);
        String text = rest.replace("\\x20", "")
                .replace("\\xe4", "\u00e4")
                .replace("\\x07", "\u0007")
                .strip();
        ReceivedUniqueIdListing odd =
                new ReceivedUniqueIdListing(two, text.isEmpty() ? Optional.empty() : Optional.of(text));
        String all = "C: UIDL\nS: +OK\nS: 1 ok1\nS: 2" + rest + "\nS: .\n";
        String one = "C: UIDL 2\nS: +OK 2" + rest + "\n";
        Wiring.PLAIN.playLoggedIn(all + all + one + one + "C: NOOP\nS: +OK", session -> {
            assertThat(session.uniqueIdListings()).containsExactly(new UniqueIdListing(ONE, new UniqueId("ok1")));
            assertThat(session.receivedUniqueIdListings())
                    .containsExactly(new ReceivedUniqueIdListing(ONE, Optional.of("ok1")), odd);
            assertThat(session.uniqueId(two)).isEmpty();
            assertThat(session.receivedUniqueIdListing(two)).isEqualTo(odd);
            session.noop();
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "0 b", "", "all of them"})
    @DisplayName("D-1: a line of UIDL that names no message is left out, as long as the others name one")
    void lineWithoutMessage(String line) throws IOException {
        Wiring.PLAIN.playLoggedIn("C: UIDL\nS: +OK\nS: 1 a\nS: " + line + "\nS: .\nC: NOOP\nS: +OK", session -> {
            assertThat(session.uniqueIdListings()).hasSize(1);
            session.noop();
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"S: x\n", "S: Subject: x\nS:\nS: 1 apple\n", "S: +OK 120 octets\nS: Subject: x\nS: 1 a\n"})
    @DisplayName("R1939-46: what comes in the place of unique-id listings breaks the session")
    void noListing(String lines) throws IOException {
        String dialogue = "C: UIDL\nS: +OK\n" + lines + "S: .";
        Wiring.PLAIN.playLoggedIn(dialogue, session -> assertBroken(session::uniqueIdListings));
        Wiring.PLAIN.playLoggedIn(dialogue, session -> assertBroken(session::receivedUniqueIdListings));
        Wiring.PLAIN.playLoggedIn(
                dialogue, session -> assertBroken(() -> session.deleteByUniqueId(List.of(new UniqueId("a")))));
        for (String answer : List.of("+OK", "+OK 120 octets", "+OK x 1")) {
            Wiring.PLAIN.playLoggedIn("C: UIDL 1\nS: " + answer, session -> assertBroken(() -> session.uniqueId(ONE)));
        }
    }

    @Test
    @DisplayName("S-27: what the server said stands escaped in exceptions, once")
    void escapedOnce() throws IOException {
        Wiring.PLAIN.playLoggedIn(
                "C: UIDL 1\nS: +OK \\x1b[2Jx",
                session -> assertThatExceptionOfType(Pop3BrokenException.class)
                        .isThrownBy(() -> session.uniqueId(ONE))
                        .withMessageStartingWith(
                                "UIDL: expected a message-number in decimal digits, got \"\\x1b[2Jx\";"));
        Wiring.PLAIN.playLoggedIn(
                "C: UIDL\nS: +OK\nS: \\x1b[2Jx\nS: .",
                session -> assertThatExceptionOfType(Pop3BrokenException.class)
                        .isThrownBy(session::uniqueIdListings)
                        .withMessageStartingWith(
                                "UIDL: expected lines of a message-number and a unique-id, got \"\\x1b[2Jx\";"));
    }

    @ParameterizedTest
    @MethodSource("wirings")
    @DisplayName("V0002 D-5: a listing ends at the first line that begins with a dot, whatever follows it")
    void oddEnds(Wiring wiring) throws IOException {
        String dialogue = """
                C: LIST
                S: +OK
                S: .\\x20
                C: UIDL
                S: +OK
                S: 1 a
                S: .end
                C: LIST
                S: +OK
                S: .
                """;
        wiring.playLoggedIn(dialogue, session -> {
            assertThat(session.scanListings()).isEmpty();
            assertThat(session.uniqueIdListings()).hasSize(1);
            assertThat(session.scanListings()).isEmpty();
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "C: NOOP\nS: +OK\nS: +OK",
                "C: NOOP\nS: -ERR no\nS: +OK",
                "C: NOOP\nS: +OK\nS: x\\",
            })
    @DisplayName("C0014 D-5 R1939-46: more than one response: out of step, closed, no QUIT")
    void twoResponses(String dialogue) throws IOException {
        Wiring.PLAIN.playLoggedIn("C: DELE 1\nS: +OK\n" + dialogue, session -> {
            session.delete(ONE);
            assertBroken(session::noop);
        });
    }

    @Test
    @DisplayName("D-5: octets behind the end of a listing or a message are out of step")
    void octetsBehindTheEnd() throws IOException {
        for (Wiring wiring : List.of(Wiring.PLAIN, Wiring.TLS)) {
            String listing = "C: UIDL\nS: +OK\nS: .end\nS: 1 a\nS: .";
            wiring.playLoggedIn(listing, session -> assertBroken(session::uniqueIdListings));
            String content = "C: RETR 1\nS: +OK\nS: .\nS: more";
            wiring.playLoggedIn(content, session -> assertBroken(() -> SessionTest.retrieved(session, ONE)));
            wiring.playLoggedIn(
                    content, session -> assertBroken(() -> session.retrieve(ONE).readAllBytes()));
        }
    }

    @Test
    @DisplayName("C0014: octets that come while nothing is asked are noticed before the next command is sent")
    void unaskedBefore() throws IOException {
        assertBroken(() -> Wiring.PLAIN.play("S: +OK\nS: +OK", session -> {}));
        Dialogue dialogue = Dialogue.parse("C: NOOP\nS: +OK\nS: <EOF>");
        Wiring.PLAIN.playLoggedIn(dialogue, session -> {
            session.noop();
            assertBroken(session::noop);
            assertBroken(session::noop);
        });
    }

    @Test
    @DisplayName("D-6 C0005: a bare LF ends no line; a bare CR is data")
    void bareLineEnds() throws IOException {
        Wiring.PLAIN.playLoggedIn("C: STAT\nS: +OK 2 320\\n +OK", session -> assertBroken(session::dropListing));
        Wiring.PLAIN.playLoggedIn(
                "C: NOOP\nS: -ERR a\\rb\\nc",
                session -> assertThatExceptionOfType(Pop3RefusedException.class)
                        .isThrownBy(session::noop)
                        .satisfies(e -> assertThat(e.text()).isEqualTo("a\\x0db\\x0ac")));
    }

    @Test
    @DisplayName("S-06: a status line longer than the limit, and one without end, break the session in bounded memory")
    void endlessLine() throws IOException {
        Dialogue tooLong = Dialogue.builder()
                .client("NOOP")
                .server("+OK " + "x".repeat(8187))
                .build();
        Wiring.PLAIN.playLoggedIn(tooLong, session -> assertBroken(session::noop));
        Dialogue longest = Dialogue.builder()
                .client("NOOP")
                .server("+OK " + "x".repeat(8186))
                .build();
        Wiring.PLAIN.playLoggedIn(longest, Pop3Session::noop);
        try (EndlessServer server = new EndlessServer("+OK ", "x".repeat(1 << 16))) {
            assertBroken(() -> server.client().connect());
        }
    }

    @Test
    @DisplayName("S-07: an endless UIDL ends at the limit of lines; numbers of 2^31-1 allocate nothing")
    void endlessListing() throws IOException {
        DialogueBuilder dialogue = Dialogue.builder().client("UIDL").server("+OK");
        for (int i = 0; i < 5; i++) {
            dialogue.server("2147483647 " + i);
        }
        Wiring.PLAIN.playLoggedIn(
                dialogue.server("6 x").build(),
                client -> client.limits(ClientLimits.DEFAULTS.withListingLines(5)),
                session -> assertBroken(session::uniqueIdListings));
        Dialogue atLimit = Dialogue.parse("C: UIDL\nS: +OK\nS: 1 a\nS: 2 b\nS: .");
        Wiring.PLAIN.playLoggedIn(
                atLimit,
                client -> client.limits(ClientLimits.DEFAULTS.withListingLines(2)),
                session -> assertThat(session.uniqueIdListings()).hasSize(2));
        Dialogue longLine = Dialogue.builder()
                .client("UIDL")
                .server("+OK", "1 " + "x".repeat(1021), ".")
                .build();
        Wiring.PLAIN.playLoggedIn(longLine, session -> assertBroken(session::uniqueIdListings));
        Dialogue longestLine = Dialogue.builder()
                .client("UIDL")
                .server("+OK", "1 " + "x".repeat(1020), ".")
                .build();
        Wiring.PLAIN.playLoggedIn(
                longestLine, session -> assertThat(session.uniqueIdListings()).hasSize(1));
    }

    @Test
    @DisplayName("S-07: CAPA has a limit of its own; a line that is no capability is skipped")
    void capabilities() throws IOException {
        DialogueBuilder many = Dialogue.builder().client("CAPA").server("+OK");
        for (int i = 0; i < 257; i++) {
            many.server("X" + i);
        }
        Wiring.PLAIN.playLoggedIn(many.server(".").build(), session -> assertBroken(session::capabilities));
        String odd = "C: CAPA\nS: +OK\nS: IMPLEMENTATION \\xff\\x01\nS:\nS: top  \\t x\nS: .";
        Wiring.PLAIN.playLoggedIn(odd, session -> {
            assertThat(session.capabilities().all()).hasSize(1);
            assertThat(session.capabilities().has("TOP")).isTrue();
        });
    }

    @Test
    @DisplayName("S-07: a list of languages has as many octets as a list of capabilities may have")
    void languages() throws IOException {
        ClientLimits few = new ClientLimits(512, 2, 512, 1, 7, 0, 0);
        for (int octets : new int[] {1024, 1025}) {
            Dialogue dialogue = Dialogue.builder()
                    .client("LANG")
                    .server("+OK these", "de " + "x".repeat(600), "en " + "x".repeat(octets - 600 - 2 * 5), ".")
                    .build();
            Wiring.PLAIN.play(Dialogue.parse("S: +OK").then(dialogue), client -> client.limits(few), session -> {
                if (octets > 1024) {
                    assertBroken(session::languages);
                } else {
                    Response response = session.send(new Command.Lang(Optional.empty()));
                    assertThat(response.lines()).hasSize(2);
                    assertThat(response.reply().text()).isEqualTo("these");
                }
            });
        }
    }

    @ParameterizedTest
    @MethodSource("wirings")
    @DisplayName("C0002: a negative greeting is a refusal with its text, escaped (S-27), and the connection is closed")
    void negativeGreeting(Wiring wiring) throws IOException {
        assertThatExceptionOfType(Pop3RefusedException.class)
                .isThrownBy(() -> wiring.play("S: -ERR [SYS/TEMP] too \\x1b[2J many\nC: <EOF>", session -> {}))
                .satisfies(e -> assertThat(e.keyword()).isEmpty())
                .satisfies(e -> assertThat(e.advice()).isEqualTo(RetryAdvice.LATER))
                .withMessage("the server refused the connection: \"-ERR [SYS/TEMP] too \\x1b[2J many\"");
    }

    @Test
    @DisplayName("C0001: a connection that is closed at once, and one that nobody takes")
    void noServer() throws IOException {
        assertBroken(() -> Wiring.PLAIN.play("S: <EOF>", session -> {}));
        assertThatExceptionOfType(Pop3BrokenException.class)
                .isThrownBy(
                        () -> Pop3Client.builder("localhost").port(1).build().connect())
                .withMessageStartingWith("cannot connect to localhost:1: ")
                .satisfies(e -> assertThat(e.phase()).isEqualTo(Pop3BrokenException.Phase.CONNECTING))
                .satisfies(e -> assertThat(e.deletions()).isEqualTo(Deletions.NOT_COMMITTED));
    }

    @Test
    @DisplayName("R1939-46: the server hangs up instead of answering: broken, and every later call says so")
    void hangsUp() throws IOException {
        Wiring.PLAIN.playLoggedIn("C: NOOP\nS: <EOF>", session -> {
            assertThatExceptionOfType(Pop3BrokenException.class)
                    .isThrownBy(session::noop)
                    .satisfies(e -> assertThat(e.phase()).isEqualTo(Pop3BrokenException.Phase.CONNECTED))
                    .withMessage("NOOP: the other side closed the connection; the connection is closed,"
                            + " deletions of this session are not committed");
            assertThat(session.isOpen()).isFalse();
            assertThatExceptionOfType(Pop3BrokenException.class)
                    .isThrownBy(() -> session.send(new Command.List(Optional.empty())))
                    .withMessageStartingWith("LIST: the session was closed;");
        });
    }

    static void assertBroken(ThrowingCallable call) {
        assertThatExceptionOfType(Pop3BrokenException.class)
                .isThrownBy(call)
                .withMessageContaining("deletions of this session are not committed")
                .satisfies(e -> assertThat(e.deletions()).isEqualTo(Deletions.NOT_COMMITTED));
    }
}
