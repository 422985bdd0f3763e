package org.pop3j.jakarta.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.FetchProfile;
import jakarta.mail.Folder;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Store;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pop3j.client.Credentials;
import org.pop3j.conformance.Dialogue;
import org.pop3j.conformance.ScriptedPeer;

/** Properties about logging in. */
class LoginPropertiesTest {
    private static final String USER = "C: USER mrose\nS: +OK\nC: PASS secret\nS: +OK";
    private static final String PLAIN = "C: AUTH PLAIN " + base64("\0mrose\0secret") + "\nS: +OK";
    private static final String BEARER = base64("user=mrose\1auth=Bearer secret\1\1");
    private static final String QUIT = "\nC: QUIT\nS: +OK\nS: <EOF>";

    @TempDir
    static Path folder;

    private static SSLContext right;

    @BeforeAll
    static void makeCertificate() throws Exception {
        right = TestTls.selfSigned(folder, "ip:127.0.0.1");
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String capa(String... lines) {
        return "C: CAPA\nS: +OK\nS: " + String.join("\nS: ", lines) + "\nS: .\n";
    }

    @Test
    @DisplayName("SASL-01: where nothing is said, the strongest mechanism that the server offers")
    void theStrongest() throws Exception {
        assertLogsIn(capa("USER", "SASL XOAUTH2 PLAIN") + PLAIN, Map.of());
        assertLogsIn(capa("USER") + USER, Map.of());
    }

    @Test
    @DisplayName(
            "auth.mechanisms: these in their order, the first that is offered; LOGIN is USER and PASS, as with Angus")
    void mechanisms() throws Exception {
        assertLogsIn(capa("USER", "SASL PLAIN") + USER, Map.of("auth.mechanisms", "LOGIN PLAIN"));
        assertLogsIn(capa("USER", "SASL PLAIN") + PLAIN, Map.of("auth.mechanisms", "plain login"));
        assertLogsIn(capa("USER", "SASL PLAIN") + USER, Map.of("auth.mechanisms", "XOAUTH2 LOGIN"));
        assertLogsIn(
                capa("USER", "SASL PLAIN XOAUTH2") + "C: AUTH XOAUTH2 " + BEARER + "\nS: +OK",
                Map.of("auth.mechanisms", "XOAUTH2 LOGIN"));
    }

    @Test
    @DisplayName("auth.mechanisms: one that nobody knows is named")
    void anUnknownMechanism() throws Exception {
        assertFails("C: <EOF>", Map.of("auth.mechanisms", "ROT13"), MessagingException.class, "ROT13");
    }

    @Test
    @DisplayName(
            "auth.plain.disable, auth.login.disable, auth.xoauth2.disable: only where auth.mechanisms says nothing")
    void disabled() throws Exception {
        assertLogsIn(capa("USER", "SASL PLAIN") + USER, Map.of("auth.plain.disable", "true"));
        assertLogsIn(capa("USER", "SASL PLAIN") + PLAIN, Map.of("auth.login.disable", "true"));
        assertLogsIn(
                capa("USER", "SASL PLAIN") + PLAIN, Map.of("auth.plain.disable", "true", "auth.mechanisms", "PLAIN"));
        assertFails(
                capa("USER") + "C: AUTH\nS: -ERR\nC: <EOF>",
                Map.of("auth.login.disable", "true"),
                AuthenticationFailedException.class,
                "offers none");
        assertLogsIn(
                capa("SASL XOAUTH2") + "C: AUTH XOAUTH2 " + BEARER + "\nS: +OK",
                Map.of("auth.login.disable", "true", "auth.plain.disable", "true", "auth.xoauth2.disable", "false"));
    }

    @Test
    @DisplayName("R5034-03: auth.xoauth2.two.line.authentication.format")
    void twoLines() throws Exception {
        assertLogsIn(
                capa("SASL XOAUTH2") + "C: AUTH XOAUTH2\nS: +\nC: " + BEARER + "\nS: +OK",
                Map.of("auth.mechanisms", "XOAUTH2", "auth.xoauth2.two.line.authentication.format", "true"));
    }

    @Test
    @DisplayName("S-20: a token is not sent without TLS, whatever the properties say")
    void noTokenWithoutTls() throws Exception {
        Dialogue nothing = Dialogue.parse("S: +OK\nC: <EOF>");
        try (ScriptedPeer peer = TestMail.start(nothing)) {
            assertThatThrownBy(() -> TestMail.connected(peer, Map.of("mail.pop3.auth.mechanisms", "XOAUTH2")))
                    .isInstanceOf(MessagingException.class)
                    .hasMessageContaining("TLS");
            peer.verify();
        }
    }

    @Test
    @DisplayName("sasl.authorizationid: whose mail; USER cannot say that and is not used then")
    void authorizationId() throws Exception {
        assertLogsIn(
                capa("USER", "SASL PLAIN") + "C: AUTH PLAIN " + base64("boss\0mrose\0secret") + "\nS: +OK",
                Map.of("sasl.authorizationid", "boss"));
        assertLogsIn(capa("USER", "SASL PLAIN") + PLAIN, Map.of("sasl.authorizationid", "mrose"));
    }

    @Test
    @DisplayName("apop.enable: APOP before USER where the greeting has a timestamp")
    void apop() throws Exception {
        String greeting = "S: +OK POP3 server ready <1896.697170952@dbc.mtview.ca.us>\n";
        String apop = "C: APOP mrose c4c9334bac560ecc979e58001b3e22fb\nS: +OK";
        connect(greeting + capa("USER") + apop + QUIT, Map.of("apop.enable", "true"), "tanstaaf");
        String user = "C: USER mrose\nS: +OK\nC: PASS tanstaaf\nS: +OK";
        connect(greeting + capa("USER") + user + QUIT, Map.of("apop.enable", "false"), "tanstaaf");
        connect("S: +OK\n" + capa("USER") + user + QUIT, Map.of("apop.enable", "true"), "tanstaaf");
    }

    @ParameterizedTest
    @CsvSource({"mrose, OFFICE\\mrose", "HOME\\mrose, HOME\\mrose"})
    @DisplayName("auth.ntlm.domain, auth.ntlm.disable: NTLM is off unless it is named; the domain goes before the user")
    void ntlm(String user, String name) throws Exception {
        Properties properties = new Properties();
        assertThat(attempts(properties, user)).hasSize(1);
        properties.setProperty("mail.pop3.auth.ntlm.domain", "OFFICE");
        properties.setProperty("mail.pop3.auth.ntlm.disable", "false");
        LoginSettings.Attempt ntlm = attempts(properties, user).get(1);
        assertThat(ntlm.policy()).hasToString("NTLM");
        assertThat(((Credentials.Password) ntlm.credentials()).user()).isEqualTo(name);
        properties.clear();
        properties.setProperty("mail.pop3.auth.mechanisms", "NTLM");
        assertThat(attempts(properties, user).get(0).policy()).hasToString("NTLM");
    }

    private static List<LoginSettings.Attempt> attempts(Properties properties, String user) throws MessagingException {
        return StoreProperties.read(properties, "pop3", ImplicitTls.NOT_BY_ITSELF)
                .login()
                .attempts(user, "secret");
    }

    @Test
    @DisplayName("disablecapa: CAPA is not sent; pipelining: it is assumed")
    void disableCapa() throws Exception {
        assertLogsIn(USER, Map.of("disablecapa", "true"));
        Dialogue dialogue = Dialogue.parse(
                "S: +OK\nC: USER mrose\nS: +OK\nC: PASS secret\nS: +OK\nC: STAT\nS: +OK 2 20\nC: UIDL\nS: -ERR no\n"
                        + "C: TOP 1 0\nC: TOP 2 0\n"
                        + "S: +OK\nS: Subject: a\nS:\nS: .\nS: +OK\nS: Subject: b\nS:\nS: .\nC: LIST\nS: +OK\nS: 1 10\nS: 2 10\nS: ."
                        + QUIT);
        try (ScriptedPeer peer = TestMail.start(dialogue);
                Store store = TestMail.connected(
                        peer, Map.of("mail.pop3.disablecapa", "true", "mail.pop3.pipelining", "true"))) {
            Folder inbox = TestMail.inbox(store, Folder.READ_ONLY);
            FetchProfile profile = new FetchProfile();
            profile.add(FetchProfile.Item.ENVELOPE);
            inbox.fetch(inbox.getMessages(), profile);
            assertThat(inbox.getMessage(2).getSubject()).isEqualTo("b");
            inbox.close(false);
            peer.verify();
        }
    }

    private static void assertLogsIn(String login, Map<String, Object> properties) throws Exception {
        connect("S: +OK\n" + login + QUIT, properties, "secret");
    }

    private static void assertFails(
            String login, Map<String, Object> properties, Class<? extends Exception> as, String why) {
        assertThatThrownBy(() -> connect("S: +OK\n" + login, properties, "secret"))
                .isExactlyInstanceOf(as)
                .hasMessageContaining(why)
                .hasMessageNotContaining("secret");
    }

    private static void connect(String dialogue, Map<String, Object> more, String password) throws Exception {
        // The capabilities are asked again after a login, but only when somebody wants to know.
        try (ScriptedPeer peer = ScriptedPeer.builder(Dialogue.parse(dialogue))
                .tlsFromTheStart(right)
                .start()) {
            Map<String, Object> all = new HashMap<>();
            more.forEach((name, value) -> all.put("mail.pop3s." + name, value));
            Properties properties = new Properties();
            properties.put("mail.pop3s.ssl.socketFactory", right.getSocketFactory());
            properties.putAll(all);
            Store store = Session.getInstance(properties).getStore("pop3s");
            store.connect("127.0.0.1", peer.port(), "mrose", password);
            store.close();
            peer.verify();
        }
    }
}
