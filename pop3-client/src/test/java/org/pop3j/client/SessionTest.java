package org.pop3j.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.pop3j.codec.Capabilities;
import org.pop3j.codec.Command;
import org.pop3j.codec.DropListing;
import org.pop3j.codec.Keyword;
import org.pop3j.codec.MessageNumber;
import org.pop3j.codec.ResponseCode;
import org.pop3j.codec.ScanListing;
import org.pop3j.codec.UniqueId;
import org.pop3j.codec.UniqueIdListing;
import org.pop3j.conformance.Dialogue;

/** Every command, in every delivery, plain and over TLS. */
class SessionTest {
    private static final MessageNumber ONE = new MessageNumber(1);
    private static final MessageNumber TWO = new MessageNumber(2);

    static List<Wiring> wirings() {
        return Wiring.all();
    }

    @ParameterizedTest
    @MethodSource("wirings")
    @DisplayName(
            "C0003 C0004 C0007 C0012 C0013 C0015 C0020 C0023 C0024 C0027 C0029 C0030 C0037 C0044 C0047 V0003 V0004 V0006 V0007: "
                    + "a whole session, octet for octet")
    void wholeSession(Wiring wiring) throws IOException {
        String dialogue = """
                S: +OK ready <1.2@example>
                C: CAPA
                S: +OK
                S: USER
                S: UIDL
                S: .
                C: USER mrose
                S: +OK
                C: PASS  se cret\\x20
                S: +OK
                C: CAPA
                S: +OK
                S: EXPIRE 30
                S: .
                C: STAT
                S: +OK 2 320
                C: LIST
                S: +OK 2 messages
                S: 1 120
                S: 2 200
                S: .
                C: LIST 2
                S: +OK 2 200
                C: UIDL
                S: +OK
                S: 1 whqtswO00WBw418f9t5JxYwZ
                S: 2 QhdPYR:00WBw1Ph7x7
                S: .
                C: UIDL 2
                S: +OK 2 QhdPYR:00WBw1Ph7x7
                C: RETR 1
                S: +OK 120 octets
                S: a\\x00\\xff\\t
                S:
                S: ..b
                S: .
                C: TOP 2 0
                S: +OK
                S: Subject: x
                S:
                S: .
                C: NOOP
                S: +OK
                C: DELE 1
                S: +OK
                C: RSET
                S: +OK
                C: DELE 2
                S: +OK
                C: QUIT
                S: +OK bye
                S: <EOF>
                """;
        wiring.play(dialogue, session -> {
            assertThat(session.greeting().text()).isEqualTo("ready <1.2@example>");
            assertThat(session.isSecure()).isEqualTo(wiring.isTls());
            session.logIn("mrose", " se cret ");
            assertThat(session.capabilities().expireDays()).hasValue(30);
            assertThat(session.capabilities().has("UIDL")).isFalse();
            assertThat(session.dropListing()).isEqualTo(new DropListing(2, 320));
            assertThat(session.scanListings()).containsExactly(new ScanListing(ONE, 120), new ScanListing(TWO, 200));
            assertThat(session.scanListing(TWO)).isEqualTo(new ScanListing(TWO, 200));
            assertThat(session.uniqueIdListings())
                    .containsExactly(
                            new UniqueIdListing(ONE, new UniqueId("whqtswO00WBw418f9t5JxYwZ")),
                            new UniqueIdListing(TWO, new UniqueId("QhdPYR:00WBw1Ph7x7")));
            assertThat(session.uniqueId(TWO)).contains(new UniqueId("QhdPYR:00WBw1Ph7x7"));
            assertThat(retrieved(session, ONE)).isEqualTo("a\0\u00ff\t\r\n\r\n.b\r\n");
            assertThat(top(session, TWO)).isEqualTo("Subject: x\r\n\r\n");
            session.noop();
            session.delete(ONE);
            session.reset();
            session.delete(TWO);
            assertThat(session.isOpen()).isTrue();
            session.quit();
            assertThat(session.isOpen()).isFalse();
        });
    }

