package org.pop3j.client;

import static org.pop3j.client.OddServerTest.assertBroken;
import static org.pop3j.client.ScramScript.encoded;

import java.io.IOException;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.pop3j.conformance.Dialogue;

/** AUTH with servers that leave RFC 5034. */
class QuirkLoginTest {
    private static final String OFFER = "S: +OK\nC: CAPA\nS: +OK\nS: SASL PLAIN\nS: .\nC: AUTH PLAIN";
    private static final String PASSWORD = "x".repeat(200);
    private static final String RESPONSE = encoded("\0a\0" + PASSWORD);

    @Test
    @DisplayName("+OK in place of the first challenge is taken where the quirk says so, and is no success elsewhere")
    void okAsChallenge() throws IOException {
        Wiring.TLS.play(
                Dialogue.parse(OFFER + "\nS: +OK go on\nC: " + RESPONSE + "\nS: +OK in"),
                client -> client.quirks(QuirkProfile.EXCHANGE_2003),
                session -> session.logIn("a", PASSWORD));
        Wiring.TLS.play(OFFER + "\nS: +OK go on", session -> assertBroken(() -> session.logIn("a", PASSWORD)));
    }

    @Test
    @DisplayName("D-3: in strict mode an answer to AUTH other than +OK and -ERR breaks the session")
    void strict() throws IOException {
        for (String answer : new String[] {"+ok in", "NO"}) {
            Wiring.TLS.play(
                    Dialogue.parse(OFFER + "\nS: + \nC: " + RESPONSE + "\nS: " + answer),
                    client -> client.quirks(QuirkProfile.STRICT),
                    session -> assertBroken(() -> session.logIn("a", PASSWORD)));
        }
    }
}
