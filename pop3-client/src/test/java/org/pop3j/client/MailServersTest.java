package org.pop3j.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.IntFunction;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.pop3j.client.MailServers.Found;
import org.pop3j.conformance.Dialogue;
import org.pop3j.conformance.ScriptedPeer;

/** SRV discovery (RFC 6186) against a name server of our own. */
@Timeout(60)
class MailServersTest {
    @TempDir
    private Path folder = Path.of("");

    @Test
    @DisplayName("R6186-01 R8314-01: TLS from the start first, then STLS, each by priority; never without TLS")
    void order() throws IOException {
        Map<String, List<String>> records = Map.of(
                "_pop3._tcp.example.org", List.of("0 1 110 pop.example.org"),
                "_pop3s._tcp.example.org", List.of("20 1 995 backup.example.org", "10 1 1995 Pop.Example.org"));
        try (StubDns dns = new StubDns(records)) {
            assertThat(dns.mailServers().find("ada@Example.org"))
                    .containsExactly(
                            new Found("example.org", "pop.example.org", 1995, TlsMode.TLS),
                            new Found("example.org", "backup.example.org", 995, TlsMode.TLS),
                            new Found("example.org", "pop.example.org", 110, TlsMode.STLS_REQUIRED));
        }
    }

    @Test
    @DisplayName("R6186-01: a target of a dot means that there is no such service; an unknown domain announces none")
    void absent() throws IOException {
        Map<String, List<String>> records = Map.of(
                "_pop3._tcp.example.org", List.of("0 0 0 ."),
                "_pop3s._tcp.example.org", List.of("0 1 995 pop.example.org"));
        try (StubDns dns = new StubDns(records)) {
            assertThat(dns.mailServers().find("example.org"))
                    .extracting(Found::tls)
                    .containsExactly(TlsMode.TLS);
            assertThat(dns.mailServers().find("nowhere.example")).isEmpty();
        }
    }

    @Test
    @DisplayName("R6186-01 RFC 2782: among equals by chance, as often as the weight says, none is lost")
    void weights() throws IOException {
        List<SrvLookup.Service> services = List.of(
                SrvLookup.parse("0 3 1 heavy.example."),
                SrvLookup.parse("0 1 2 light.example."),
                SrvLookup.parse("0 0 3 zero.example."));
        Random random = new Random(2782);
        int heavyFirst = 0;
        for (int i = 0; i < 4000; i++) {
            List<SrvLookup.Service> ordered = SrvLookup.ordered(services, random);
            assertThat(ordered).containsExactlyInAnyOrderElementsOf(services);
            heavyFirst += ordered.get(0).host().equals("heavy.example") ? 1 : 0;
        }
        assertThat(heavyFirst).isBetween(2200, 3200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0 1 995", "a 1 995 h.", "0 1 -5 h.x.", "0 1 995 h;.", "0 1 995 x y", "0 1 995 single."})
    @DisplayName("An answer that is no SRV record, or names what is no host, is an error")
    void malformed(String record) {
        assertThatExceptionOfType(IOException.class).isThrownBy(() -> SrvLookup.parse(record));
    }

    @ParameterizedTest
    @ValueSource(strings = {"ada", "ada@", "a@b", "a@x..y", "a@-\r\n.org", "a@" + "x.\u0000"})
    @DisplayName("S-17: what is no domain is not looked up")
    void noDomain(String address) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> MailServers.system().find(address));
        assertThatIllegalArgumentException().isThrownBy(() -> MailServers.of(List.of()));
    }

    @Test
    @DisplayName("An international domain is asked for in its ASCII form")
    void international() {
        assertThat(SrvLookup.asciiDomain("bücher.example")).contains("xn--bcher-kva.example");
        assertThat(SrvLookup.asciiDomain("_pop3s._tcp.Example.org")).contains("_pop3s._tcp.example.org");
    }

    @Test
    @DisplayName("D-2: a name server that does not answer is given up")
    void silentNameServer() throws IOException {
        try (DatagramSocket silent = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            InetSocketAddress address = new InetSocketAddress(silent.getLocalAddress(), silent.getLocalPort());
            assertThatExceptionOfType(IOException.class)
                    .isThrownBy(() -> MailServers.of(List.of(address)).find("example.org"))
                    .withMessageContaining("cannot look up");
        }
    }

    @Test
    @DisplayName("R6186-02: the whole address first, then the local part")
    void userNames() {
        assertThat(MailServers.userNames("ada@example.org")).containsExactly("ada@example.org", "ada");
        assertThat(MailServers.userNames("a@x")).containsExactly("a@x", "a");
        assertThat(MailServers.userNames("ada")).containsExactly("ada");
        assertThat(MailServers.userNames("@x")).containsExactly("@x");
    }

