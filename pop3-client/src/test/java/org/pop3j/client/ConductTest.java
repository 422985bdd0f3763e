package org.pop3j.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.pop3j.client.OddServerTest.assertBroken;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.channels.Channels;
import java.nio.channels.WritableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.pop3j.codec.Capability;
import org.pop3j.codec.MessageNumber;
import org.pop3j.codec.PopUrl;
import org.pop3j.codec.SyntaxException;
import org.pop3j.conformance.Dialogue;
import org.pop3j.conformance.ScriptedPeer;

/** What a client can be told about servers and messages. */
class ConductTest {
    private static final MessageNumber ONE = new MessageNumber(1);
    private static final MessageNumber TWO = new MessageNumber(2);
    private static final MessageNumber THREE = new MessageNumber(3);
    private static final String LOGIN = "C: CAPA\nS: +OK\nS: %s\nS: .\nC: USER u\nS: +OK\nC: PASS p\nS: +OK\n";

    @TempDir
    private Path folder;

    @Test
    @DisplayName("assume and ignore: pipelining forced on and off, whatever CAPA says; the last word counts")
    void capabilities() throws IOException {
        String capa = "C: CAPA\nS: +OK\nS: TOP\nS: PIPELINING\nS: EXPIRE 3\nS: .\n";
        Wiring.PLAIN.playLoggedIn(
                Dialogue.parse(capa + "C: DELE 1\nS: +OK\nC: DELE 2\nS: +OK"),
                client -> client.assume(Capability.of("PIPELINING"))
                        .assume(Capability.of("X-OWN"))
                        .ignore("pipelining")
                        .ignore("EXPIRE")
                        .assume(Capability.of("EXPIRE", "7")),
                session -> {
                    assertThat(session.capabilities().has("PIPELINING")).isFalse();
                    assertThat(session.capabilities().has("TOP")).isTrue();
                    assertThat(session.capabilities().has("X-OWN")).isTrue();
                    assertThat(session.capabilities().expireDays()).hasValue(7);
                    session.delete(List.of(ONE, TWO));
                });
        Wiring.PLAIN.playLoggedIn(
                Dialogue.parse("C: CAPA\nS: -ERR\nC: DELE 1\nC: DELE 2\nS: +OK\nS: +OK"),
                client -> client.ignore("PIPELINING").assume(Capability.of("PIPELINING")),
                session -> session.delete(List.of(ONE, TWO)));
    }

    @Test
    @DisplayName("neverAskCapabilities: no CAPA is sent, what is assumed counts; the same message twice is one")
    void neverAsked() throws IOException {
        Wiring.PLAIN.play(
                Dialogue.parse("S: +OK\nC: USER u\nS: +OK\nC: PASS p\nS: +OK\nC: DELE 1\nC: DELE 2\nS: +OK\nS: +OK"),
                client -> client.neverAskCapabilities().assume(Capability.of("PIPELINING")),
                session -> {
                    session.logIn("u", "p");
                    session.delete(List.of(ONE, ONE, TWO));
                    assertThat(session.capabilities().has("PIPELINING")).isTrue();
                });
    }

    @Test
    @DisplayName("R2595-08: STLS that is to be ignored where it is required ends the connection before any credential")
    void ignoredStls() throws IOException {
        try (ScriptedPeer peer =
                ScriptedPeer.start(Dialogue.parse("S: +OK\nC: CAPA\nS: +OK\nS: STLS\nS: .\nC: <EOF>"))) {
            Pop3Client client = Wiring.PLAIN
                    .client(peer)
                    .tls(TlsMode.STLS_REQUIRED)
                    .ignore("STLS")
                    .build();
            assertBroken(client::connect);
            peer.verify();
        }
    }

    @Test
    @DisplayName("R6856-07 R6856-05: UTF8 before the login where offered; refused, the session goes on without")
    void utf8IfOffered() throws IOException {
        String login = "C: CAPA\nS: +OK\nS: %s\nS: .\n%sC: USER u\nS: +OK\nC: PASS p\nS: +OK\n";
        for (String[] s : new String[][] {{"UTF8", "C: UTF8\nS: +OK\n"}, {"UTF8", "C: UTF8\nS: -ERR\n"}, {"TOP", ""}}) {
            Wiring.PLAIN.play(
                    Dialogue.parse("S: +OK\n" + String.format(login, s[0], s[1])),
                    client -> client.utf8(Utf8Mode.IF_OFFERED),
                    session -> session.logIn("u", "p"));
        }
    }

