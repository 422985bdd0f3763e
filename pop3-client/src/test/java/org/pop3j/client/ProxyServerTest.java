package org.pop3j.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.time.Duration;
import java.util.Base64;
import java.util.function.IntFunction;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pop3j.conformance.Dialogue;
import org.pop3j.conformance.ScriptedPeer;

/** HTTP CONNECT and SOCKS5 on the way to the server, with and without credentials. */
@Timeout(60)
class ProxyServerTest {
    private static final Dialogue HELLO = Dialogue.parse("S: +OK through the proxy\nC: QUIT\nS: +OK");
    private static final byte[] CONNECTED = {5, 0, 0, 1, 127, 0, 0, 1, 1, 2};
    private static final String OK = "HTTP/1.1 200 Connection established\r\nVia: x\r\n\r\n";

    private static Pop3Client client(String host, ProxyServer proxy) {
        return Pop3Client.builder(host)
                .port(110)
                .tls(TlsMode.NONE)
                .timeouts(Timeouts.all(Duration.ofSeconds(10)).withConnect(Duration.ofMillis(1500)))
                .proxy(proxy)
                .build();
    }

    /** Through the proxy to a peer; gives what the proxy heard. */
    private static String through(IntFunction<TestProxy.Greeter> greeter, String host, IntFunction<ProxyServer> kind)
            throws IOException {
        try (ScriptedPeer peer = ScriptedPeer.start(HELLO);
                TestProxy proxy = new TestProxy(greeter.apply(peer.port()));
                Pop3Session session = client(host, kind.apply(proxy.port())).connect()) {
            assertThat(session.greeting().text()).isEqualTo("through the proxy");
            session.quit();
            peer.verify();
            return String.join("|", proxy.heard);
        }
    }

    private static void refused(TestProxy.Greeter greeter, IntFunction<ProxyServer> kind, String why)
            throws IOException {
        try (TestProxy proxy = new TestProxy(greeter)) {
            assertThatThrownBy(() ->
                            client("pop.example.org", kind.apply(proxy.port())).connect())
                    .isInstanceOf(Pop3BrokenException.class)
                    .hasMessageContaining(why)
                    .hasMessageNotContaining("sesame");
        }
    }

    private static ProxyServer http(int port) {
        return ProxyServer.http("localhost", port);
    }

    private static ProxyServer httpAs(int port) {
        return ProxyServer.http("localhost", port, "ada", "sesame:ü");
    }

    private static ProxyServer socks(int port) {
        return ProxyServer.socks5("localhost", port);
    }

    private static ProxyServer socksAs(int port) {
        return ProxyServer.socks5("localhost", port, "ada", "sesame:ü");
    }

    @Test
    @DisplayName("HTTP CONNECT: host and port go to the proxy, which looks the name up")
    void http() throws IOException {
        String heard = through(target -> TestProxy.http(OK, target), "pop.example.org", ProxyServerTest::http);
        assertThat(heard).isEqualTo("CONNECT pop.example.org:110 HTTP/1.1\r\nHost: pop.example.org:110\r\n\r\n");
    }

    @Test
    @DisplayName("HTTP CONNECT: an internationalized name goes out as the DNS has it (RFC 5890)")
    void internationalizedName() throws IOException {
        String heard = through(target -> TestProxy.http(OK, target), "pöp.example.org", ProxyServerTest::http);
        assertThat(heard).startsWith("CONNECT xn--pp-fka.example.org:110 HTTP/1.1\r\n");
    }

    @Test
    @DisplayName("HTTP CONNECT with basic authentication; an IPv6 address in brackets")
    void httpBasic() throws IOException {
        String heard = through(target -> TestProxy.http(OK, target), "::1", ProxyServerTest::httpAs);
        String basic =
                Base64.getEncoder().encodeToString("ada:sesame:ü".getBytes(java.nio.charset.StandardCharsets.UTF_8));
        assertThat(heard)
                .startsWith("CONNECT [::1]:110 HTTP/1.1\r\n")
                .contains("\r\nProxy-Authorization: Basic " + basic + "\r\n\r\n");
    }

