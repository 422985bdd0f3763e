package org.pop3j.jakarta.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Store;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import javax.net.ssl.HostnameVerifier;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSession;
import javax.net.ssl.SSLSocketFactory;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.pop3j.conformance.Dialogue;
import org.pop3j.conformance.ScriptedPeer;

/** Properties about TLS. */
class TlsPropertiesTest {
    private static final Dialogue SESSION = TestMail.LOGIN.then(TestMail.QUIT);
    /** No credentials are sent. */
    private static final Dialogue REFUSED = Dialogue.parse("S: +OK\nC: <EOF>");

    private static final Dialogue REFUSED_BY_NAME = Dialogue.parse("C: <EOF>");

    @TempDir
    static Path folder;

    private static SSLContext right;
    private static SSLContext misnamed;

    @BeforeAll
    static void makeCertificates() throws Exception {
        right = TestTls.selfSigned(folder, "ip:127.0.0.1");
        misnamed = TestTls.selfSigned(folder, "ip:127.0.0.2");
    }

    @ParameterizedTest
    @CsvSource({"TLSv1.2, TLSv1.2", "TLSv1.3 TLSv1.2, TLSv1.3", "TLSv1 TLSv1.2, TLSv1.2"})
    @DisplayName("R8314-02: ssl.protocols: one of those, none before TLS 1.2")
    void protocols(String property, String agreed) throws Exception {
        assertThat(session(Map.of("mail.pop3s.ssl.protocols", property)).getProtocol())
                .isEqualTo(agreed);
    }

    @Test
    @DisplayName("ssl.ciphersuites: one of those")
    void cipherSuites() throws Exception {
        Map<String, Object> suites = Map.of(
                "mail.pop3s.ssl.ciphersuites", "TLS_CHACHA20_POLY1305_SHA256 TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256");
        assertThat(session(suites).getCipherSuite()).isEqualTo("TLS_CHACHA20_POLY1305_SHA256");
    }

    private static SSLSession session(Map<String, Object> properties) throws Exception {
        CompletableFuture<SSLSession> seen = new CompletableFuture<>();
        HostnameVerifier looking = (host, session) -> seen.complete(session);
        Map<String, Object> all = new HashMap<>(properties);
        all.put("mail.pop3s.ssl.hostnameverifier", looking);
        connect(right, SESSION, all);
        return seen.join();
    }

    @Test
    @DisplayName("S-19: ssl.hostnameverifier is asked besides the check of the name, and its no ends the connection")
    void verifier() throws Exception {
        CompletableFuture<String> asked = new CompletableFuture<>();
        HostnameVerifier suspicious = (host, session) -> !asked.complete(host);
        assertRefused(right, Map.of("mail.pop3s.ssl.hostnameverifier", suspicious), "hostname verifier");
        assertThat(asked.join()).isEqualTo("127.0.0.1");
        HostnameVerifier trustful = (host, session) -> true;
        assertRefused(misnamed, Map.of("mail.pop3s.ssl.hostnameverifier", trustful), "127.0.0.2");
        connect(
                misnamed,
                SESSION,
                Map.of("mail.pop3s.ssl.hostnameverifier", trustful, "mail.pop3s.ssl.checkserveridentity", "false"));
    }

    /** Made by its name. */
    public static final class Nobody implements HostnameVerifier {
        @Override
        public boolean verify(String host, SSLSession session) {
            return false;
        }
    }

    @Test
    @DisplayName("S-19: ssl.hostnameverifier.class")
    void verifierClass() throws Exception {
        assertRefused(right, Map.of("mail.pop3s.ssl.hostnameverifier.class", Nobody.class.getName()), "verifier");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"legacy", "sun.security.util.HostnameChecker", "JdkHostnameChecker", "MailHostnameVerifier"})
    @DisplayName("S-19: ssl.hostnameverifier.class: the names that stand for a check of the host switch ours on")
    void verifierAliases(String alias) throws Exception {
        Map<String, Object> properties =
                Map.of("mail.pop3s.ssl.hostnameverifier.class", alias, "mail.pop3s.ssl.checkserveridentity", "false");
        assertRefused(misnamed, properties, "127.0.0.2");
        connect(right, SESSION, properties);
    }

    @Test
    @DisplayName("ssl.socketFactory.port: the port where connections have TLS from the start")
    void tlsFactoryPort() throws Exception {
        try (ScriptedPeer peer =
                ScriptedPeer.builder(SESSION).tlsFromTheStart(right).start()) {
            Properties properties = new Properties();
            properties.put("mail.pop3.ssl.socketFactory.port", 1);
            properties.put("mail.pop3s.ssl.socketFactory.port", peer.port());
            properties.put("mail.pop3s.ssl.socketFactory", right.getSocketFactory());
            Store store = Session.getInstance(properties).getStore("pop3s");
            store.connect("127.0.0.1", "mrose", "secret");
            store.close();
            peer.verify();
        }
        try (ScriptedPeer peer = TestMail.start(SESSION)) {
            TestMail.connected(peer, Map.of("mail.pop3.ssl.socketFactory.port", 1))
                    .close();
            peer.verify();
        }
    }

    /** Made by its name. */
    public static final class TestFactory {
        private TestFactory() {}

        /**
         * As {@code ssl.socketFactory.class} wants it.
         *
         * @return a factory
         */
        public static SSLSocketFactory getDefault() {
            return right.getSocketFactory();
        }
    }

    @Test
    @DisplayName("ssl.socketFactory.class, ssl.enable: TLS from the start by a factory that is named")
    void tlsFactoryClass() throws Exception {
        try (ScriptedPeer peer =
                ScriptedPeer.builder(SESSION).tlsFromTheStart(right).start()) {
            TestMail.connected(
                            peer,
                            Map.of(
                                    "mail.pop3.ssl.enable",
                                    "true",
                                    "mail.pop3.ssl.socketFactory.class",
                                    TestFactory.class.getName()))
                    .close();
            peer.verify();
        }
    }

    private static void assertRefused(SSLContext server, Map<String, Object> properties, String why) {
        Dialogue dialogue = server == misnamed ? REFUSED_BY_NAME : REFUSED;
        assertThatThrownBy(() -> connect(server, dialogue, properties))
                .isInstanceOf(MessagingException.class)
                .hasMessageContaining(why);
    }

    private static void connect(SSLContext server, Dialogue dialogue, Map<String, Object> more) throws Exception {
        try (ScriptedPeer peer =
                ScriptedPeer.builder(dialogue).tlsFromTheStart(server).start()) {
            Properties properties = new Properties();
            properties.put("mail.pop3s.ssl.socketFactory", server.getSocketFactory());
            properties.putAll(more);
            Store store = Session.getInstance(properties).getStore("pop3s");
            store.connect("127.0.0.1", peer.port(), "mrose", "secret");
            store.close();
        }
    }
}