    @Test
    @DisplayName("R6186-03: only a host in the domain is believed without being confirmed")
    void inDomain() {
        assertThat(new Found("example.org", "pop.example.org", 995, TlsMode.TLS).isInDomain())
                .isTrue();
        assertThat(new Found("example.org", "example.org", 995, TlsMode.TLS).isInDomain())
                .isTrue();
        assertThat(new Found("example.org", "evilexample.org", 995, TlsMode.TLS).isInDomain())
                .isFalse();
        assertThat(new Found("example.org", "pop.host.example", 995, TlsMode.TLS).isInDomain())
                .isFalse();
        assertThat(new Found("example.org", "pop.example.org", 1995, TlsMode.TLS)
                        .client(Trust.system())
                        .build())
                .hasToString("Pop3Client[pop.example.org:1995 TLS]");
    }

    @ParameterizedTest
    @CsvSource({
        "LOCALHOST, elsewhere.example, localhost, false, true",
        "ELSEWHERE, elsewhere.example, localhost, true, true",
        "LOCALHOST, localhost,         localhost, true, true",
        "EXPIRED,   localhost,         localhost, false, false",
        "ELSEWHERE, other.example,     localhost, false, false",
    })
    @DisplayName(
            "R6186-03: a certificate for the mail domain will do; one for its host only if a person confirmed the host")
    void certificates(TestTls server, String domain, String host, boolean isBelieved, boolean isBelievedIfConfirmed)
            throws IOException {
        Trust trust = Trust.pem(server.pem(folder));
        assertThat(connects(server, port -> new Found(domain, host, port, TlsMode.TLS).client(trust)))
                .isEqualTo(isBelieved);
        assertThat(connects(server, port -> new Found(domain, host, port, TlsMode.TLS).confirmedClient(trust)))
                .isEqualTo(isBelievedIfConfirmed);
    }

    @Test
    @DisplayName(
            "R8314-07 R6186-03: a certificate that is known by its SHA-256 is believed, whatever domain named its server")
    void pinned() throws IOException {
        Found found = new Found("other.example", "localhost", 995, TlsMode.TLS);
        Trust pinned = Trust.certificate(TestTls.LOCALHOST.sha256());
        assertThat(connects(TestTls.LOCALHOST, port -> found.client(pinned).port(port)))
                .isTrue();
        assertThat(connects(
                        TestTls.LOCALHOST,
                        port -> found.client(pinned.ofAnyName()).port(port)))
                .isTrue();
        assertThat(connects(
                        TestTls.LOCALHOST, port -> found.confirmedClient(pinned).port(port)))
                .isTrue();
    }

    private static boolean connects(TestTls server, IntFunction<Pop3Client.Builder> client) throws IOException {
        try (ScriptedPeer peer = ScriptedPeer.builder(Dialogue.parse("S: +OK\nC: QUIT\nS: +OK"))
                        .tlsFromTheStart(server.serverContext())
                        .start();
                Pop3Session session = client.apply(peer.port())
                        .timeouts(Timeouts.all(Duration.ofSeconds(20)))
                        .build()
                        .connect()) {
            session.quit();
            return true;
        } catch (Pop3BrokenException e) {
            assertThat(e).hasMessageStartingWith("TLS: expected a certificate ");
            return false;
        }
    }

    @Test
    @DisplayName("R6186-03: an SRV-ID counts for _pop3s and _pop3, for nothing else, and only if it is whole")
    void srvId() {
        assertThat(MailDomainIdentity.serviceDomain(srvId("_pop3s.Example.org")))
                .contains("example.org");
        assertThat(MailDomainIdentity.serviceDomain(srvId("_pop3.example.org"))).contains("example.org");
        assertThat(MailDomainIdentity.serviceDomain(srvId("_imaps.example.org")))
                .isEmpty();
        assertThat(MailDomainIdentity.serviceDomain(srvId("example.org"))).isEmpty();
        byte[] cut = srvId("_pop3s.example.org");
        assertThat(MailDomainIdentity.serviceDomain(java.util.Arrays.copyOf(cut, cut.length - 1)))
                .isEmpty();
        assertThat(MailDomainIdentity.serviceDomain(new byte[] {0x30, 0})).isEmpty();
    }

    private static byte[] srvId(String name) {
        byte[] text = name.getBytes(StandardCharsets.US_ASCII);
        byte[] head = {
            0x30, 0, 6, 8, 0x2B, 6, 1, 5, 5, 7, 8, 7, (byte) 0xA0, (byte) (text.length + 2), 0x16, (byte) text.length
        };
        byte[] der = java.util.Arrays.copyOf(head, head.length + text.length);
        System.arraycopy(text, 0, der, head.length, text.length);
        return der;
    }
}