    @Test
    @DisplayName(
            "HTTP CONNECT refused: 407 with and without credentials, other codes, no HTTP, an endless header, silence")
    void httpRefused() throws IOException {
        TestProxy.Greeter wants = TestProxy.http("HTTP/1.1 407 Proxy Authentication Required\r\n\r\n", 0);
        refused(wants, ProxyServerTest::http, "wants a user name");
        refused(wants, ProxyServerTest::httpAs, "refused user name");
        refused(TestProxy.http("HTTP/1.0 502\r\n\r\n", 0), ProxyServerTest::http, "got \"HTTP/1.0 502\"");
        refused(
                TestProxy.http("220 mail\u001b ESMTP\r\n\r\n", 0),
                ProxyServerTest::http,
                "got \"220 mail\\x1b ESMTP\"");
        refused(TestProxy.http("HTTP/1.1 2000 x\r\n\r\n", 0), ProxyServerTest::http, "expected the proxy to answer");
        refused(
                TestProxy.http("HTTP/1.1 200 " + "x".repeat(17_000), 0),
                ProxyServerTest::http,
                "at most 16384 octets of header");
        refused(TestProxy.http("", 0), ProxyServerTest::http, "the proxy closed the connection");
    }

    @Test
    @DisplayName("S-04: a proxy that says nothing costs no more than the time to connect")
    void silentProxy() throws IOException {
        refused(
                (in, out, heard) -> {
                    while (in.read() >= 0) {
                        heard.add("octet");
                    }
                    return 0;
                },
                ProxyServerTest::socks,
                "timed out");
    }

    @Test
    @DisplayName("SOCKS5 without credentials: names and addresses go to the proxy as they are")
    void socks() throws IOException {
        IntFunction<TestProxy.Greeter> greeter = target -> TestProxy.socks(0, 0, CONNECTED, target);
        assertThat(through(greeter, "pop.example.org", ProxyServerTest::socks))
                .isEqualTo("methods 00|kind 3 pop.example.org:110");
        assertThat(through(greeter, "127.0.0.9", ProxyServerTest::socks)).isEqualTo("methods 00|kind 1 7f000009:110");
        byte[] named = {5, 0, 0, 3, 2, 'h', 'i', 1, 2};
        assertThat(through(target -> TestProxy.socks(0, 0, named, target), "::1", ProxyServerTest::socks))
                .isEqualTo("methods 00|kind 4 00000000000000000000000000000001:110");
    }

    @Test
    @DisplayName("SOCKS5 with user and password, of this connection alone; a proxy that wants none gets none")
    void socksLogin() throws IOException {
        byte[] six = new byte[22];
        six[0] = 5;
        six[3] = 4;
        assertThat(through(target -> TestProxy.socks(2, 0, six, target), "h.example", ProxyServerTest::socksAs))
                .isEqualTo("methods 0002|ada/sesame:ü|kind 3 h.example:110");
        assertThat(through(target -> TestProxy.socks(0, 0, CONNECTED, target), "h.example", ProxyServerTest::socksAs))
                .isEqualTo("methods 0002|kind 3 h.example:110");
        String longest = "x".repeat(255);
        assertThat(through(
                        target -> TestProxy.socks(2, 0, CONNECTED, target),
                        "h.example",
                        port -> ProxyServer.socks5("localhost", port, longest, "p")))
                .isEqualTo("methods 0002|" + longest + "/p|kind 3 h.example:110");
    }

