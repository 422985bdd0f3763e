package org.pop3j.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.pop3j.server.Scenario.given;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.pop3j.conformance.Dialogue;
import org.pop3j.conformance.Wire;
import org.pop3j.store.MemoryStore;

class StlsTest {
    @Test
    @DisplayName("R2595-01 R2595-04 STLS, handshake, no second greeting, then the login")
    void upgrade() {
        given("x").playsOverTcp("""
                S: +OK*
                C: STLS
                S: +OK begin TLS
                TLS
                C: USER ann
                S: +OK*
                C: PASS secret word
                S: +OK*
                C: STAT
                S: +OK 1 3
                C: QUIT
                S: +OK*
                S: <EOF>
                """);
    }

    @Test
    @DisplayName("R2595-03 STLS is refused under TLS; R2595-01 with an argument, and after the login")
    void refused() {
        given().playsOverTcp("""
                S: +OK*
                C: STLS x
                S: -ERR too many arguments for STLS
                C: STLS
                S: +OK*
                TLS
                C: STLS
                S: -ERR TLS is active already
                C: USER ann
                S: +OK*
                C: PASS secret word
                S: +OK*
                C: STLS
                S: -ERR *
                """);
    }

    @Test
    @DisplayName("R2595-05 S-31 a user name from before the handshake is forgotten")
    void sessionFixation() {
        given().playsOverTcp("""
                S: +OK*
                C: USER ann
                S: +OK*
                C: STLS
                S: +OK*
                TLS
                C: PASS secret word
                S: -ERR PASS comes right after a successful USER
                """);
    }

    @Test
    @DisplayName("S-01 R2595-05 a command in one segment with STLS closes the connection and is never performed")
    void injection() throws IOException {
        try (MemoryStore store = given().newStore();
                Pop3Server server = given().start(store);
                Wire wire = Wire.tcp(server.addresses().get(0))) {
            Dialogue.parse("S: +OK*").play(wire);
            byte[] injected = "STLS\r\nCAPA\r\n".getBytes(StandardCharsets.US_ASCII);
            wire.write(injected, 0, injected.length);
            assertThat(everything(wire)).isEqualTo("+OK begin TLS\r\n");
        }
    }

    @Test
    @DisplayName("S-01 R2595-05 nor is a command that comes in later segments, before or in place of the handshake")
    void injectionInSegments() throws IOException {
        try (MemoryStore store = given().newStore();
                Pop3Server server = given().start(store)) {
            for (String segments : new String[] {"STLS\r|\nCA|PA\r\n", "STLS\r\nC|APA\r\n", "STL|S\r\nCAPA\r\n"}) {
                try (Wire wire = Wire.tcp(server.addresses().get(0))) {
                    Dialogue.parse("S: +OK*").play(wire);
                    for (String segment : segments.split("\\|")) {
                        wire.write(segment.getBytes(StandardCharsets.US_ASCII), 0, segment.length());
                    }
                    assertNoCapabilities(wire);
                }
            }
            try (Wire wire = Wire.tcp(server.addresses().get(0))) {
                // The delayed one: the server waits for the handshake already.
                Dialogue.parse("S: +OK*\nC: STLS\nS: +OK begin TLS").play(wire);
                byte[] injected = "CAPA\r\nCAPA\r\n".getBytes(StandardCharsets.US_ASCII);
                wire.write(injected, 0, injected.length);
                byte[] hello = TestTls.clientHello();
                wire.write(hello, 0, hello.length);
                assertNoCapabilities(wire);
            }
        }
    }

    /** The connection ends, by whatever alert; nothing of an answer to CAPA came before. */
    private static void assertNoCapabilities(Wire wire) {
        try {
            assertThat(everything(wire)).doesNotContain("capabilities", "TOP");
        } catch (java.net.SocketTimeoutException e) {
            throw new AssertionError("the connection stays open", e);
        } catch (IOException reset) {
            // Closed with octets unread: as good an end as any.
        }
    }

    @Test
    @DisplayName("R2595-02 without a certificate STLS is neither announced nor taken")
    void withoutCertificate() throws IOException {
        try (MemoryStore store = given().newStore();
                Pop3Server server = Pop3Server.builder(store, Scenario.password("p"))
                        .listen(new InetSocketAddress("127.0.0.1", 0))
                        .start();
                Wire wire = Wire.tcp(server.addresses().get(0))) {
            Dialogue.parse("""
                    S: +OK*
                    C: CAPA
                    S: +OK*
                    S: TOP
                    S: UIDL
                    S: RESP-CODES
                    S: AUTH-RESP-CODE
                    S: PIPELINING
                    S: .
                    C: STLS
                    S: -ERR STLS is not offered here
                    C: USER ann
                    S: -ERR passwords are taken under TLS only
                    """).play(wire);
        }
    }

    @Test
    @DisplayName("R8314-02 TLS 1.1 is refused, whatever the context would take")
    void oldTls() throws IOException {
        try (MemoryStore store = given().newStore();
                Pop3Server server = given().start(store)) {
            SSLContext context = TestTls.context();
            try (SSLSocket socket = (SSLSocket) context.getSocketFactory()
                    .createSocket("127.0.0.1", server.addresses().get(1).getPort())) {
                assertThat(socket.getSupportedProtocols()).contains("TLSv1.1");
                socket.setEnabledProtocols(new String[] {"TLSv1.1"});
                socket.setSoTimeout(10_000);
                assertThatThrownBy(socket::startHandshake).isInstanceOf(SSLHandshakeException.class);
            }
        }
    }

    @Test
    @DisplayName(
            "R8314-04 the server asks for no client certificate; R8314-08 version and cipher are told to the watcher")
    void noClientCertificate() throws IOException {
        EventLog events = new EventLog();
        try (MemoryStore store = given().newStore();
                Pop3Server server = given().with(b -> b.events(events)).start(store);
                SSLSocket socket = (SSLSocket) TestTls.context()
                        .getSocketFactory()
                        .createSocket("127.0.0.1", server.addresses().get(1).getPort())) {
            socket.startHandshake();
            assertThat(socket.getSession().getLocalCertificates()).isNull();
            Wire wire = Wire.of(socket.getInputStream(), socket.getOutputStream());
            Dialogue.parse(Scenario.LOGIN).play(wire);
            assertThat(events.lines).anyMatch(line -> line.startsWith("logged in ann by USER, TLSv1.3 TLS_"));
        }
    }

    private static String everything(Wire wire) throws IOException {
        StringBuilder text = new StringBuilder();
        byte[] buffer = new byte[1024];
        for (int n = wire.read(buffer, Duration.ofSeconds(10)); n > 0; n = wire.read(buffer, Duration.ofSeconds(10))) {
            text.append(new String(buffer, 0, n, StandardCharsets.ISO_8859_1));
        }
        return text.toString();
    }
}