    @ParameterizedTest
    @MethodSource("wirings")
    @DisplayName(
            "C0031 R2449-21: a server without CAPA, TOP and UIDL is used all the same; the session outlives refusals")
    void withoutExtensions(Wiring wiring) throws IOException {
        String dialogue = """
                C: CAPA
                S: -ERR unknown
                C: TOP 1 0
                S: -ERR unknown
                C: UIDL
                S: -ERR [SYS/PERM/FOO] never
                C: RETR 1
                S: +OK
                S: .
                C: DELE 1
                S: +OK
                C: QUIT
                S: +OK
                """;
        wiring.playLoggedIn(dialogue, session -> {
            assertThat(session.capabilities()).isEqualTo(Capabilities.NONE);
            assertThatExceptionOfType(Pop3RefusedException.class)
                    .isThrownBy(() -> session.top(ONE, 0, OutputStream.nullOutputStream()))
                    .satisfies(e -> assertThat(e.keyword()).contains(Keyword.TOP))
                    .satisfies(e -> assertThat(e.advice()).isEqualTo(RetryAdvice.UNKNOWN))
                    .withMessage("the server refused TOP: \"-ERR unknown\"");
            assertThatExceptionOfType(Pop3RefusedException.class)
                    .isThrownBy(session::uniqueIdListings)
                    .satisfies(e -> assertThat(e.code()).contains(new ResponseCode("SYS/PERM/FOO")))
                    .satisfies(e -> assertThat(e.text()).isEqualTo("never"))
                    .satisfies(e -> assertThat(e.advice()).isEqualTo(RetryAdvice.OPERATOR));
            assertThat(retrieved(session, ONE)).isEmpty();
            session.delete(ONE);
            session.quit();
        });
    }

    @ParameterizedTest
    @MethodSource("wirings")
    @DisplayName("R6856-06: LANG and UTF8, and any command by send")
    void extensionsAndSend(Wiring wiring) throws IOException {
        String dialogue = """
                S: +OK
                C: UTF8
                S: +OK
                C: LANG
                S: +OK languages
                S: de Deutsch ä und alles, was lang genug ist
                S: ..x odd
                S: .
                C: LANG de
                S: +OK
                C: AUTH
                S: +OK
                S: PLAIN
                S: .
                C: CAPA
                S: +OK here
                S: X-A  b
                S: .
                """;
        wiring.play(dialogue, session -> {
            session.utf8();
            assertThat(session.languages()).containsExactly("de Deutsch ä und alles, was lang genug ist", ".x odd");
            session.language("de");
            assertThat(session.send(new Command.AuthList()).lines()).containsExactly("PLAIN");
            Response capa = session.send(new Command.Capa());
            assertThat(capa.reply().text()).isEqualTo("here");
            assertThat(capa.lines()).containsExactly("X-A  b");
        });
    }

    @Test
    @DisplayName("C0026: send keeps track of deletions too; what has its own method is told so, and nothing is sent")
    void sendKeepsTrack() throws IOException {
        String dialogue = """
                C: DELE 1
                S: +OK
                C: RSET
                S: +OK
                C: LIST 1
                S: +OK 1 7
                """;
        Wiring.PLAIN.playLoggedIn(dialogue, session -> {
            assertThat(session.send(new Command.Dele(ONE)).lines()).isEmpty();
            assertThatIllegalStateException()
                    .isThrownBy(() -> session.delete(ONE))
                    .withMessageContaining("message 1");
            session.send(new Command.Rset());
            assertThat(session.scanListing(ONE).octets()).isEqualTo(7);
            for (Command command : List.of(
                    new Command.User("a"),
                    new Command.Pass("a"),
                    new Command.Apop("a", "0123456789abcdef0123456789abcdef"),
                    new Command.Stls(),
                    new Command.Quit(),
                    new Command.Retr(TWO),
                    new Command.Top(TWO, 1))) {
                assertThatIllegalArgumentException().isThrownBy(() -> session.send(command));
            }
        });
    }

    @Test
    @DisplayName("V0006: RSET before QUIT: the marks are taken back, so QUIT deletes nothing")
    void resetBeforeQuit() throws IOException {
        try (TestServer server = new TestServer(TestServer.mail("x", "a"))) {
            try (Pop3Session session = server.client().build().connect()) {
                session.logIn("ada", "sesame");
                session.delete(ONE);
                session.reset();
                session.quit();
            }
            assertThat(server.commands).endsWith("DELE 1", "RSET", "QUIT");
            assertThat(server.deleted).isEmpty();
            assertThat(server.mails).hasSize(1);
        }
    }

