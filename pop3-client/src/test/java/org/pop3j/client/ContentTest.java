package org.pop3j.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.pop3j.client.OddServerTest.assertBroken;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.pop3j.codec.MessageNumber;
import org.pop3j.conformance.Dialogue;

/** Contents of messages: every octet, as a whole or not at all. */
class ContentTest {
    private static final MessageNumber ONE = new MessageNumber(1);
    private static final String WIRE = "+OK\r\n..\r\n.x\r\n\r.\r\n\n.\r\na\r\n.\r\n";
    private static final String MESSAGE = ".\r\nx\r\n\r.\r\n\n.\r\na\r\n";

    static List<Wiring> wirings() {
        return Wiring.all();
    }

    @ParameterizedTest
    @MethodSource("wirings")
    @DisplayName("C0023 S-06 S-11: 8-bit, NUL, bare CR and LF, dots, a line of 100,000 octets; by sink and by stream")
    void everyOctet(Wiring wiring) throws IOException {
        byte[] message = randomMessage(wiring.toString().hashCode());
        Dialogue dialogue =
                retr(message).then(retr(message)).then(retr(message)).then(Dialogue.parse("C: NOOP\nS: +OK"));
        wiring.playLoggedIn(dialogue, session -> {
            ByteArrayOutputStream target = new ByteArrayOutputStream();
            assertThat(session.retrieve(ONE, target)).isEqualTo(message.length);
            assertThat(target.toByteArray()).isEqualTo(message);
            try (InputStream in = session.retrieve(ONE)) {
                assertThat(in.readAllBytes()).isEqualTo(message);
                assertThat(in.read()).isEqualTo(-1);
                assertThat(in.read(new byte[3], 0, 3)).isEqualTo(-1);
            }
            ByteArrayOutputStream copy = new ByteArrayOutputStream();
            try (InputStream in = session.retrieve(ONE)) {
                copy.write(in.read());
                assertThat(in.transferTo(copy)).isEqualTo(message.length - 1);
            }
            assertThat(copy.toByteArray()).isEqualTo(message);
            session.noop();
        });
    }

    @Test
    @DisplayName("S-10 C0006: cut at every octet of a RETR: never a whole message, by sink and by stream")
    void cutAtEveryOctet() throws IOException {
        for (int cut = 0; cut < WIRE.length(); cut++) {
            Dialogue dialogue = Dialogue.builder()
                    .client("RETR 1")
                    .serverOctets(octets(WIRE.substring(0, cut)))
                    .dialogue(Dialogue.parse("S: <EOF>"))
                    .build();
            Wiring.PLAIN.playLoggedIn(
                    dialogue, session -> assertBroken(() -> session.retrieve(ONE, OutputStream.nullOutputStream())));
            Wiring.PLAIN.playLoggedIn(dialogue, session -> assertBroken(() -> readAll(session)));
        }
    }

    @Test
    @DisplayName("R8314-03 S-10: TLS that ends without close_notify inside a message is a truncation")
    void cutTls() throws IOException {
        Dialogue dialogue = Dialogue.parse("C: RETR 1\nS: +OK\nS: half\nS: <RESET>");
        Wiring.TLS.playLoggedIn(dialogue, session -> assertBroken(() -> readAll(session)));
    }

