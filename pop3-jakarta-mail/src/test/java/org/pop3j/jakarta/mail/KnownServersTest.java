package org.pop3j.jakarta.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import jakarta.mail.FetchProfile;
import jakarta.mail.Flags;
import jakarta.mail.Folder;
import jakarta.mail.FolderClosedException;
import jakarta.mail.Message;
import jakarta.mail.MessageRemovedException;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Store;
import jakarta.mail.UIDFolder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.pop3j.conformance.Dialogue;
import org.pop3j.conformance.ScriptedPeer;

/** Programs of the API at servers that speak as Gmail and as Exchange Online do, over TLS. */
@Timeout(60)
class KnownServersTest {
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
    private static final String EXCHANGE_CAPA = """
            C: CAPA
            S: +OK
            S: TOP
            S: UIDL
            S: SASL PLAIN XOAUTH2
            S: USER
            S: .
            """;

    /** A token whose AUTH line would be longer than 255 octets, as those of both services are. */
    private static final String TOKEN = "ya29." + "t".repeat(1400);

    @TempDir
    static Path folder;

    private static SSLContext tls;

    @BeforeAll
    static void certificate() throws Exception {
        tls = TestTls.selfSigned(folder, "ip:127.0.0.1");
    }

    private static ScriptedPeer peer(String dialogue) throws Exception {
        return ScriptedPeer.builder(Dialogue.parse(dialogue))
                .tlsFromTheStart(tls)
                .stepLimit(Duration.ofSeconds(10))
                .start();
    }

    private static Store connected(ScriptedPeer peer, String user, String password, Map<String, Object> more)
            throws MessagingException {
        Properties properties = new Properties();
        properties.put("mail.pop3s.ssl.socketFactory", tls.getSocketFactory());
        properties.putAll(more);
        Store store = Session.getInstance(properties).getStore("pop3s");
        store.connect("127.0.0.1", peer.port(), user, password);
        return store;
    }

    @Test
    @DisplayName("As Gmail: contents are pipelined, unique-ids are its own, EXPIRE 0 and LOGIN-DELAY 300 are told")
    void gmail() throws Exception {
        String dialogue = "S: +OK Gpop ready for requests from 127.0.0.1 x\n" + GMAIL_CAPA + """
                C: AUTH PLAIN AGFkYQBzZXNhbWU=
                S: +OK Welcome.
                C: STAT
                S: +OK 2 200
                """ + GMAIL_CAPA + """
                C: UIDL
                S: +OK 2 messages
                S: 1 GmailId18c0
                S: 2 GmailId18c1
                S: .
                C: LIST
                S: +OK 2 messages (200 bytes)
                S: 1 100
                S: 2 100
                S: .
                C: UIDL 1
                C: RETR 1
                C: UIDL 2
                C: RETR 2
                S: +OK 1 GmailId18c0
                S: +OK message follows
                S: Subject: one
                S:
                S: a
                S: .
                S: +OK 2 GmailId18c1
                S: +OK message follows
                S: Subject: two
                S:
                S: b
                S: .
                C: QUIT
                S: +OK Farewell.
                S: <EOF>
                """;
        try (ScriptedPeer peer = peer(dialogue)) {
            Pop3Store store = (Pop3Store) connected(peer, "ada", "sesame", Map.of());
            Pop3Folder inbox = (Pop3Folder) TestMail.inbox(store, Folder.READ_ONLY);
            assertThat(store.capabilities())
                    .containsEntry("EXPIRE", "EXPIRE 0")
                    .containsEntry("LOGIN-DELAY", "LOGIN-DELAY 300");
            FetchProfile profile = new FetchProfile();
            profile.add(UIDFolder.FetchProfileItem.UID);
            profile.add(ContentProfileItem.CONTENT);
            inbox.fetch(inbox.getMessages(), profile);
            assertThat(List.of(
                            inbox.getMessage(1).getContent(),
                            inbox.getMessage(2).getContent()))
                    .isEqualTo(List.of("a\r\n", "b\r\n"));
            assertThat(inbox.getUID(inbox.getMessage(2))).isEqualTo("GmailId18c1");
            inbox.close(false);
            peer.verify();
        }
    }

