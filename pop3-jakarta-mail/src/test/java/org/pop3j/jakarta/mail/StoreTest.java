package org.pop3j.jakarta.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import jakarta.mail.Authenticator;
import jakarta.mail.Folder;
import jakarta.mail.MessagingException;
import jakarta.mail.PasswordAuthentication;
import jakarta.mail.Session;
import jakarta.mail.Store;
import jakarta.mail.URLName;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Properties;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pop3j.conformance.Dialogue;
import org.pop3j.conformance.ScriptedPeer;

/** Where a store gets host, user and password from, and how it gets TLS. */
class StoreTest {
    private static final Dialogue SESSION = TestMail.LOGIN.then(TestMail.QUIT);

    private static final Dialogue STLS = Dialogue.parse("""
            S: +OK ready
            C: CAPA
            S: +OK
            S: STLS
            S: .
            C: STLS
            S: +OK
            TLS
            """);

    private static final Dialogue LOGIN_AFTER_STLS = Dialogue.parse("""
            C: CAPA
            S: +OK
            S: USER
            S: .
            C: USER mrose
            S: +OK
            C: PASS secret
            S: +OK
            """).then(TestMail.QUIT);

    @TempDir
    static Path folder;

    private static SSLContext right;
    private static SSLContext misnamed;

    @BeforeAll
    static void makeCertificates() throws Exception {
        right = TestTls.selfSigned(folder, "ip:127.0.0.1");
        misnamed = TestTls.selfSigned(folder, "ip:127.0.0.2");
    }

    @Test
    void everythingFromConnect() throws Exception {
        try (ScriptedPeer peer = TestMail.start(SESSION)) {
            Store store = Session.getInstance(new Properties()).getStore("pop3");
            store.connect("127.0.0.1", peer.port(), "mrose", "secret");
            store.close();
            peer.verify();
        }
    }

    @Test
    void everythingFromTheUrl() throws Exception {
        try (ScriptedPeer peer = TestMail.start(SESSION)) {
            URLName url = new URLName("pop3://mrose:secret@127.0.0.1:" + peer.port() + "/INBOX");
            Store store = Session.getInstance(new Properties()).getStore(url);
            store.connect();
            assertThat(store.getFolder(url).exists()).isTrue();
            store.close();
            peer.verify();
        }
    }

    @Test
    void theRestFromPropertiesAndAuthenticator() throws Exception {
        try (ScriptedPeer peer = TestMail.start(SESSION)) {
            Properties properties = TestMail.properties(peer.port());
            properties.setProperty("mail.pop3.user", "mrose");
            Authenticator authenticator = new Authenticator() {
                @Override
                protected PasswordAuthentication getPasswordAuthentication() {
                    return new PasswordAuthentication(getDefaultUserName(), "secret");
                }
            };
            Store store = Session.getInstance(properties, authenticator).getStore("pop3");
            store.connect();
            store.close();
            peer.verify();
        }
    }

    @Test
    void theOwnNameHasOwnProperties() throws Exception {
        try (ScriptedPeer peer = TestMail.start(SESSION)) {
            Properties properties = new Properties();
            properties.put("mail.pop3j.port", peer.port());
            Store store = Session.getInstance(properties).getStore("pop3j");
            store.connect("127.0.0.1", "mrose", "secret");
            store.close();
            peer.verify();
        }
    }

    @Test
    @DisplayName("R2595-10: pop3s checks certificate and name")
    void tlsFromTheStart() throws Exception {
        try (ScriptedPeer peer =
                ScriptedPeer.builder(SESSION).tlsFromTheStart(right).start()) {
            connectByPop3s(peer, Map.of("mail.pop3s.ssl.socketFactory", right.getSocketFactory()))
                    .close();
            peer.verify();
        }
    }

    @Test
    @DisplayName(
            "S-19: a certificate for another host is refused, unless a property says that its name does not matter")
    void aMisnamedCertificate() throws Exception {
        Dialogue refused = Dialogue.parse("C: <EOF>");
        try (ScriptedPeer peer =
                ScriptedPeer.builder(refused, SESSION).tlsFromTheStart(misnamed).start()) {
            Map<String, Object> trusting = Map.of("mail.pop3s.ssl.socketFactory", misnamed.getSocketFactory());
            assertThatThrownBy(() -> connectByPop3s(peer, trusting))
                    .isInstanceOf(MessagingException.class)
                    .hasMessageContaining("127.0.0.2");
            Map<String, Object> unnamed = Map.of(
                    "mail.pop3s.ssl.socketFactory",
                    misnamed.getSocketFactory(),
                    "mail.pop3s.ssl.checkserveridentity",
                    "false");
            connectByPop3s(peer, unnamed).close();
        }
    }

    @Test
    void anUnknownCertificateIsRefusedUnlessItsHostIsTrusted() throws Exception {
        Dialogue refused = Dialogue.parse("TLS: <REFUSED>");
        Dialogue accepted = Dialogue.parse("TLS").then(SESSION);
        try (ScriptedPeer peer =
                ScriptedPeer.builder(refused, refused, accepted).tls(misnamed).start()) {
            assertThatThrownBy(() -> connectByPop3s(peer, Map.of())).isInstanceOf(MessagingException.class);
            assertThatThrownBy(() -> connectByPop3s(peer, Map.of("mail.pop3s.ssl.trust", "a.example b.example")))
                    .isInstanceOf(MessagingException.class);
            connectByPop3s(peer, Map.of("mail.pop3s.ssl.trust", "a.example 127.0.0.1"))
                    .close();
        }
    }