    @Test
    @DisplayName("S-12 V0002: the reply split in two at every octet")
    void everySplit() throws IOException {
        for (int split = 1; split < WIRE.length(); split++) {
            try (SplitServer server = new SplitServer(WIRE, split);
                    Pop3Session session = server.connect()) {
                assertThat(SessionTest.retrieved(session, ONE)).isEqualTo(MESSAGE);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("wirings")
    @DisplayName("closing a stream early skips the rest, and the session goes on")
    void closedEarly(Wiring wiring) throws IOException {
        byte[] message = randomMessage(7);
        Dialogue dialogue = retr(message).then(retr(message)).then(Dialogue.parse("C: NOOP\nS: +OK"));
        wiring.playLoggedIn(dialogue, session -> {
            try (InputStream in = session.retrieve(ONE)) {
                assertThat(in.read()).isEqualTo(message[0] & 0xFF);
                assertThatIllegalStateException()
                        .isThrownBy(session::noop)
                        .withMessageContaining("close its stream first");
                assertThatIllegalStateException().isThrownBy(session::quit);
            }
            InputStream unread = session.retrieve(ONE);
            assertThat(unread.available()).isZero();
            unread.close();
            unread.close();
            assertThat(unread.read()).isEqualTo(-1);
            session.noop();
        });
    }

    @Test
    @DisplayName("a sink that fails gets its exception back, checked or not, and the session goes on")
    void failingSink() throws IOException {
        byte[] message = randomMessage(8);
        IOException full = new IOException("disk full");
        UncheckedIOException unchecked = new UncheckedIOException(full);
        Dialogue dialogue = retr(message).then(retr(message)).then(Dialogue.parse("C: NOOP\nS: +OK"));
        Wiring.PLAIN.playLoggedIn(dialogue, session -> {
            FailingSink sink = new FailingSink(full);
            assertThatThrownBy(() -> session.retrieve(ONE, sink)).isSameAs(full);
            assertThat(sink.writes).isEqualTo(1);
            assertThatThrownBy(() -> session.retrieve(ONE, new OutputStream() {
                        @Override
                        public void write(int octet) {
                            throw unchecked;
                        }
                    }))
                    .isSameAs(unchecked);
            session.noop();
        });
    }

    @Test
    @DisplayName("S-06: a message longer than the limit that was set breaks the session; one as long as it does not")
    void messageLimit() throws IOException {
        String dialogue = "C: RETR 1\nS: +OK\nS: 12345\nS: .";
        Wiring.PLAIN.playLoggedIn(
                Dialogue.parse(dialogue),
                client -> client.limits(ClientLimits.DEFAULTS.withMessageOctets(7)),
                session -> assertThat(SessionTest.retrieved(session, ONE)).hasSize(7));
        Wiring.PLAIN.playLoggedIn(
                Dialogue.parse(dialogue),
                client -> client.limits(ClientLimits.DEFAULTS.withMessageOctets(6)),
                session -> assertBroken(() -> SessionTest.retrieved(session, ONE)));
        Wiring.PLAIN.playLoggedIn(
                Dialogue.parse(dialogue),
                client -> client.limits(ClientLimits.DEFAULTS.withMessageOctets(6)),
                session -> assertBroken(() -> readAll(session)));
    }

    @Test
    @DisplayName("C0022: RETR of an unknown message is refused, by sink and by stream")
    void refused() throws IOException {
        String dialogue = "C: RETR 1\nS: -ERR no\nC: RETR 1\nS: -ERR no\nC: NOOP\nS: +OK";
        Wiring.PLAIN.playLoggedIn(dialogue, session -> {
            assertThatExceptionOfType(Pop3RefusedException.class).isThrownBy(() -> SessionTest.retrieved(session, ONE));
            assertThatExceptionOfType(Pop3RefusedException.class).isThrownBy(() -> session.retrieve(ONE));
            session.noop();
        });
    }

    private static void readAll(Pop3Session session) throws IOException {
        try (InputStream in = session.retrieve(ONE)) {
            in.readAllBytes();
        }
    }

    private static Dialogue retr(byte[] message) {
        return Dialogue.builder()
                .client("RETR 1")
                .server("+OK")
                .serverContent(message)
                .build();
    }

    /** Wire-clean: bare CR and LF stay as they are only inside lines, so the sender must not turn them into CRLF. */
    private static byte[] randomMessage(int seed) {
        Random random = new Random(seed);
        StringBuilder message = new StringBuilder(".first\r\n\0\u00ff\u0080\r\n..\r\n.\r\n\r\n");
        message.append("x".repeat(1000)).append("\r\n");
        for (int i = 0; i < 200; i++) {
            message.append(random.nextInt(4) == 0 ? ".\r\n" : "line " + random.nextInt() + "\r\n");
        }
        return octets(message.toString());
    }

    private static byte[] octets(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    private static final class FailingSink extends OutputStream {
        private final IOException failure;
        private int writes;

        FailingSink(IOException failure) {
            this.failure = failure;
        }

        @Override
        public void write(int octet) throws IOException {
            writes++;
            throw failure;
        }
    }
}
