package org.pop3j.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.pop3j.codec.MessageNumber;
import org.pop3j.conformance.Dialogue;
import org.pop3j.conformance.ScriptedPeer;

/** Scripted servers that speak as Gmail and as Exchange Online do, over TLS. */
@Timeout(60)
class KnownServersTest {
    private static final MessageNumber ONE = new MessageNumber(1);
    private static final String GMAIL_CAPA = """
        C: CAPA
        S: +OK Capability list follows
        S: USER
        S: RESP-CODES
        S: EXPIRE 0
        S: LOGIN-DELAY 300
        S: TOP
        S: UIDL
        S: PIPELINING
        S: X-GOOGLE-RICO
        S: SASL PLAIN XOAUTH2 OAUTHBEARER
        S: .
        """;

    /** A token whose AUTH line would be longer than 255 octets, as those of both services are. */
    private static final String TOKEN = "ya29." + "t".repeat(1400);

    private static ScriptedPeer tls(String dialogue) throws IOException {
        return Wiring.TLS.peer(Dialogue.parse(dialogue));
    }

    @Test
    @DisplayName("As Gmail: EXPIRE 0 warns, LOGIN-DELAY 300 is reported, PIPELINING is used with markers in between")
    void gmail() throws IOException {
        String dialogue = "S: +OK Gpop ready for requests from 127.0.0.1 x\n" + GMAIL_CAPA + """
            C: AUTH PLAIN AGFkYQBzZXNhbWU=
            S: +OK Welcome.
            """ + GMAIL_CAPA + """
            C: UIDL
            S: +OK 2 messages
            S: 1 GmailId18c0
            S: 2 GmailId18c1
            S: .
            C: LIST
            S: +OK 2 messages (6 bytes)
            S: 1 3
            S: 2 3
            S: .
            C: UIDL 1
            C: RETR 1
            C: UIDL 2
            C: RETR 2
            S: +OK 1 GmailId18c0
            S: +OK message follows
            S: a
            S: .
            S: +OK 2 GmailId18c1
            S: +OK message follows
            S: b
            S: .
            C: QUIT
            S: +OK Farewell.
            """;
        try (ScriptedPeer peer = tls(dialogue)) {
            List<String> keys = new ArrayList<>();
            SyncReport report = Pop3Sync.builder(
                            Wiring.TLS.client(peer).build(),
                            SessionLogin.password("ada", "sesame"),
                            SyncLedger.inMemory("ada"))
                    .build()
                    .run((message, content) -> keys.add(message.key()));
            peer.verify();
            assertThat(keys).containsExactly("GmailId18c0", "GmailId18c1");
            assertThat(report.warnings()).singleElement().asString().contains("after 0 days");
            assertThat(report.loginDelay()).contains(Duration.ofSeconds(300));
        }
    }

    @Test
    @DisplayName(
            "As Exchange Online: no PIPELINING, a long token in a line of its own, a quota as -ERR that means later")
    void exchangeOnline() throws IOException {
        String capa = "C: CAPA\nS: +OK\nS: TOP\nS: UIDL\nS: SASL PLAIN XOAUTH2\nS: USER\nS: .\n";
        String token = Base64.getEncoder()
                .encodeToString(("user=ada@example.org\u0001auth=Bearer " + TOKEN + "\u0001\u0001")
                        .getBytes(java.nio.charset.StandardCharsets.US_ASCII));
        String dialogue =
                "S: +OK The Microsoft Exchange POP3 service is ready.\n" + capa + "C: AUTH XOAUTH2\nS: + \nC: " + token
                        + "\nS: +OK User successfully authenticated.\n" + capa + """
                        C: DELE 1
                        S: +OK
                        C: DELE 2
                        S: +OK
                        C: RETR 3
                        S: -ERR Exceeded the retrieval limit. Please try again later.
                        """;
        try (ScriptedPeer peer = tls(dialogue)) {
            Pop3Client client =
                    Wiring.TLS.client(peer).quirks(QuirkProfile.EXCHANGE_ONLINE).build();
            try (Pop3Session session = client.connect()) {
                session.logIn(
                        Credentials.token("ada@example.org", TokenSupplier.of(TOKEN)),
                        LoginPolicy.strongest().allowing("XOAUTH2"));
                session.delete(List.of(ONE, new MessageNumber(2)));
                assertThatExceptionOfType(Pop3RefusedException.class)
                        .isThrownBy(() -> session.retrieve(new MessageNumber(3), new ByteArrayOutputStream()))
                        .satisfies(e -> assertThat(e.advice()).isEqualTo(RetryAdvice.LATER));
            }
            peer.verify();
        }
    }
}
