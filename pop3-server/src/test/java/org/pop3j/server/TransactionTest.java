package org.pop3j.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.pop3j.server.Scenario.given;

import java.io.IOException;
import java.util.Arrays;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.pop3j.conformance.Dialogue;
import org.pop3j.conformance.DialogueBuilder;
import org.pop3j.conformance.Wire;
import org.pop3j.store.MemoryStore;

class TransactionTest {
    @Test
    @DisplayName(
            "C0017 STAT, C0020 C0011 LIST, C0019 V0003 LIST n, C0037 UIDL, C0036 V0007 UIDL n: single SPACEs, nothing behind")
    void listings() {
        given("one\n", "three\r\n").loggedIn("""
                C: STAT
                S: +OK 2 12
                C: LIST
                S: +OK scan listing follows
                S: 1 5
                S: 2 7
                S: .
                C: LIST 2
                S: +OK 2 7
                C: UIDL
                S: +OK unique-id listing follows
                S: 1 m1
                S: 2 m2
                S: .
                C: UIDL 1
                S: +OK 1 m1
                """);
    }

    @Test
    @DisplayName("C0031 the seven commands that every server has, in one session")
    void minimalServer() {
        given("one").loggedIn("""
                C: STAT
                S: +OK 1 5
                C: LIST
                S: +OK*
                S: 1 5
                S: .
                C: RETR 1
                S: +OK*
                S: one
                S: .
                C: DELE 1
                S: +OK*
                C: NOOP
                S: +OK*
                C: RSET
                S: +OK*
                C: DELE 1
                S: +OK*
                C: QUIT
                S: +OK bye, messages removed: 1
                S: <EOF>
                """);
    }

    @Test
    @DisplayName("R1939-20 an empty maildrop has empty listings")
    void emptyMaildrop() {
        given().loggedIn("""
                C: STAT
                S: +OK 0 0
                C: LIST
                S: +OK*
                S: .
                C: UIDL
                S: +OK*
                S: .
                C: LIST 1
                S: -ERR no message 1, the maildrop has 0
                """);
    }

    @Test
    @DisplayName(
            "C0006 R1939-05 R1939-06 S-11 stored octets come as wire octets: dots stuffed, line ends CRLF, the last added")
    void content() {
        given(".\n..\n.x\nend", "", "a\rb\n\r\n\u0000\u00e9").loggedIn("""
                C: RETR 1
                S: +OK message follows
                S: ..
                S: ...
                S: ..x
                S: end
                S: .
                C: RETR 2
                S: +OK message follows
                S: .
                C: RETR 3
                S: +OK message follows
                S: a\\rb
                S:
                S: \\x00\\xe9
                S: .
                C: LIST
                S: +OK*
                S: 1 16
                S: 2 0
                S: 3 11
                S: .
                """);
    }

    @Test
    @DisplayName(
            "C0034 R1939-30 TOP sends the header, the blank line and n body lines; more than there are is the whole message")
    void top() {
        given("Subject: hi\n\n.one\ntwo\nthree").loggedIn("""
                C: TOP 1 0
                S: +OK*
                S: Subject: hi
                S:
                S: .
                C: TOP 1 1
                S: +OK*
                S: Subject: hi
                S:
                S: ..one
                S: .
                C: TOP 1 999999
                S: +OK*
                S: Subject: hi
                S:
                S: ..one
                S: two
                S: three
                S: .
                """);
    }

    @Test
    @DisplayName("I-02 TOP sends the blank line even where the message has none")
    void topWithoutBody() {
        given("Subject: hi", "").loggedIn("""
                C: TOP 1 5
                S: +OK*
                S: Subject: hi
                S:
                S: .
                C: TOP 2 5
                S: +OK*
                S:
                S: .
                """);
    }

    @Test
    @DisplayName("V0004 C0024 C0032 S-09 message-numbers: missing, 0, not decimal, unknown, too many, too large")
    void messageNumbers() {
        for (String keyword : new String[] {"RETR", "DELE"}) {
            given("x").loggedIn(refusals(keyword, "", " 0", " x", " 1 2", " 2", " -1", " +1", " 0x1", " 99999999999"));
        }
        given("x").loggedIn(refusals("TOP", "", " 1", " 1 -1", " 1 x", " 0 1", " 1 1 1", " 2 0", " 1 +1"));
        given("x").loggedIn(refusals("LIST", " 0", " x", " 1 2", " 2", " +1", " 0x1"));
        given("x").loggedIn(refusals("UIDL", " 0", " x", " 1 2", " 2", " \\xd9\\xa1"));
    }

    @Test
    @DisplayName("C0015 C0027 C0030 D-8 commands without arguments refuse one, and tolerate SPACEs behind")
    void noArguments() {
        given("x")
                .loggedIn(refusals("STAT", " 1") + refusals("NOOP", " x") + refusals("RSET", " x")
                        + "C: DELE 1\nS: +OK*\nC: QUIT now\nS: -ERR *\nC: STAT \\x20\nS: +OK 0 0\nC: RSET\nS: +OK*\n");
    }

    @Test
    @DisplayName("C0026 R1939-19 R1939-21 R1939-23 a marked message cannot be used; RSET unmarks (V0006 R1939-24)")
    void deletionMarks() {
        given("one\n", "three\n").loggedIn("""
                C: DELE 1
                S: +OK message 1 marked deleted
                C: DELE 1
                S: -ERR message 1 is marked deleted
                C: RETR 1
                S: -ERR message 1 is marked deleted
                C: TOP 1 0
                S: -ERR message 1 is marked deleted
                C: LIST 1
                S: -ERR message 1 is marked deleted
                C: UIDL 1
                S: -ERR message 1 is marked deleted
                C: STAT
                S: +OK 1 7
                C: LIST
                S: +OK*
                S: 2 7
                S: .
                C: UIDL
                S: +OK*
                S: 2 m2
                S: .
                C: RSET
                S: +OK*
                C: STAT
                S: +OK 2 12
                C: RETR 1
                S: +OK*
                S: one
                S: .
                """);
    }

