package org.pop3j.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.pop3j.client.OddServerTest.assertBroken;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.pop3j.codec.MessageNumber;

/** What a server says beyond what was asked: the session ends before anything more is sent. */
class UnaskedTest {
    private static final MessageNumber ONE = new MessageNumber(1);
    private static final MessageNumber TWO = new MessageNumber(2);
    private static final String BATCH = "C: CAPA\nS: +OK\nS: PIPELINING\nS: .\nC: DELE 1\nC: DELE 2\n";

    @Test
    @DisplayName(
            "C0014 D-5: octets that nobody asked for are noticed before the next command, or the next batch, goes out")
    void unasked() throws IOException {
        List<Wiring.Use> uses = List.of(
                Pop3Session::noop,
                session -> session.delete(List.of(ONE, TWO)),
                session -> session.retrieve(ONE),
                Pop3Session::scanListings,
                Pop3Session::quit);
        for (Wiring.Use use : uses) {
            TalkativeSocket socket = new TalkativeSocket();
            try (Pop3Session session = session(socket)) {
                session.capabilities();
                List<String> before = List.copyOf(socket.heard);
                socket.unasked = 1;
                assertBroken(() -> use.with(session));
                assertThat(socket.heard).isEqualTo(before);
                assertThat(session.isOpen()).isFalse();
            }
        }
    }

    @Test
    @DisplayName("A batch is sent as one where nothing was said meanwhile")
    void asked() throws IOException {
        TalkativeSocket socket = new TalkativeSocket();
        try (Pop3Session session = session(socket)) {
            assertThat(session.delete(List.of(ONE, TWO)).isComplete()).isTrue();
            assertThat(socket.heard).endsWith("CAPA\r\n", "DELE 1\r\nDELE 2\r\n");
            assertThatExceptionOfType(IllegalStateException.class).isThrownBy(() -> session.delete(ONE));
        }
    }

    @Test
    @DisplayName("C0014 R1939-46: an answer too many behind those of a batch is noticed with the batch")
    void behindABatch() throws IOException {
        Wiring.PLAIN.playLoggedIn(BATCH + "S: +OK\nS: +OK\nS: +OK", session -> {
            assertBroken(() -> session.delete(List.of(ONE, TWO)));
            assertThat(session.isOpen()).isFalse();
        });
    }

    @Test
    @DisplayName("R2449-16: while the answers of a batch are read nothing else is asked; afterwards it is")
    void withinABatch() throws IOException {
        String batch = BATCH.replace("DELE", "TOP").replaceAll("(TOP .)", "$1 0");
        String content = "S: +OK\nS: a\nS: .\n";
        List<MessageNumber> heard = new ArrayList<>();
        Wiring.PLAIN.playLoggedIn(batch + content + content + "C: NOOP\nS: +OK", session -> {
            session.top(List.of(ONE, TWO), 0, new MessageHandler<>() {
                @Override
                public void message(MessageNumber number, InputStream content) {
                    assertThatExceptionOfType(IllegalStateException.class).isThrownBy(session::noop);
                    heard.add(number);
                }

                @Override
                public void refused(MessageNumber number, Pop3RefusedException refusal) throws IOException {
                    throw refusal;
                }
            });
            session.noop();
        });
        assertThat(heard).containsExactly(ONE, TWO);
    }

    @Test
    @DisplayName("S-20 D-5: octets behind a challenge: the response, with the password in it, is not sent")
    void behindAChallenge() throws IOException {
        String dialogue = "S: +OK\nC: CAPA\nS: +OK\nS: SASL PLAIN\nS: .\nC: AUTH PLAIN\nS: +\nS: +OK\nC: <EOF>";
        LoginPolicy policy = LoginPolicy.only("PLAIN").withoutTls("PLAIN").withoutInitialResponse();
        Wiring.PLAIN.play(
                dialogue, session -> assertBroken(() -> session.logIn(Credentials.password("u", "p"), policy)));
    }

    private static Pop3Session session(Socket socket) throws IOException {
        Pop3Session session = Pop3Client.builder("localhost")
                .tls(TlsMode.NONE)
                .plaintextLogin(PlaintextLogin.ALLOWED)
                .build()
                .connect(socket);
        session.logIn("mrose", "secret");
        return session;
    }

    /** +OK to everything, PIPELINING among its capabilities, and perhaps something that nobody asked for. */
    private static final class TalkativeSocket extends AnsweringSocket {
        private final List<String> heard = new ArrayList<>();
        private int unasked;

        @Override
        int available(int octets) {
            return octets + unasked;
        }

        @Override
        String answer(String commands) {
            heard.add(commands);
            return commands.equals("CAPA\r\n")
                    ? "+OK\r\nPIPELINING\r\n.\r\n"
                    : commands.replaceAll(".*\r\n", "+OK\r\n");
        }
    }
}
