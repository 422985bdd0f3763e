package org.pop3j.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ScriptedPeerTest {
    private static final Dialogue SESSION = Dialogue.parse("""
            # a session
            S: +OK ready*
            C: USER mrose
            S: +OK
            C: PASS se cret
            S: +OK mrose's maildrop has 1 message (9 octets)
            C: RETR 1
            S: +OK
            S: a\\x00\\xff\\t
            S:
            S: ..b
            S: .
            C: QUIT
            S: +OK*
            S: <EOF>
            """);

    static List<Delivery> deliveries() {
        return Delivery.three();
    }

    @ParameterizedTest
    @MethodSource("deliveries")
    void bothSidesOfADialogueFitEachOther(Delivery delivery) throws IOException {
        try (ScriptedPeer peer =
                        ScriptedPeer.builder(SESSION).delivery(delivery).start();
                Wire wire = Wire.tcp(peer.address())) {
            SESSION.play(wire, delivery);
            peer.verify();
            assertThat(peer.received()).containsExactly("USER mrose\r\nPASS se cret\r\nRETR 1\r\nQUIT\r\n");
        }
    }

    @Test
    void aPipelinedDialogueGoesOutAtOnce() throws IOException {
        try (ScriptedPeer peer = ScriptedPeer.start(SESSION);
                Wire wire = Wire.tcp(peer.address())) {
            SESSION.play(wire, Delivery.PIPELINED);
            peer.verify();
        }
    }

    @Test
    void aWrongReplyShowsExpectedGotAndTheDialogueWithoutSecrets() throws IOException {
        Dialogue other = Dialogue.parse("""
                S: +OK ready
                C: USER mrose
                S: +OK
                C: PASS se cret
                S: -ERR [AUTH] no
                """);
        try (ScriptedPeer peer = ScriptedPeer.start(other);
                Wire wire = Wire.tcp(peer.address())) {
            assertThatThrownBy(() -> SESSION.play(wire))
                    .isInstanceOf(DialogueFailure.class)
                    .hasMessage("""
                            expected
                              S: +OK mrose's maildrop has 1 message (9 octets)
                            got
                              S: -ERR [AUTH] no
                            after
                              S: +OK ready
                              C: USER mrose
                              S: +OK
                              C: PASS ****""");
        }
    }

    @Test
    void aSilentServerFailsWithinTheStepLimit() throws IOException {
        Dialogue silent = Dialogue.parse("S: <SILENCE>");
        try (ScriptedPeer peer = ScriptedPeer.start(silent)) {
            try (Wire wire = Wire.tcp(peer.address())) {
                assertThatThrownBy(() -> SESSION.play(wire, Delivery.ONE_SEGMENT, Duration.ofMillis(100)))
                        .isInstanceOf(DialogueFailure.class)
                        .hasMessageContaining("nothing more within 0.1 s");
            }
            peer.verify();
        }
    }
}
