package org.pop3j.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What a peer says about clients that do not keep to the dialogue, and what it does to those that do. */
class ScriptedPeerFaultTest {
    private static final Duration SHORT = Duration.ofMillis(200);

    private static void play(ScriptedPeer peer, String client) throws IOException {
        try (Wire wire = Wire.tcp(peer.address())) {
            Dialogue.parse(client).play(wire);
        }
    }

    private static ScriptedPeer peer(String... dialogues) throws IOException {
        return peer(Dialogue.STEP_LIMIT, dialogues);
    }

    private static ScriptedPeer peer(Duration stepLimit, String... dialogues) throws IOException {
        Dialogue[] parsed = new Dialogue[dialogues.length];
        for (int i = 0; i < parsed.length; i++) {
            parsed[i] = Dialogue.parse(dialogues[i]);
        }
        return ScriptedPeer.builder(parsed).stepLimit(stepLimit).start();
    }

    @Test
    void aWrongCommandFailsTheVerdict() throws IOException {
        try (ScriptedPeer peer = peer("S: +OK\nC: STAT\nS: +OK 1 2")) {
            play(peer, "S: +OK\nC: LIST\n");
            assertThatThrownBy(peer::verify)
                    .isInstanceOf(DialogueFailure.class)
                    .hasMessage("expected\n  C: STAT\ngot\n  C: LIST\nafter\n  S: +OK");
        }
    }

    @Test
    void aWrongPasswordFailsTheVerdictAndIsNotShown() throws IOException {
        try (ScriptedPeer peer = peer("C: PASS secret")) {
            play(peer, "C: PASS terces");
            assertThatThrownBy(peer::verify)
                    .hasMessageContaining(
                            "expected\n  C: PASS ****\ngot\n  C: PASS ****\n(different where it is masked")
                    .hasMessageNotContaining("secret")
                    .hasMessageNotContaining("terces");
            assertThat(peer.received()).containsExactly("PASS terces\r\n");
        }
    }

    @Test
    void aStarInAClientLineTakesAnyRest() throws IOException {
        try (ScriptedPeer peer = peer("C: USER *\nS: +OK*")) {
            play(peer, "C: USER mrose\nS: +OK\n");
            peer.verify();
        }
    }

    @Test
    void moreThanTheDialogueFailsTheVerdict() throws IOException {
        try (ScriptedPeer peer = peer("S: +OK\nC: NOOP\nS: +OK")) {
            play(peer, "S: +OK\nC: NOOP\nC: QUIT\nS: +OK");
            assertThatThrownBy(peer::verify)
                    .isInstanceOf(DialogueFailure.class)
                    .hasMessageContaining("expected\n  the end of the dialogue\ngot\n  C: QUIT");
        }
        try (ScriptedPeer peer = peer("S: +OK\nC: NOOP\nS: +OK")) {
            play(peer, "S: +OK\nC: NOOP\nS: +OK\nC: QUIT");
            assertThatThrownBy(peer::verify)
                    .isInstanceOf(DialogueFailure.class)
                    .hasMessageContaining("expected\n  the end of the dialogue\ngot\n  C: QUIT");
        }
    }

    @Test
    void thePeerStaysOpenAfterTheDialogueAndStillListens() throws IOException {
        ScriptedPeer peer = peer("S: +OK");
        try (Wire wire = Wire.tcp(peer.address())) {
            Dialogue.parse("S: +OK").play(wire);
            assertThatThrownBy(() -> wire.read(new byte[1], SHORT)).isInstanceOf(SocketTimeoutException.class);
            Dialogue.parse("C: QUIT").play(wire);
            assertThatThrownBy(peer::close).isInstanceOf(DialogueFailure.class).hasMessageContaining("C: QUIT");
        }
    }

    @Test
    void afterTheServersEndWhatTheClientSaysIsNotJudged() throws IOException {
        try (ScriptedPeer peer = peer("S: +OK\nC: NOOP\nS: <EOF>")) {
            play(peer, "S: +OK\nC: NOOP\nS: <EOF>\nC: QUIT");
            peer.verify();
        }
    }

