package org.pop3j.jakarta.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Store;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.channels.ClosedByInterruptException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import javax.net.SocketFactory;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pop3j.conformance.Dialogue;
import org.pop3j.conformance.ScriptedPeer;

/** Properties about the way to the server. */
class NetworkPropertiesTest {
    private static final Dialogue SESSION = TestMail.LOGIN.then(TestMail.QUIT);

    @Test
    @DisplayName("localaddress and localport: where connections come from")
    void localAddressAndPort() throws Exception {
        int free;
        try (ServerSocket any = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.3"))) {
            free = any.getLocalPort();
        }
        assertThat(whereFrom(Map.of("mail.pop3.localaddress", "127.0.0.2")).getHostString())
                .isEqualTo("127.0.0.2");
        assertThat(whereFrom(Map.of("mail.pop3.localaddress", "127.0.0.3", "mail.pop3.localport", free)))
                .isEqualTo(new InetSocketAddress("127.0.0.3", free));
        assertThat(whereFrom(Map.of("mail.pop3.localport", free)).getPort()).isEqualTo(free);
    }

    private static InetSocketAddress whereFrom(Map<String, Object> properties) throws Exception {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Properties all = TestMail.properties(server.getLocalPort());
            all.putAll(properties);
            all.put("mail.pop3.timeout", 50);
            Store store = Session.getInstance(all).getStore("pop3");
            assertThatThrownBy(() -> store.connect("mrose", "secret")).hasMessageContaining("greeting");
            try (Socket accepted = server.accept()) {
                return (InetSocketAddress) accepted.getRemoteSocketAddress();
            }
        }
    }

    @Test
    @DisplayName("usesocketchannels: a socket of a channel, which an interrupt closes")
    void socketChannels() throws Exception {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Properties properties = TestMail.properties(server.getLocalPort());
            properties.setProperty("mail.pop3.usesocketchannels", "true");
            Store store = Session.getInstance(properties).getStore("pop3");
            Thread.currentThread().interrupt();
            assertThatThrownBy(() -> store.connect("mrose", "secret"))
                    .isInstanceOf(MessagingException.class)
                    .hasRootCauseInstanceOf(ClosedByInterruptException.class);
            assertThat(Thread.interrupted()).isTrue();
        }
        try (ScriptedPeer peer = TestMail.start(SESSION)) {
            TestMail.connected(peer, Map.of("mail.pop3.usesocketchannels", "true"))
                    .close();
            peer.verify();
        }
    }

    @Test
    @DisplayName(
            "socketFactory.fallback: false where nothing is said (Angus: true); if true, a plain socket where the factory fails")
    void factoryFallback() throws Exception {
        SocketFactory failing = new UnconnectedSockets() {
            @Override
            public Socket createSocket() throws IOException {
                throw new IOException("no sockets today");
            }
        };
        try (ScriptedPeer peer = TestMail.start(SESSION)) {
            assertThatThrownBy(() -> TestMail.connected(peer, Map.of("mail.pop3.socketFactory", failing)))
                    .isInstanceOf(MessagingException.class)
                    .hasMessageContaining("no sockets today");
            TestMail.connected(
                            peer,
                            Map.of("mail.pop3.socketFactory", failing, "mail.pop3.socketFactory.fallback", "true"))
                    .close();
            peer.verify();
        }
    }

    @Test
    @DisplayName("socketFactory: its sockets are used, once a connection")
    void factory() throws Exception {
        List<Socket> made = new ArrayList<>();
        SocketFactory counting = new UnconnectedSockets() {
            @Override
            public Socket createSocket() {
                Socket socket = new Socket();
                made.add(socket);
                return socket;
            }
        };
        try (ScriptedPeer peer = TestMail.start(SESSION)) {
            TestMail.connected(peer, Map.of("mail.pop3.socketFactory", counting))
                    .close();
            peer.verify();
        }
        assertThat(made).hasSize(1);
    }

    @Test
    @DisplayName("socketFactory.port: the port, before mail.pop3.port")
    void factoryPort() throws Exception {
        try (ScriptedPeer peer = TestMail.start(SESSION)) {
            Properties properties = TestMail.properties(1);
            properties.put("mail.pop3.socketFactory.port", peer.port());
            Store store = Session.getInstance(properties).getStore("pop3");
            store.connect("mrose", "secret");
            store.close();
            peer.verify();
        }
    }

    @Test
    @DisplayName("proxy.host, proxy.port, proxy.user, proxy.password: an HTTP proxy that connects us")
    void httpProxy() throws Exception {
        String connect = "C: CONNECT pop.example:1110 HTTP/1.1\nC: Host: pop.example:1110\n";
        String accepted = "C:\nS: HTTP/1.1 200 connected\nS:\n";
        throughProxy(connect + accepted, Map.of("mail.pop3.proxy.host", "127.0.0.1"), "mail.pop3.proxy.port");
        // The base64 of "me:let me in ".
        throughProxy(
                connect + "C: Proxy-Authorization: Basic bWU6bGV0IG1lIGluIA==\n" + accepted,
                Map.of(
                        "mail.pop3.proxy.host",
                        "127.0.0.1",
                        "mail.pop3.proxy.user",
                        "me",
                        "mail.pop3.proxy.password",
                        "let me in "),
                "mail.pop3.proxy.port");
    }

    @Test
    @DisplayName("socks.host, socks.port: a SOCKS5 proxy that connects us and looks up the name")
    void socksProxy() throws Exception {
        String socks = "C: \\x05\\x01\\x00\\\nS: \\x05\\x00\\\nC: \\x05\\x01\\x00\\x03\\x0Bpop.example\\x04V\\\n"
                + "S: \\x05\\x00\\x00\\x01\\x7F\\x00\\x00\\x01\\x04V\\\n";
        throughProxy(socks, Map.of("mail.pop3.socks.host", "127.0.0.1"), "mail.pop3.socks.port");
    }

    private static void throughProxy(String preface, Map<String, Object> properties, String portProperty)
            throws Exception {
        try (ScriptedPeer peer = TestMail.start(Dialogue.parse(preface).then(SESSION))) {
            Properties all = new Properties();
            all.putAll(properties);
            all.put(portProperty, peer.port());
            Store store = Session.getInstance(all).getStore("pop3");
            store.connect("pop.example", 1110, "mrose", "secret");
            store.close();
            peer.verify();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "localport, 70000, a port of 0 to 65535",
        "localport, x, a port of 0 to 65535",
        "port, 0, a port of 1 to 65535",
        "localaddress, no.such.host.invalid, an address of this machine",
        "usesocketchannels, yes, true or false",
        "filecache.dir, a\0b, a path",
        "readahead.octets, -1, octets",
        "readahead.octets, many, octets",
        "message.class, java.lang.String, a class that extends org.pop3j.jakarta.mail.Pop3Message",
        "message.class, no.such.Class, a class that extends org.pop3j.jakarta.mail.Pop3Message",
        "ssl.hostnameverifier.class, java.lang.String, a HostnameVerifier",
        "ssl.socketFactory, words, an object of type javax.net.ssl.SSLSocketFactory",
    })
    @DisplayName("a malformed value is refused before anything is sent, with the name of its property")
    void malformed(String name, String value, String expected) throws Exception {
        try (ScriptedPeer peer = TestMail.start()) {
            assertThatThrownBy(() -> TestMail.connected(peer, Map.of("mail.pop3." + name, value)))
                    .isInstanceOf(MessagingException.class)
                    .hasMessageStartingWith("mail.pop3." + name + ": expected " + expected);
        }
    }
}