    @Test
    @DisplayName("R6856-05 R6856-10: over STLS the order is STLS, CAPA, UTF8, LANG")
    void utf8AfterStls() throws IOException {
        Dialogue dialogue = Dialogue.parse("""
                S: +OK
                C: CAPA
                S: +OK
                S: STLS
                S: UTF8
                S: .
                C: STLS
                S: +OK
                TLS
                C: UTF8
                S: +OK
                C: LANG de
                S: +OK de gut
                """);
        try (ScriptedPeer peer = ScriptedPeer.builder(dialogue)
                .tls(TestTls.LOCALHOST.serverContext())
                .start()) {
            Pop3Client client = Wiring.PLAIN
                    .client(peer)
                    .tls(TlsMode.STLS_REQUIRED)
                    .utf8(Utf8Mode.REQUIRED)
                    .build();
            try (Pop3Session session = client.connect()) {
                session.language("de");
            }
            peer.verify();
        }
    }

    @Test
    @DisplayName("R6856-07: UTF8 required and refused: no session")
    void utf8Required() throws IOException {
        try (ScriptedPeer peer = ScriptedPeer.start(Dialogue.parse("S: +OK\nC: UTF8\nS: -ERR no\nC: <EOF>"))) {
            Pop3Client client =
                    Wiring.PLAIN.client(peer).utf8(Utf8Mode.REQUIRED).build();
            assertThatThrownBy(client::connect).hasMessageContaining("UTF8 is required");
            peer.verify();
        }
    }

    private static final String THREE_MESSAGES = """
            C: CAPA
            S: +OK
            S: PIPELINING
            S: .
            C: LIST
            S: +OK
            S: 1 100
            S: 2 3
            S: 3 3
            S: .
            C: RETR 2
            C: RETR 3
            S: +OK
            S: a
            S: .
            S: +OK
            S: bbbbbbbbbbbbbbbbbbbbbbbbbbb
            S: .
            C: NOOP
            S: +OK
            """;