    private static Store connectByPop3s(ScriptedPeer peer, Map<String, Object> more) throws MessagingException {
        Properties properties = new Properties();
        properties.putAll(more);
        Store store = Session.getInstance(properties).getStore("pop3s");
        store.connect("127.0.0.1", peer.port(), "mrose", "secret");
        return store;
    }

    @Test
    @DisplayName("R2595-08: required STLS that is not offered ends the connection before any credential")
    void requiredStls() throws Exception {
        Dialogue none = Dialogue.parse("S: +OK ready\nC: CAPA\nS: +OK\nS: USER\nS: .\nC: <EOF>");
        try (ScriptedPeer peer = TestMail.start(none)) {
            assertThatThrownBy(() -> TestMail.connected(peer, Map.of("mail.pop3.starttls.required", "true")))
                    .isInstanceOf(MessagingException.class)
                    .hasMessageContaining("STLS");
            peer.verify();
        }
    }

    @Test
    void offeredStls() throws Exception {
        try (ScriptedPeer peer =
                ScriptedPeer.builder(STLS.then(LOGIN_AFTER_STLS)).tls(right).start()) {
            TestMail.connected(
                            peer,
                            Map.of(
                                    "mail.pop3.starttls.enable",
                                    "true",
                                    "mail.pop3.ssl.socketFactory",
                                    right.getSocketFactory()))
                    .close();
            peer.verify();
        }
    }

    @Test
    void anSslFactoryInTheOldPlaceMeansTls() throws Exception {
        try (ScriptedPeer peer =
                ScriptedPeer.builder(SESSION).tlsFromTheStart(right).start()) {
            TestMail.connected(peer, Map.of("mail.pop3.socketFactory", right.getSocketFactory()))
                    .close();
            peer.verify();
        }
    }

    @Test
    void aFactoryIsNamedByItsClass() throws Exception {
        try (ScriptedPeer peer = TestMail.start(SESSION)) {
            TestMail.connected(peer, Map.of("mail.pop3.socketFactory.class", "javax.net.SocketFactory"))
                    .close();
            assertThatThrownBy(() -> TestMail.connected(peer, Map.of("mail.pop3.socketFactory.class", "no.such.Class")))
                    .isInstanceOf(MessagingException.class)
                    .hasMessageContaining("mail.pop3.socketFactory.class");
            peer.verify();
        }
    }

    @Test
    void aSilentServerIsNotWaitedForLongerThanTheTimeout() throws Exception {
        try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Properties properties = TestMail.properties(silent.getLocalPort());
            properties.put("mail.pop3.timeout", 100);
            Store store = Session.getInstance(properties).getStore("pop3");
            assertTimeoutPreemptively(
                    Duration.ofSeconds(30),
                    () -> assertThatThrownBy(() -> store.connect("mrose", "secret"))
                            .isInstanceOf(MessagingException.class)
                            .hasMessageContaining("greeting"));
            try (Socket seen = silent.accept()) {
                assertThat(seen.getInputStream().read()).isEqualTo(-1);
            }
        }
    }

    @Test
    void aSessionThatTheServerEndedMeanwhileIsReplaced() throws Exception {
        Dialogue ended = TestMail.LOGIN.then(Dialogue.parse("S: <EOF>"));
        try (ScriptedPeer peer = ScriptedPeer.start(ended, TestMail.open(2).then(TestMail.QUIT))) {
            Store store = TestMail.connected(peer);
            Folder inbox = TestMail.inbox(store, Folder.READ_ONLY);
            assertThat(inbox.getMessageCount()).isEqualTo(2);
            inbox.close(false);
            store.close();
            peer.verify();
        }
    }

    @Test
    void beingConnectedIsAskedOfTheServer() throws Exception {
        Dialogue dialogue = TestMail.LOGIN.then(Dialogue.parse("C: NOOP\nS: +OK\nC: NOOP\nS: <EOF>"));
        try (ScriptedPeer peer = TestMail.start(dialogue)) {
            Store store = TestMail.connected(peer);
            assertThat(store.isConnected()).isTrue();
            assertThat(store.isConnected()).isFalse();
            assertThatThrownBy(() -> store.getFolder("INBOX")).isInstanceOf(MessagingException.class);
            peer.verify();
        }
    }

    @Test
    void capabilitiesAreShown() throws Exception {
        Dialogue capa = Dialogue.parse("C: CAPA\nS: +OK\nS: sasl PLAIN\nS: TOP\nS: .");
        try (ScriptedPeer peer = TestMail.start(TestMail.LOGIN.then(capa).then(TestMail.QUIT))) {
            Store store = TestMail.connected(peer);
            assertThat(((Pop3Store) store).capabilities()).isEqualTo(Map.of("SASL", "SASL PLAIN", "TOP", "TOP"));
            store.close();
            peer.verify();
        }
    }

    @Test
    @DisplayName("S-26: the debug stream shows the dialogue without the password")
    void debug() throws Exception {
        try (ScriptedPeer peer = TestMail.start(SESSION)) {
            ByteArrayOutputStream shown = new ByteArrayOutputStream();
            Session session = Session.getInstance(TestMail.properties(peer.port()));
            session.setDebugOut(new PrintStream(shown, true, StandardCharsets.UTF_8));
            session.setDebug(true);
            Store store = session.getStore("pop3");
            store.connect("mrose", "secret");
            store.close();
            assertThat(shown.toString(StandardCharsets.UTF_8))
                    .contains("C: USER mrose")
                    .contains("C: PASS ****")
                    .doesNotContain("PASS secret");
            peer.verify();
        }
    }
}
