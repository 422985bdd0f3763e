package org.pop3j.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.pop3j.server.Scenario.given;

import java.io.IOException;
import java.util.Arrays;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.pop3j.conformance.Dialogue;
import org.pop3j.conformance.Wire;
import org.pop3j.store.MemoryStore;

class BadInputTest {
    @Test
    @DisplayName("R1939-07 C0014 unknown, empty and malformed lines: one -ERR each, and the session goes on")
    void oneRefusalEach() {
        given("x").plays("""
                S: +OK*
                C: XYZZY
                S: -ERR unknown command
                C:
                S: -ERR expected a command, got an empty line
                C: \\xff\\xfe\\x00
                S: -ERR unknown command
                C: STAT\\tx
                S: -ERR unknown command
                C: LIST a b
                S: -ERR *
                C: GET / HTTP/1.1
                S: -ERR unknown command
                C: USER ann
                S: +OK*
                C: PASS secret word
                S: +OK*
                C: \\x16\\x03\\x01
                S: -ERR unknown command
                C: STAT
                S: +OK 1 3
                """);
    }

    @Test
    @DisplayName(
            "design 7: the tenth bad command in a row is answered and ends the session; a good one starts the count anew")
    void tenBadCommands() {
        given().loggedIn("C: XYZZY\nS: -ERR unknown command\n".repeat(9) + "C: NOOP\nS: +OK\n"
                + "C: XYZZY\nS: -ERR unknown command\n".repeat(5) + "C: USER x\nS: -ERR *\n".repeat(4)
                + "C: XYZZY\nS: -ERR unknown command; too many bad commands\nS: <EOF>\n");
    }

    @Test
    @DisplayName("design 7: asking for messages that are not there is no bad command")
    void missingMessages() {
        given().loggedIn("C: RETR 7\nS: -ERR no message 7, the maildrop has 0\n".repeat(30));
    }

    @Test
    @DisplayName("R2449-04 a line of 255 octets is taken; R1939-04 answers stay within 512 octets")
    void longLines() {
        given().loggedIn("C: NOOP" + " ".repeat(249) + "\nS: +OK\n" + "C: LIST " + "9".repeat(900) + "\nS: -ERR *\n");
    }

    @Test
    @DisplayName("R2449-05 S-05 a longer line gets one -ERR, and its tail is not run as a command")
    void overlongLine() {
        given().loggedIn("C: " + "A".repeat(1018) + "\nS: -ERR unknown command\n" + "C: " + "A".repeat(70_000)
                + "\nS: -ERR expected a line of at most 1024 octets\n" + "C: NOOP\nS: +OK\n");
    }

    @Test
    @DisplayName("S-05 a line without end is given up after a megabyte, with bounded memory")
    void endlessLine() throws IOException {
        EventLog events = new EventLog();
        try (MemoryStore store = given().newStore();
                Pop3Server server = given().with(b -> b.events(events)).start(store);
                Wire wire = Wire.tcp(server.addresses().get(0))) {
            Dialogue.parse("S: +OK*").play(wire);
            byte[] piece = new byte[100_000];
            Arrays.fill(piece, (byte) 'A');
            for (int i = 0; i < 11; i++) {
                wire.write(piece, 0, piece.length);
            }
            Dialogue.parse("S: -ERR line too long\nS: <EOF>").play(wire);
            assertThat(events.awaitEnd().end()).isEqualTo(SessionSummary.End.TOO_MANY_ERRORS);
        }
    }

    @Test
    @DisplayName("D-6 a bare LF or a bare CR ends no command")
    void bareLineEnds() {
        given().loggedIn("C: NOOP\\nSTAT\nS: -ERR *\nC: NOOP\\rSTAT\nS: -ERR *\nC: NOOP\nS: +OK\n");
    }

    @Test
    @DisplayName("R2449-15 pipelined commands are answered in order, bad ones among them")
    void pipelined() {
        given("x").loggedIn("""
                C: STAT
                S: +OK 1 3
                C: WHAT
                S: -ERR unknown command
                C: RETR 1
                S: +OK*
                S: x
                S: .
                C: LIST
                S: +OK*
                S: 1 3
                S: .
                C: QUIT
                S: +OK*
                S: <EOF>
                """);
    }
}