    @Test
    @DisplayName(
            "Oversize skipped: what LIST says is too large is not asked for, what turns out to be is skipped; others come")
    void oversizeSkippedInBulk() throws IOException {
        List<String> heard = new ArrayList<>();
        Wiring.PLAIN.playLoggedIn(
                Dialogue.parse(THREE_MESSAGES),
                client -> client.limits(ClientLimits.DEFAULTS.withMessageOctets(10))
                        .oversize(Oversize.SKIPPED),
                session -> {
                    session.retrieve(List.of(ONE, TWO, THREE), new MessageHandler<>() {
                        @Override
                        public void message(MessageNumber key, InputStream content) throws IOException {
                            heard.add(key + "=" + content.readAllBytes().length);
                        }

                        @Override
                        public void refused(MessageNumber key, Pop3RefusedException refusal) {
                            heard.add("refused");
                        }

                        @Override
                        public void tooLarge(MessageNumber key, OptionalLong octets) {
                            heard.add(key + " too large " + octets);
                        }
                    });
                    session.noop();
                });
        assertThat(heard).containsExactly("1 too large OptionalLong[100]", "2=3", "3 too large OptionalLong.empty");
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("Oversize of one message: breaks the session, or only the message fails")
    void oversizeOfOne(Oversize oversize) throws IOException {
        String retr = "C: RETR 1\nS: +OK\nS: 0123456789\nS: .\n";
        boolean goesOn = oversize == Oversize.SKIPPED;
        Wiring.PLAIN.playLoggedIn(
                Dialogue.parse(goesOn ? retr + retr + "C: NOOP\nS: +OK" : retr),
                client -> client.limits(ClientLimits.DEFAULTS.withMessageOctets(10))
                        .oversize(oversize),
                session -> {
                    ByteArrayOutputStream out = new ByteArrayOutputStream();
                    if (!goesOn) {
                        assertBroken(() -> session.retrieve(ONE, out));
                        return;
                    }
                    assertThatExceptionOfType(MessageTooLargeException.class)
                            .isThrownBy(() -> session.retrieve(ONE, out))
                            .satisfies(e -> assertThat(e.limitOctets()).isEqualTo(10));
                    try (InputStream in = session.retrieve(ONE)) {
                        assertThatExceptionOfType(MessageTooLargeException.class)
                                .isThrownBy(in::readAllBytes);
                    }
                    session.noop();
                });
    }

    @Test
    @DisplayName("Exactly the limit is not too large")
    void exactlyTheLimit() throws IOException {
        Wiring.PLAIN.playLoggedIn(
                Dialogue.parse("C: RETR 1\nS: +OK\nS: 01234567\nS: ."),
                client -> client.limits(ClientLimits.DEFAULTS.withMessageOctets(10)),
                session -> assertThat(session.retrieve(ONE, new ByteArrayOutputStream()))
                        .isEqualTo(10));
    }

    @Test
    @DisplayName("Progress: octets done and expected as LIST says, ending with all; no figure where nobody said")
    void progress() throws IOException {
        List<String> heard = new ArrayList<>();
        String dialogue = "C: RETR 1\nS: +OK\nS: a\nS: .\nC: LIST\nS: +OK\nS: 2 5\nS: 1 3\nS: .\n"
                + "C: RETR 1\nS: +OK\nS: a\nS: .\n";
        Wiring.PLAIN.playLoggedIn(
                Dialogue.parse(dialogue),
                client -> client.progress((number, done, expected) -> heard.add(number + " " + done + " " + expected)),
                session -> {
                    session.retrieve(ONE, new ByteArrayOutputStream());
                    session.scanListings();
                    try (MessageStream stream = session.retrieve(ONE)) {
                        assertThat(stream.expectedOctets()).hasValue(3);
                        stream.readAllBytes();
                        assertThat(stream.octets()).isEqualTo(3);
                    }
                });
        assertThat(heard).containsExactly("1 3 OptionalLong.empty", "1 3 OptionalLong[3]");
    }

    @Test
    @DisplayName(
            "Leaving a message: a short rest is skipped, a long or unknown one closes the session; nothing is deleted")
    void leave() throws IOException {
        String list = "C: LIST\nS: +OK\nS: 1 10\nS: .\n";
        String retr = "C: RETR 1\nS: +OK\nS: 01234567\nS: .\n";
        Wiring.PLAIN.playLoggedIn(Dialogue.parse(list + retr + "C: NOOP\nS: +OK"), session -> {
            session.scanListings();
            assertThat(session.retrieve(ONE).leave(10)).isTrue();
            session.noop();
        });
        Wiring.PLAIN.playLoggedIn(Dialogue.parse(list + retr + "C: <EOF>"), session -> {
            session.scanListings();
            assertThat(session.retrieve(ONE).leave(9)).isFalse();
            assertThat(session.isOpen()).isFalse();
        });
        Wiring.PLAIN.playLoggedIn(
                Dialogue.parse(retr + "C: <EOF>"),
                session -> assertThat(session.retrieve(ONE).leave(1_000_000)).isFalse());
    }

    @Test
    @DisplayName("Leaving a message of which a part was read: what counts is the rest")
    void leaveTheRest() throws IOException {
        String line = "0123456789abcde\r\n";
        String half = line.repeat(5_000);
        String begin = "C: LIST\nS: +OK\nS: 1 " + 2 * half.length() + "\nS: .\nC: RETR 1\nS: +OK\n"
                + "S: 0123456789abcde\n".repeat(5_000);
        String rest = "S: 0123456789abcde\n".repeat(5_000) + "S: .\nC: NOOP\nS: +OK";
        Wiring.PLAIN.playLoggedIn(Dialogue.parse(begin + rest), session -> {
            assertThat(halfRead(session, half).leave(half.length())).isTrue();
            session.noop();
        });
        // The server sends no more than was read: else it would not know that the client is gone, but fail to write.
        Wiring.PLAIN.playLoggedIn(
                Dialogue.parse(begin + "C: <EOF>"),
                session -> assertThat(halfRead(session, half).leave(half.length() - 1))
                        .isFalse());
    }

    private static MessageStream halfRead(Pop3Session session, String half) throws IOException {
        session.scanListings();
        MessageStream in = session.retrieve(ONE);
        assertThat(in.readNBytes(half.length()))
                .asString(StandardCharsets.US_ASCII)
                .isEqualTo(half);
        return in;
    }

    @Test
    @DisplayName("A message that was transferred leaves nothing behind: the next one goes to who reads it")
    void transferThenRead() throws IOException {
        String retr = "C: RETR %s\nS: +OK\nS: %s\nS: .\n";
        Wiring.PLAIN.playLoggedIn(
                Dialogue.parse(String.format(retr, 1, "a") + String.format(retr, 2, "b")), session -> {
                    ByteArrayOutputStream first = new ByteArrayOutputStream();
                    try (InputStream in = session.retrieve(ONE)) {
                        assertThat(in.transferTo(first)).isEqualTo(3);
                    }
                    try (InputStream in = session.retrieve(TWO)) {
                        assertThat(in.readAllBytes()).asString().isEqualTo("b\r\n");
                    }
                    assertThat(first).hasToString("a\r\n");
                });
    }

    @Test
    @DisplayName("Into a channel and into a new file: all octets, the file durable; an existing file is not touched")
    void channelAndFile() throws IOException {
        String retr = "C: RETR 1\nS: +OK\nS: a\nS: ..b\nS: .\n";
        Path file = folder.resolve("message.eml");
        Wiring.PLAIN.playLoggedIn(Dialogue.parse(retr + retr), session -> {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            WritableByteChannel channel = Channels.newChannel(out);
            assertThat(session.retrieve(ONE, channel)).isEqualTo(7);
            assertThat(out.toString(java.nio.charset.StandardCharsets.ISO_8859_1))
                    .isEqualTo("a\r\n.b\r\n");
            assertThat(session.retrieve(ONE, file)).isEqualTo(7);
            assertThatExceptionOfType(FileAlreadyExistsException.class).isThrownBy(() -> session.retrieve(ONE, file));
        });
        assertThat(file).hasContent("a\r\n.b\r\n");
    }

    @Test
    @DisplayName("S-10: a message that is cut leaves no file")
    void noHalfFile() throws IOException {
        Path file = folder.resolve("half.eml");
        Wiring.PLAIN.playLoggedIn(
                Dialogue.parse("C: RETR 1\nS: +OK\nS: a\nS: <EOF>"),
                session -> assertBroken(() -> session.retrieve(ONE, file)));
        assertThat(Files.exists(file)).isFalse();
    }

    @Test
    @DisplayName("transferTo: a target that fails is told, and the rest is skipped by close")
    void failingTransfer() throws IOException {
        IOException full = new IOException("disk full");
        Wiring.PLAIN.playLoggedIn(Dialogue.parse("C: RETR 1\nS: +OK\nS: a\nS: .\nC: NOOP\nS: +OK"), session -> {
            try (InputStream in = session.retrieve(ONE)) {
                assertThatThrownBy(() -> in.transferTo(new java.io.OutputStream() {
                            @Override
                            public void write(int octet) throws IOException {
                                throw full;
                            }
                        }))
                        .isSameAs(full);
            }
            session.noop();
        });
    }

    @Test
    @DisplayName("transferTo: a target that fails once has failed, and gets nothing of what comes behind the gap")
    void failingOnce() throws IOException {
        IOException full = new IOException("disk full");
        AtomicInteger writes = new AtomicInteger();
        Wiring.PLAIN.playLoggedIn(
                Dialogue.parse("C: RETR 1\nS: +OK\nS: a\nS: ..b\nS: ..c\nS: .\nC: NOOP\nS: +OK"), session -> {
                    try (InputStream in = session.retrieve(ONE)) {
                        assertThatThrownBy(() -> in.transferTo(new java.io.OutputStream() {
                                    @Override
                                    public void write(int octet) {
                                        throw new UnsupportedOperationException();
                                    }

                                    @Override
                                    public void write(byte[] octets, int offset, int length) throws IOException {
                                        if (writes.incrementAndGet() == 1) {
                                            throw full;
                                        }
                                    }
                                }))
                                .isSameAs(full);
                    }
                    assertThat(writes).hasValue(1);
                    session.noop();
                });
    }

    @Test
    @DisplayName("A stream says what can be read at once, and reads no more than there is room for")
    void streamContract() throws IOException {
        Wiring.PLAIN.playLoggedIn(Dialogue.parse("C: RETR 1\nS: +OK\nS: abc\nS: .\nC: NOOP\nS: +OK"), session -> {
            try (MessageStream in = session.retrieve(ONE)) {
                byte[] room = "....".getBytes(java.nio.charset.StandardCharsets.ISO_8859_1);
                assertThat(in.read(room, 0, 0)).isZero();
                assertThat(in.read()).isEqualTo('a');
                assertThat(in.available()).isEqualTo(4);
                assertThatThrownBy(() -> in.read(room, 3, 2)).isInstanceOf(IndexOutOfBoundsException.class);
                assertThat(in.read(room, 1, 2)).isEqualTo(2);
                assertThat(room).asString().isEqualTo(".bc.");
                assertThat(in.available()).isEqualTo(2);
                assertThat(in.readAllBytes()).hasSize(2);
                assertThat(in.read(room, 0, 0)).isZero();
                assertThat(in.octets()).isEqualTo(5);
                assertThat(in.leave(0)).isTrue();
            }
            session.noop();
        });
    }

    @Test
    @DisplayName("A stream that was read to its end gives nothing of the next message")
    void oldStream() throws IOException {
        String retr = "C: RETR %s\nS: +OK\nS: %s\nS: .\n";
        Wiring.PLAIN.playLoggedIn(
                Dialogue.parse(String.format(retr, 1, "a") + String.format(retr, 2, "b")), session -> {
                    InputStream first = session.retrieve(ONE);
                    first.readAllBytes();
                    InputStream second = session.retrieve(TWO);
                    assertThat(second.read()).isEqualTo('b');
                    assertThat(first.read()).isEqualTo(-1);
                    assertThat(first.available()).isZero();
                    first.close();
                    assertThat(second.readAllBytes()).hasSize(2);
                });
    }

    @Test
    @DisplayName(
            "S-26: the transcript has every line, the password masked and not one octet else; contents by their octets")
    void transcript() throws IOException {
        Transcript transcript = new Transcript(100);
        Dialogue dialogue =
                Dialogue.parse("S: +OK hi\n" + String.format(LOGIN, "TOP") + "C: RETR 1\nS: +OK 3\nS: a\nS: .\n");
        Wiring.PLAIN.play(dialogue, client -> client.trace(transcript), session -> {
            session.capabilities();
            session.logIn("u", "p");
            session.retrieve(ONE, new ByteArrayOutputStream());
        });
        assertThat(transcript.lines())
                .containsExactly(
                        "S: +OK hi",
                        "C: CAPA",
                        "S: +OK",
                        "S: TOP",
                        "C: USER u",
                        "S: +OK",
                        "C: PASS ****",
                        "S: +OK",
                        "C: RETR 1",
                        "S: +OK 3",
                        "S: [3 octets]");
        Transcript two = new Transcript(2);
        transcript.lines().forEach(two::sent);
        assertThat(two.lines()).containsExactly("C: S: +OK 3", "C: S: [3 octets]");
    }

    @Test
    @DisplayName("R2384-01: a client of a POP URL: pop3s is TLS, the others STLS or nothing")
    void popUrl() throws SyntaxException {
        assertThat(Pop3Client.of(PopUrl.parse("pop3s://u@mail.example.org")))
                .hasToString("Pop3Client[mail.example.org:995 TLS]");
        assertThat(Pop3Client.of(PopUrl.parse("pop://u;AUTH=+APOP@mail.example.org:1110")))
                .hasToString("Pop3Client[mail.example.org:1110 STLS_REQUIRED]");
    }

    @Test
    @DisplayName("A session over the caller's own socket; the session closes it")
    void ownSocket() throws IOException {
        try (ScriptedPeer peer = ScriptedPeer.start(Dialogue.parse("S: +OK mine\nC: QUIT\nS: +OK"))) {
            Pop3Client client = Wiring.PLAIN.client(peer).build();
            try (Socket socket = new Socket(peer.address().getAddress(), peer.port());
                    Pop3Session session = client.connect(socket)) {
                assertThat(session.greeting().text()).isEqualTo("mine");
                session.quit();
                assertThat(socket.isClosed()).isTrue();
            }
            peer.verify();
        }
    }
}