    @Test
    void closingEarlyFailsTheVerdict() throws IOException {
        try (ScriptedPeer peer = peer("S: +OK\nC: QUIT\nS: +OK")) {
            play(peer, "S: +OK");
            assertThatThrownBy(peer::verify).hasMessageContaining("expected\n  C: QUIT\ngot\n  C: <EOF>");
        }
    }

    @Test
    void closingWithoutVerdictIsAVerdict() throws IOException {
        ScriptedPeer peer = peer("C: QUIT");
        play(peer, "C: NOOP");
        assertThatThrownBy(peer::close).isInstanceOf(DialogueFailure.class).hasMessageContaining("C: NOOP");
    }

    @Test
    void aDialogueWithoutClientFailsTheVerdict() throws IOException {
        try (ScriptedPeer peer = peer(SHORT, "S: +OK one", "S: +OK two")) {
            play(peer, "S: +OK one");
            assertThatThrownBy(peer::verify)
                    .hasMessageContaining("expected 2 connections")
                    .hasMessageContaining("got 1");
        }
    }

    @Test
    void eachConnectionGetsItsDialogueAlsoAtTheSameTime() throws IOException {
        try (ScriptedPeer peer = peer("S: +OK one\nC: A", "S: +OK two\nC: B");
                Wire one = Wire.tcp(peer.address());
                Wire two = Wire.tcp(peer.address())) {
            Dialogue.parse("S: +OK two\nC: B").play(two);
            Dialogue.parse("S: +OK one\nC: A").play(one);
            peer.verify();
            assertThat(peer.received()).containsExactly("A\r\n", "B\r\n");
            assertThatThrownBy(() -> Wire.tcp(peer.address())).isInstanceOf(IOException.class);
        }
    }

    @Test
    void bothSidesCanCloseAndBreakOff() throws IOException {
        for (String end : new String[] {"S: <EOF>\nC: <EOF>", "C: <EOF>\nS: <EOF>", "S: <RESET>", "C: <RESET>"}) {
            try (ScriptedPeer peer = peer("S: +OK\n" + end)) {
                play(peer, "S: +OK\n" + end);
                peer.verify();
            }
        }
    }

    @Test
    void aResetIsAnRstAndNoFin() throws IOException {
        try (ScriptedPeer peer = peer("C: NOOP\nS: <RESET>");
                Wire wire = Wire.tcp(peer.address())) {
            Dialogue.parse("C: NOOP").play(wire);
            assertThatThrownBy(() -> wire.read(new byte[1], Dialogue.STEP_LIMIT))
                    .isInstanceOf(SocketException.class)
                    .hasMessageContaining("reset");
        }
    }

    @Test
    void aClientThatDoesNotCloseFailsTheVerdict() throws IOException {
        for (String end : new String[] {"C: <EOF>", "S: <SILENCE>"}) {
            try (ScriptedPeer peer = peer(SHORT, "S: +OK\n" + end);
                    Wire wire = Wire.tcp(peer.address())) {
                Dialogue.parse("S: +OK").play(wire);
                assertThatThrownBy(peer::verify)
                        .hasMessageContaining("expected\n  C: <EOF>\ngot\n  the connection still open after 0.2 s");
            }
        }
    }

    @Test
    void silenceLastsUntilTheClientCloses() throws IOException {
        try (ScriptedPeer peer = peer("S: +OK\nC: STAT\nS: <SILENCE>")) {
            play(peer, "S: +OK\nC: STAT\nC: QUIT\nC: <EOF>\nS: <EOF>");
            peer.verify();
            assertThat(peer.received()).containsExactly("STAT\r\nQUIT\r\n");
        }
    }

    @Test
    void aServerDoesNotPipeline() {
        assertThatThrownBy(() -> ScriptedPeer.builder().delivery(Delivery.PIPELINED))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