    @Test
    @DisplayName("C0029 NOOP changes nothing; C0013 commands may be repeated; R1939-02 keywords in either case")
    void repetition() {
        given("x")
                .loggedIn("C: NOOP\nS: +OK\nC: sTaT\nS: +OK 1 3\n".repeat(50)
                        + "C: retr 1\nS: +OK*\nS: x\nS: .\n".repeat(10));
    }

    @Test
    @DisplayName("D-1 runs of SPACE between fields are taken")
    void spaces() {
        given("x").loggedIn("""
                C: LIST    1
                S: +OK 1 3
                C: TOP  1   0
                S: +OK*
                S: x
                S:
                S: .
                """);
    }

    @Test
    @DisplayName("S-30 listings of more messages than one slice are complete")
    void manyMessages() throws IOException {
        String[] messages = new String[3000];
        Arrays.fill(messages, "x");
        DialogueBuilder list = Dialogue.builder().client("LIST").serverBeginning("+OK");
        DialogueBuilder uidl = Dialogue.builder().client("UIDL").serverBeginning("+OK");
        for (int n = 1; n <= messages.length; n++) {
            list.server(n + " 3");
            uidl.server(n + " m" + n);
        }
        try (MemoryStore store = given(messages).newStore();
                Pop3Server server = given().start(store);
                Wire wire = Wire.tcp(server.addresses().get(0))) {
            Dialogue.parse(Scenario.LOGIN)
                    .then(list.server(".").build())
                    .then(uidl.server(".").build())
                    .play(wire);
        }
    }

    @Test
    @DisplayName("R1939-16 mail that arrives during a session is not in it, and is in the next")
    void snapshot() throws IOException {
        try (MemoryStore store = given("x").newStore();
                Pop3Server server = given().start(store)) {
            try (Wire wire = Wire.tcp(server.addresses().get(0))) {
                Dialogue.parse(Scenario.LOGIN).play(wire);
                Scenario.deliver(store, new byte[] {'y', '\n'});
                Dialogue.parse("C: STAT\nS: +OK 1 3\nC: RSET\nS: +OK*\nC: STAT\nS: +OK 1 3\nC: QUIT\nS: +OK*\nS: <EOF>")
                        .play(wire);
            }
            try (Wire wire = Wire.tcp(server.addresses().get(0))) {
                Dialogue.parse(Scenario.LOGIN + "C: STAT\nS: +OK 2 6").play(wire);
            }
        }
    }

    @Test
    @DisplayName("R1939-13 R2449-13 the second session gets [IN-USE], but only with the right password; S-14")
    void exclusiveLock() throws IOException {
        try (MemoryStore store = given("x").newStore();
                Pop3Server server = given().start(store);
                Wire first = Wire.tcp(server.addresses().get(0));
                Wire second = Wire.tcp(server.addresses().get(0))) {
            Dialogue.parse(Scenario.LOGIN).play(first);
            Dialogue.parse("""
                    S: +OK*
                    C: USER ann
                    S: +OK*
                    C: PASS wrong
                    S: -ERR [AUTH]*
                    C: USER ann
                    S: +OK*
                    C: PASS secret word
                    S: -ERR [IN-USE] the maildrop is in use by another session
                    """).play(second);
            Dialogue.parse("C: QUIT\nS: +OK*\nS: <EOF>").play(first);
            Dialogue.parse("C: USER ann\nS: +OK*\nC: PASS secret word\nS: +OK*").play(second);
        }
    }

    @Test
    @DisplayName("C0022 C0023 RETR 2 gives the second message")
    void secondMessage() {
        given("first", "second").loggedIn("C: RETR 2\nS: +OK*\nS: second\nS: .\n");
    }

    @Test
    @DisplayName("SessionSummary tells what a session came to")
    void summary() throws IOException {
        EventLog events = new EventLog();
        try (MemoryStore store = given("one", "two").newStore();
                Pop3Server server = given().with(b -> b.events(events)).start(store);
                Wire wire = Wire.tcp(server.addresses().get(0))) {
            Dialogue.parse(Scenario.LOGIN + """
                    C: RETR 1
                    S: +OK*
                    S: one
                    S: .
                    C: DELE 1
                    S: +OK*
                    C: QUIT
                    S: +OK bye, messages removed: 1
                    S: <EOF>
                    """).play(wire);
            SessionSummary summary = events.awaitEnd();
            assertThat(summary.principal()).contains("ann");
            assertThat(summary.retrieved()).isEqualTo(1);
            assertThat(summary.retrievedOctets()).isEqualTo(5);
            assertThat(summary.removed()).isEqualTo(1);
            assertThat(summary.end()).isEqualTo(SessionSummary.End.QUIT);
            assertThat(summary.duration()).isPositive();
            assertThat(events.lines).containsExactly("connected", "logged in ann by USER, no TLS");
        }
    }

    private static String refusals(String keyword, String... arguments) {
        StringBuilder dialogue = new StringBuilder();
        for (String argument : arguments) {
            dialogue.append("C: ").append(keyword).append(argument).append("\nS: -ERR *\n");
            // A good command in between: ten bad ones in a row would end the session.
            dialogue.append("C: NOOP\nS: +OK\n");
        }
        return dialogue.toString();
    }
}