    private static String exchange(String rest) {
        String token = Base64.getEncoder()
                .encodeToString(("user=ada@example.org\u0001auth=Bearer " + TOKEN + "\u0001\u0001")
                        .getBytes(StandardCharsets.US_ASCII));
        return "S: +OK The Microsoft Exchange POP3 service is ready.\n" + EXCHANGE_CAPA + "C: AUTH XOAUTH2\nS: + \nC: "
                + token + "\nS: +OK User successfully authenticated.\nC: STAT\nS: +OK 2 200\n" + rest;
    }

    private static Folder exchangeInbox(ScriptedPeer peer) throws MessagingException {
        return exchangeInbox(peer, Map.of());
    }

    private static Folder exchangeInbox(ScriptedPeer peer, Map<String, Object> more) throws MessagingException {
        Map<String, Object> properties = new HashMap<>(more);
        properties.put("mail.pop3s.auth.mechanisms", "XOAUTH2");
        return TestMail.inbox(connected(peer, "ada@example.org", TOKEN, properties), Folder.READ_WRITE);
    }

    @Test
    @DisplayName(
            "As Exchange Online: a long token on a line of its own; one command at a time where there is no PIPELINING")
    void exchangeOneByOne() throws Exception {
        String dialogue = exchange(EXCHANGE_CAPA + """
                C: RETR 1
                S: +OK
                S: Subject: one
                S:
                S: a
                S: .
                C: RETR 2
                S: +OK
                S: Subject: two
                S:
                S: b
                S: .
                C: DELE 1
                S: +OK
                C: DELE 2
                S: +OK
                C: QUIT
                S: +OK Microsoft Exchange Server POP3 server signing off.
                S: <EOF>
                """);
        try (ScriptedPeer peer = peer(dialogue)) {
            Folder inbox = exchangeInbox(peer);
            FetchProfile profile = new FetchProfile();
            profile.add(ContentProfileItem.CONTENT);
            inbox.fetch(inbox.getMessages(), profile);
            for (Message message : inbox.getMessages()) {
                assertThat(message.getContent()).isIn("a\r\n", "b\r\n");
                message.setFlag(Flags.Flag.DELETED, true);
            }
            inbox.close(true);
            peer.verify();
        }
    }

    private static final String QUOTA = """
            C: RETR 1
            S: -ERR Exceeded the retrieval limit. Please try again later.
            C: NOOP
            S: +OK
            C: QUIT
            S: +OK
            S: <EOF>
            """;

    @Test
    @DisplayName("As Exchange Online: a quota told by -ERR without a code deletes nothing and leaves the folder open")
    void exchangeQuota() throws Exception {
        try (ScriptedPeer peer = peer(exchange(QUOTA))) {
            Folder inbox = exchangeInbox(peer);
            assertThatExceptionOfType(Exception.class)
                    .isThrownBy(() -> inbox.getMessage(1).getContent())
                    .withMessageContaining("Exceeded the retrieval limit")
                    .isNotInstanceOf(FolderClosedException.class)
                    .withCauseInstanceOf(MessageRemovedException.class);
            assertThat(inbox.isOpen()).isTrue();
            inbox.close(true);
            peer.verify();
        }
    }

    @Test
    @DisplayName("quirks=exchange-online: a quota means later, so that the message is not taken for one that is gone")
    void exchangeQuotaByProfile() throws Exception {
        try (ScriptedPeer peer = peer(exchange(QUOTA))) {
            Folder inbox = exchangeInbox(peer, Map.of("mail.pop3s.quirks", "Exchange-Online"));
            Message message = inbox.getMessage(1);
            assertThatExceptionOfType(MessagingException.class)
                    .isThrownBy(message::getContent)
                    .withMessageContaining("Exceeded the retrieval limit")
                    .isNotInstanceOf(MessageRemovedException.class)
                    .isNotInstanceOf(FolderClosedException.class);
            assertThat(message.isExpunged()).isFalse();
            assertThat(inbox.isOpen()).isTrue();
            inbox.close(true);
            peer.verify();
        }
    }

    @Test
    @DisplayName("quirks: an unknown profile is refused, with the names of those that there are")
    void unknownProfile() {
        Properties properties = TestMail.properties(1);
        properties.setProperty("mail.pop3.quirks", "nobody");
        assertThatExceptionOfType(MessagingException.class)
                .isThrownBy(
                        () -> Session.getInstance(properties).getStore("pop3").connect("a", "b"))
                .withMessageContaining("mail.pop3.quirks")
                .withMessageContaining("exchange-online");
    }
}
