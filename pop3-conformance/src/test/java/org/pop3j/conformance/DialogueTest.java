package org.pop3j.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DialogueTest {
    private final ByteArrayOutputStream sent = new ByteArrayOutputStream();

    /** Plays the client against a server that has already said everything. */
    private void play(String dialogue, String serverOctets) throws IOException {
        InputStream fromServer = new ByteArrayInputStream(serverOctets.getBytes(StandardCharsets.ISO_8859_1));
        try (Wire wire = Wire.of(fromServer, sent)) {
            Dialogue.parse(dialogue).play(wire);
        }
    }

    private String failureOf(String dialogue, String serverOctets) {
        Throwable failure = catchThrowable(() -> play(dialogue, serverOctets));
        assertThat(failure).isInstanceOf(DialogueFailure.class);
        return failure.getMessage();
    }

    private String sent() {
        return sent.toString(StandardCharsets.ISO_8859_1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            ignoreLeadingAndTrailingWhitespace = false,
            value = {
                "C: NOOP|NOOP<13><10>",
                "  C: NOOP|NOOP<13><10>",
                "C:  x|' x<13><10>'",
                "C: x |'x <13><10>'",
                "C:|<13><10>",
                "C: |<13><10>",
                "C: \\r\\n\\t\\0\\\\\\x00\\xfF\\*|<13><10><9><0>\\<0><255>*<13><10>",
                "C: NO\\|NO",
                "C: a*b|a*b<13><10>",
                "C: USER m*|USER m<13><10>",
                "C: \u00e9|<195><169><13><10>",
                "C: \\x3cEOF>|<<EOF>><13><10>",
            })
    void aClientLineBecomesOctets(String line, String octets) throws IOException {
        play(line, "");
        String shown = sent().chars()
                .mapToObj(c -> c < 0x20 || c > 0x7E ? "<" + c + ">" : String.valueOf((char) c))
                .reduce("", String::concat);
        assertThat(shown).isEqualTo(octets.replace("<<EOF>>", "<EOF>"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "X: NOOP          | expected \"C: \", \"S: \", \"TLS\" or \"#\", got \"X: NOOP\"",
                "C:NOOP           | got \"C:NOOP\"",
                "TLS now          | got \"TLS now\"",
                "C: \\q.          | no escape \"\\\\q\"",
                "C: \\x4          | \\x takes two hexadecimal digits, got \"4\"",
                "C: \\xg0         | \\x takes two hexadecimal digits, got \"g0\"",
                "C: <SILENCE>     | only the server is silent",
            })
    void aMalformedLineIsRefusedWithItsNumber(String line, String message) {
        assertThatThrownBy(() -> Dialogue.parse("# first\n\n" + line + "\nC: QUIT"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("line 3 of the dialogue: ")
                .hasMessageContaining(message);
    }

    @ParameterizedTest
    @ValueSource(strings = {"+OK\r\n", "+OK 1 2\r\n", "+OK\n\r\r\n", "+OK \u00ff\r\n"})
    void aStarAtTheEndTakesAnyRestOfTheLine(String reply) throws IOException {
        play("S: +OK*\nS: <EOF>", reply);
    }

    @Test
    void aStarTakesOneLineOnly() {
        assertThat(failureOf("S: +OK*\nS: <EOF>", "+OK\r\nmore\r\n"))
                .contains("expected\n  S: <EOF>\ngot\n  S: more\n");
        assertThat(failureOf("S: +OK*", "+OK\r\nmore\r\n"))
                .contains("expected\n  the end of the dialogue\ngot\n  S: more\n");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "S: +OK           | +OK 1<CRLF>    | S: +OK           | S: +OK 1",
                "S: +OK*          | -ERR no<CRLF>  | S: +OK*          | S: -ERR no",
                "S: +OK\\*        | +OK 1<CRLF>    | S: +OK*          | S: +OK 1",
                "S: a\\           | b<CRLF>        | S: a\\           | S: b",
                "S: .             | .<LF><CRLF>      | S: .             | S: .\\x0a",
                "S: +OK           | +O             | S: +OK           | S: +O\\<LF>  and then S: <EOF>",
                "S: +OK*          | +OK 1          | S: +OK*          | S: +OK 1\\<LF>  and then S: <EOF>",
                "S: +OK           | ''             | S: +OK           | S: <EOF>",
            })
    void aWrongLineShowsExpectedAndGot(String line, String reply, String expected, String got) {
        assertThat(failureOf(line, reply.replace("<CRLF>", "\r\n").replace("<LF>", "\n")))
                .isEqualTo(
                        "expected\n  " + expected + "\ngot\n  " + got.replace("<LF>", "\n") + "\nafter\n  # nothing");
    }

    @Test
    void aLongWrongLineIsCutInTheMessage() {
        String failure = failureOf("S: +OK", "x".repeat(100_000) + "\r\n");
        assertThat(failure)
                .containsPattern("x \\.\\.\\.\\([0-9]+ octets\\)\\.\\.\\. x")
                .hasSizeLessThan(1000);
    }

    @Test
    void onlyTheLastLinesAreShown() {
        String failure = failureOf("S: a\n".repeat(100) + "S: b", "a\r\n".repeat(101));
        assertThat(failure).contains("after\n  # 70 lines before\n  S: a\n").hasLineCount(4 + 1 + 31);
    }

    @Test
    void secretsAreMasked() {
        String failure = failureOf(
                """
                S: +OK*
                C: APOP mrose c4c9334bac560ecc979e58001b3e22fb
                S: -ERR*
                C: pass se cret
                S: -ERR*
                C: AUTH PLAIN AHNlY3JldAo=
                S: -ERR*
                C: AUTH LOGIN
                S: + VXNlcm5hbWU6
                C: c2VjcmV0
                S: + UGFzc3dvcmQ6
                C: c2VjcmV0
                S: +OK*
                C: STAT
                S: +OK 1*
                """, "+OK\r\n" + "-ERR\r\n".repeat(3) + "+ VXNlcm5hbWU6\r\n+ UGFzc3dvcmQ6\r\n+OK\r\n+OK 2\r\n");
        assertThat(failure).endsWith("""
                after
                  S: +OK
                  C: APOP mrose ****
                  S: -ERR
                  C: pass ****
                  S: -ERR
                  C: AUTH PLAIN ****
                  S: -ERR
                  C: AUTH LOGIN
                  S: + VXNlcm5hbWU6
                  C: ****
                  S: + UGFzc3dvcmQ6
                  C: ****
                  S: +OK
                  C: STAT""");
    }

    @Test
    void eachDeliveryCutsTheSameOctetsInItsOwnWay() throws IOException {
        assertThat(piecesOf(Delivery.ONE_SEGMENT)).containsExactly("USER a\r\nPASS b\r\n", "QUIT\r\n");
        assertThat(piecesOf(Delivery.PIPELINED)).containsExactly("USER a\r\nPASS b\r\nQUIT\r\n");
        assertThat(piecesOf(Delivery.OCTET_BY_OCTET)).hasSize(22).allMatch(piece -> piece.length() == 1);
        List<String> random = piecesOf(Delivery.randomPieces(7));
        assertThat(random).hasSizeBetween(3, 21).isEqualTo(piecesOf(Delivery.randomPieces(7)));
        assertThat(String.join("", random)).isEqualTo("USER a\r\nPASS b\r\nQUIT\r\n");
        assertThat(Delivery.randomPieces(7)).hasToString("random pieces, seed 7");
    }

    @Test
    void aPipelineAwaitsTheGreetingAndEachHandshake() {
        List<Step> steps = Dialogue.parse(
                        "S: +OK\nC: A\nS: a\nC: STLS\nS: b\nTLS\nS: c\nC: B\nS: d\nC: C\nS: e\nC: <EOF>")
                .steps();
        assertThat(Delivery.PIPELINED.ordered(steps, Side.CLIENT))
                .containsExactlyElementsOf(
                        Dialogue.parse("S: +OK\nC: A\nC: STLS\nS: a\nS: b\nTLS\nS: c\nC: B\nC: C\nS: d\nS: e\nC: <EOF>")
                                .steps());
    }

    private static List<String> piecesOf(Delivery delivery) throws IOException {
        List<String> pieces = new ArrayList<>();
        OutputStream toServer = new OutputStream() {
            @Override
            public void write(int octet) {
                throw new AssertionError("octets are written in pieces");
            }

            @Override
            public void write(byte[] octets, int offset, int length) {
                pieces.add(new String(octets, offset, length, StandardCharsets.ISO_8859_1));
            }
        };
        byte[] replies = "+OK\r\n".repeat(4).getBytes(StandardCharsets.US_ASCII);
        try (Wire wire = Wire.of(new ByteArrayInputStream(replies), toServer)) {
            Dialogue.parse("S: +OK\nC: USER a\nC: PASS b\nS: +OK\nS: +OK\nC: QUIT\nS: +OK")
                    .play(wire, delivery);
        }
        return pieces;
    }

    @Test
    void aServerThatReadsNothingFailsWithinTheStepLimit() throws IOException {
        PipedInputStream neverRead = new PipedInputStream(16);
        try (Wire wire = Wire.of(InputStream.nullInputStream(), new PipedOutputStream(neverRead))) {
            Dialogue dialogue = Dialogue.builder().client("x".repeat(100)).build();
            assertThatThrownBy(() -> dialogue.play(wire, Delivery.ONE_SEGMENT, Duration.ofMillis(100)))
                    .isInstanceOf(DialogueFailure.class)
                    .hasMessageContaining("not all octets taken within 0.1 s");
        }
    }

    @Test
    void aBuilderSaysWhatTheTextSays() throws IOException {
        Dialogue built = Dialogue.builder()
                .serverBeginning("+OK")
                .client("RETR 1", "NOOP")
                .server("+OK")
                .serverContent("a\n.b".getBytes(StandardCharsets.US_ASCII))
                .serverOctets(new byte[] {'+', 'O', 'K', (byte) 0xff, '\r', '\n'})
                .clientOctets(new byte[] {'Q', '\n'})
                .dialogue(Dialogue.parse("S: <EOF>"))
                .build();
        byte[] replies = "+OK hello\r\n+OK\r\na\r\n..b\r\n.\r\n+OK\u00ff\r\n".getBytes(StandardCharsets.ISO_8859_1);
        try (Wire wire = Wire.of(new ByteArrayInputStream(replies), sent)) {
            built.play(wire);
        }
        assertThat(sent()).isEqualTo("RETR 1\r\nNOOP\r\nQ\n");
    }

    @Test
    void dialoguesFollowEachOtherOnOneConnection() throws IOException {
        play("C: NOOP\nS: +OK", "+OK\r\n");
        Dialogue both = Dialogue.parse("C: NOOP\nS: +OK").then(Dialogue.parse("C: QUIT\nS: +OK\nS: <EOF>"));
        try (Wire wire =
                Wire.of(new ByteArrayInputStream("+OK\r\n+OK\r\n".getBytes(StandardCharsets.US_ASCII)), sent)) {
            both.play(wire);
        }
        assertThat(sent()).isEqualTo("NOOP\r\nNOOP\r\nQUIT\r\n");
    }

    @Test
    void whatAClientOverStreamsCannotPlayIsRefused() {
        assertThatThrownBy(() -> play("S: <SILENCE>", ""))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("only a ScriptedPeer");
        assertThatThrownBy(() -> play("TLS", ""))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("cannot do TLS");
    }

    @Test
    void aReadThatFailsIsAFailureOfTheDialogue() {
        InputStream broken = new InputStream() {
            @Override
            public int read() throws IOException {
                throw new IOException("cable pulled");
            }
        };
        try (Wire wire = Wire.of(broken, sent)) {
            assertThatThrownBy(() -> Dialogue.parse("S: +OK").play(wire))
                    .isInstanceOf(DialogueFailure.class)
                    .hasMessageContaining("a broken connection");
        } catch (IOException e) {
            throw new AssertionError("closing streams in memory", e);
        }
    }
}