    @Test
    @DisplayName("C0026: the number of a deleted message is not used again before RSET; nothing is sent")
    void deletedNumbers() throws IOException {
        String dialogue = """
                C: DELE 1
                S: +OK
                C: DELE 2
                S: -ERR no such message
                C: RSET
                S: -ERR not now
                C: RSET
                S: +OK
                C: DELE 1
                S: +OK
                """;
        Wiring.PLAIN.playLoggedIn(dialogue, session -> {
            session.delete(ONE);
            assertThatExceptionOfType(Pop3RefusedException.class).isThrownBy(() -> session.delete(TWO));
            assertThatExceptionOfType(Pop3RefusedException.class).isThrownBy(session::reset);
            assertThatIllegalStateException().isThrownBy(() -> session.retrieve(ONE));
            assertThatIllegalStateException().isThrownBy(() -> retrieved(session, ONE));
            assertThatIllegalStateException().isThrownBy(() -> top(session, ONE));
            assertThatIllegalStateException().isThrownBy(() -> session.top(ONE, 1));
            assertThatIllegalStateException().isThrownBy(() -> session.scanListing(ONE));
            assertThatIllegalStateException().isThrownBy(() -> session.uniqueId(ONE));
            assertThatIllegalStateException().isThrownBy(() -> session.delete(List.of(ONE)));
            session.reset();
            session.delete(ONE);
        });
    }

    @Test
    @DisplayName("C0008 C0016 C0018 V0005 C0025 C0028 C0033 C0035 C0043: a command in the wrong state is not sent")
    void wrongState() throws IOException {
        Wiring.PLAIN.play("S: +OK", session -> {
            assertThatIllegalStateException()
                    .isThrownBy(session::dropListing)
                    .withMessage("STAT has no place in the AUTHORIZATION state: log in first");
            assertThatIllegalStateException().isThrownBy(session::scanListings);
            assertThatIllegalStateException().isThrownBy(session::uniqueIdListings);
            assertThatIllegalStateException().isThrownBy(session::noop);
            assertThatIllegalStateException().isThrownBy(session::reset);
            assertThatIllegalStateException().isThrownBy(() -> session.delete(ONE));
            assertThatIllegalStateException().isThrownBy(() -> session.delete(List.of(ONE)));
            assertThatIllegalStateException().isThrownBy(() -> session.retrieve(ONE));
            assertThatIllegalStateException().isThrownBy(() -> session.top(ONE, 0));
            assertThatIllegalStateException().isThrownBy(() -> session.send(new Command.List(Optional.empty())));
        });
        Wiring.PLAIN.playLoggedIn("", session -> {
            assertThatIllegalStateException()
                    .isThrownBy(() -> session.logIn("a", "b"))
                    .withMessageContaining("logged in already");
            assertThatIllegalStateException().isThrownBy(session::utf8);
        });
    }

    @Test
    @DisplayName("C0032: TOP with a negative count is refused before it is sent")
    void negativeTop() throws IOException {
        Wiring.PLAIN.playLoggedIn(
                "", session -> assertThatIllegalArgumentException().isThrownBy(() -> session.top(ONE, -1)));
    }

    @Test
    @DisplayName("S-26: a trace shows the dialogue with secrets masked and texts escaped")
    void trace() throws IOException {
        List<String> seen = new ArrayList<>();
        ProtocolTrace trace = new ProtocolTrace() {
            @Override
            public void sent(String command) {
                seen.add("C: " + command);
            }

            @Override
            public void received(String statusLine) {
                seen.add("S: " + statusLine);
            }
        };
        String dialogue = """
                S: +OK \\x1b[31m
                C: CAPA
                S: -ERR
                C: USER mrose
                S: +OK
                C: PASS secret
                S: -ERR no
                C: USER mrose
                S: +OK
                C: PASS other
                S: +OK
                C: CAPA
                S: +OK
                S: PIPELINING
                S: .
                C: DELE 1
                C: DELE 2
                S: +OK
                S: +OK 2
                """;
        Wiring.PLAIN.play(Dialogue.parse(dialogue), client -> client.trace(trace), session -> {
            assertThatExceptionOfType(AuthenticationRefusedException.class)
                    .isThrownBy(() -> session.logIn("mrose", "secret"));
            session.logIn("mrose", "other");
            session.delete(List.of(ONE, TWO));
        });
        assertThat(seen)
                .startsWith(
                        "S: +OK \\x1b[31m",
                        "C: CAPA",
                        "S: -ERR",
                        "C: USER mrose",
                        "S: +OK",
                        "C: PASS ****",
                        "S: -ERR no")
                .endsWith("C: DELE 1", "C: DELE 2", "S: +OK", "S: +OK 2");
    }

    static String retrieved(Pop3Session session, MessageNumber number) throws IOException {
        ByteArrayOutputStream target = new ByteArrayOutputStream();
        long octets = session.retrieve(number, target);
        assertThat(octets).isEqualTo(target.size());
        return target.toString(StandardCharsets.ISO_8859_1);
    }

    private static String top(Pop3Session session, MessageNumber number) throws IOException {
        try (InputStream in = session.top(number, 0)) {
            return new String(in.readAllBytes(), StandardCharsets.ISO_8859_1);
        }
    }
}