    @Test
    @DisplayName("A proxy of the JDK's looks the name up too; none means that the client connects by itself")
    void proxyOfTheJdk() throws IOException {
        try (ScriptedPeer peer = ScriptedPeer.start(HELLO);
                TestProxy proxy = new TestProxy(TestProxy.socks(0, 0, CONNECTED, peer.port()))) {
            InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), proxy.port());
            Pop3Client.Builder builder =
                    Pop3Client.builder("h.example").port(110).tls(TlsMode.NONE);
            try (Pop3Session session =
                    builder.proxy(new Proxy(Proxy.Type.SOCKS, address)).build().connect()) {
                session.quit();
            }
            assertThat(proxy.heard).contains("kind 3 h.example:110");
            peer.verify();
        }
        try (ScriptedPeer peer = ScriptedPeer.start(HELLO);
                Pop3Session session = Pop3Client.builder("localhost")
                        .port(peer.port())
                        .tls(TlsMode.NONE)
                        .proxy(Proxy.NO_PROXY)
                        .build()
                        .connect()) {
            session.quit();
            peer.verify();
        }
    }

    @Test
    @DisplayName("SOCKS5: the port in two octets, the higher first; a refusal behind the proxy ends the attempt")
    void socksPort() throws IOException {
        byte[] refusal = {5, 5, 0, 1, 0, 0, 0, 0, 0, 0};
        try (TestProxy proxy = new TestProxy(TestProxy.socks(0, 0, refusal, 0))) {
            Pop3Client client = Pop3Client.builder("h.example")
                    .port(0x1234)
                    .tls(TlsMode.NONE)
                    .proxy(socks(proxy.port()))
                    .build();
            assertThatThrownBy(client::connect).isInstanceOf(Pop3BrokenException.class);
            assertThat(proxy.heard).containsExactly("methods 00", "kind 3 h.example:" + 0x1234);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8, 9})
    @DisplayName("SOCKS5: each refusal in words")
    void socksReplies(int reply) throws IOException {
        String[] words = {
            "general failure", "not allowed by its rules", "network unreachable", "host unreachable",
            "connection refused", "time to live expired", "command not supported", "address type not supported",
            "reply 9"
        };
        byte[] answer = {5, (byte) reply, 0, 1, 0, 0, 0, 0, 0, 0};
        refused(TestProxy.socks(0, 0, answer, 0), ProxyServerTest::socks, "cannot connect: " + words[reply - 1]);
    }

    @Test
    @DisplayName("SOCKS5 refused: no method in common, wrong password, not SOCKS5, an address of an unknown kind")
    void socksRefused() throws IOException {
        refused(TestProxy.socks(0xFF, 0, CONNECTED, 0), ProxyServerTest::socks, "wants a user name");
        refused(TestProxy.socks(2, 0, CONNECTED, 0), ProxyServerTest::socks, "wants a user name");
        refused(TestProxy.socks(0xFF, 0, CONNECTED, 0), ProxyServerTest::socksAs, "takes no user name");
        refused(TestProxy.socks(2, 1, CONNECTED, 0), ProxyServerTest::socksAs, "refused user name and password");
        refused(
                (in, out, heard) -> {
                    out.write('H');
                    return 0;
                },
                ProxyServerTest::socks,
                "got the octet 72");
        byte[] odd = {5, 0, 0, 9, 0, 0, 0, 0, 0, 0};
        refused(TestProxy.socks(0, 0, odd, 0), ProxyServerTest::socks, "kind 1, 3 or 4, got 9");
    }

    @Test
    @DisplayName(
            "S-17 S-26: no control characters in proxy credentials, no colon in an HTTP user, nothing secret in toString")
    void checked() {
        assertThatIllegalArgumentException().isThrownBy(() -> ProxyServer.http("h", 80, "a:b", "c"));
        assertThatIllegalArgumentException().isThrownBy(() -> ProxyServer.http("h", 80, ":b", "c"));
        assertThatIllegalArgumentException().isThrownBy(() -> ProxyServer.http("h", 80, "a", "c\r\nX: y"));
        for (String control : new String[] {"\u0000", "\u001f", "\u007f"}) {
            assertThatIllegalArgumentException().isThrownBy(() -> ProxyServer.socks5("h", 80, "a" + control, "b"));
            assertThatIllegalArgumentException().isThrownBy(() -> ProxyServer.socks5("h", 80, "a", "b" + control));
        }
        assertThat(ProxyServer.socks5("h.example", 80, "a b~", " ").host()).isEqualTo("h.example");
        assertThatIllegalArgumentException().isThrownBy(() -> ProxyServer.socks5("", 80));
        assertThatIllegalArgumentException().isThrownBy(() -> ProxyServer.socks5("h", 65_536));
        assertThatIllegalArgumentException().isThrownBy(() -> ProxyServer.socks5("h", 0));
        assertThat(ProxyServer.socks5("h", 1).port()).isEqualTo(1);
        assertThat(ProxyServer.http("h", 65_535).port()).isEqualTo(65_535);
        assertThat(httpAs(80)).hasToString("ProxyServer[HttpConnect localhost:80]");
        assertThat(new ProxyServer.Credentials("ada", "sesame")).hasToString("Credentials[ada]");
        assertThatThrownBy(() -> new Socks5(java.util.Optional.of(new ProxyServer.Credentials("x".repeat(256), "y")))
                        .open(new java.net.Socket(), "h", 1, System.nanoTime()))
                .isInstanceOf(IOException.class);
    }

    @Test
    @DisplayName("The local address is the one that was asked for")
    void localAddress() throws IOException {
        InetAddress second = InetAddress.getByName("127.0.0.2");
        try (java.net.ServerSocket listener = new java.net.ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            Pop3Client client = Pop3Client.builder("127.0.0.1")
                    .port(listener.getLocalPort())
                    .tls(TlsMode.NONE)
                    .localAddress(second)
                    .timeouts(Timeouts.all(Duration.ofMillis(200)))
                    .build();
            assertThatThrownBy(client::connect).isInstanceOf(Pop3BrokenException.class);
            try (java.net.Socket accepted = listener.accept()) {
                assertThat(accepted.getInetAddress()).isEqualTo(second);
            }
        }
    }
}
