package org.pop3j.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TlsDialogueTest {
    private static final Dialogue STLS = Dialogue.parse("""
            S: +OK ready
            C: STLS
            S: +OK Begin TLS negotiation
            TLS
            C: QUIT
            S: +OK*
            C: <EOF>
            S: <EOF>
            """);

    @TempDir
    static Path folder;

    static SSLContext context;

    @BeforeAll
    static void certificate() throws Exception {
        context = TestTls.selfSigned(folder);
    }

    static List<Delivery> deliveries() {
        return Delivery.three();
    }

    @ParameterizedTest
    @MethodSource("deliveries")
    void stlsInTheMiddleOfADialogue(Delivery delivery) throws IOException {
        try (ScriptedPeer peer = ScriptedPeer.builder(STLS)
                        .tls(context)
                        .delivery(delivery)
                        .start();
                Wire wire = Wire.tcp(peer.address(), context)) {
            STLS.play(wire, delivery);
            peer.verify();
            assertThat(peer.received()).containsExactly("STLS\r\nQUIT\r\n");
        }
    }

    @Test
    void aPipelineWaitsForTheHandshake() throws IOException {
        try (ScriptedPeer peer = ScriptedPeer.builder(STLS).tls(context).start();
                Wire wire = Wire.tcp(peer.address(), context)) {
            STLS.play(wire, Delivery.PIPELINED);
            peer.verify();
        }
    }

    @Test
    void tlsFromTheStart() throws IOException {
        Dialogue dialogue = Dialogue.parse("S: +OK ready\nC: QUIT\nS: +OK\nS: <EOF>");
        try (ScriptedPeer peer =
                        ScriptedPeer.builder(dialogue).tlsFromTheStart(context).start();
                Wire wire = Wire.tls(peer.address(), context)) {
            dialogue.play(wire);
            peer.verify();
        }
    }

    @Test
    void aRefusedHandshakeCanBeExpected() throws Exception {
        try (ScriptedPeer peer = ScriptedPeer.builder(Dialogue.parse("TLS: <REFUSED>"))
                .tls(context)
                .start()) {
            assertThatThrownBy(() -> Wire.tls(peer.address(), TestTls.distrusting()))
                    .isInstanceOf(IOException.class);
            peer.verify();
        }
    }

    @Test
    void aHandshakeThatShouldHaveBeenRefusedFails() throws IOException {
        try (ScriptedPeer peer = ScriptedPeer.builder(Dialogue.parse("TLS: <REFUSED>"))
                .tls(context)
                .start()) {
            Wire.tls(peer.address(), context).close();
            assertThatThrownBy(peer::verify)
                    .isInstanceOf(DialogueFailure.class)
                    .hasMessageContaining("expected\n  a refused TLS handshake\ngot\n  a secured connection");
        }
    }

    @Test
    void octetsBetweenReplyAndHandshakeAreAFailure() throws IOException {
        Dialogue injecting = Dialogue.parse("S: +OK ready\nC: STLS\nS: +OK\nS: +OK injected\nTLS");
        Dialogue honest = Dialogue.parse("S: +OK ready\nC: STLS\nS: +OK\nTLS");
        ScriptedPeer peer = ScriptedPeer.builder(injecting).tls(context).start();
        try (Wire wire = Wire.tcp(peer.address(), context)) {
            assertThatThrownBy(() -> honest.play(wire))
                    .isInstanceOf(DialogueFailure.class)
                    .hasMessageContaining("14 octets sent before it")
                    .hasMessageContaining("S-01");
        }
        assertThatThrownBy(peer::close).isInstanceOf(DialogueFailure.class);
    }

    @Test
    void tlsNeedsAContext() throws IOException {
        ScriptedPeer peer = ScriptedPeer.start(STLS);
        try (Wire wire = Wire.tcp(peer.address())) {
            assertThatThrownBy(() -> STLS.play(wire))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("SSLContext");
        }
        assertThatThrownBy(peer::close).isInstanceOf(DialogueFailure.class).hasMessageContaining("SSLContext");
    }
}
