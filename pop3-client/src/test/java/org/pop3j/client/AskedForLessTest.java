package org.pop3j.client;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.pop3j.codec.Capability;
import org.pop3j.conformance.Dialogue;
import org.pop3j.conformance.ScriptedPeer;

/** Servers that are to be asked for less than the RFCs allow. */
class AskedForLessTest {
    @Test
    @DisplayName("CAPA is never sent; what is assumed counts")
    void neverAskCapabilities() throws Exception {
        Dialogue dialogue = Dialogue.parse("""
                S: +OK
                C: USER mrose
                S: +OK
                C: PASS secret
                S: +OK
                C: QUIT
                S: +OK
                S: <EOF>
                """);
        try (ScriptedPeer peer = ScriptedPeer.start(dialogue)) {
            Pop3Client client = client(peer)
                    .neverAskCapabilities()
                    .assume(Capability.of("PIPELINING"))
                    .build();
            try (Pop3Session session = client.connect()) {
                session.logIn("mrose", "secret");
                assertThat(session.capabilities().all()).containsExactly(Capability.of("PIPELINING"));
                session.quit();
            }
            peer.verify();
        }
    }

    @Test
    @DisplayName("R5034-03: AUTH without an initial response where the policy wants none")
    void withoutInitialResponse() throws Exception {
        Dialogue dialogue = Dialogue.parse("""
                S: +OK
                C: CAPA
                S: +OK
                S: SASL PLAIN
                S: .
                C: AUTH PLAIN
                S: +
                C: AG1yb3NlAHNlY3JldA==
                S: +OK
                """);
        try (ScriptedPeer peer = ScriptedPeer.start(dialogue)) {
            LoginPolicy policy = LoginPolicy.only("PLAIN", "USER")
                    .withoutInitialResponse()
                    .allowing("LOGIN")
                    .without("LOGIN")
                    .fallingBackToWeaker();
            try (Pop3Session session = client(peer).loginPolicy(policy).build().connect()) {
                session.logIn("mrose", "secret");
            }
            peer.verify();
        }
    }

    private static Pop3Client.Builder client(ScriptedPeer peer) {
        return Pop3Client.builder("127.0.0.1")
                .port(peer.port())
                .tls(TlsMode.NONE)
                .plaintextLogin(PlaintextLogin.ALLOWED);
    }
}
