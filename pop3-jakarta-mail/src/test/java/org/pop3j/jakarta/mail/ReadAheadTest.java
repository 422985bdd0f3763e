package org.pop3j.jakarta.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import jakarta.mail.FetchProfile;
import jakarta.mail.Flags;
import jakarta.mail.Folder;
import jakarta.mail.FolderClosedException;
import jakarta.mail.Message;
import jakarta.mail.MessageRemovedException;
import jakarta.mail.Store;
import jakarta.mail.UIDFolder;
import java.io.ByteArrayOutputStream;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pop3j.conformance.ScriptedPeer;

/** Messages that are retrieved together because they will be read. */
class ReadAheadTest {
    private static final String QUIT = "C: QUIT\nS: +OK\nS: <EOF>";
    private static final String CAPA = "C: CAPA\nS: +OK\nS: TOP\nS: PIPELINING\nS: .\n";
    private static final String LIST = "C: LIST\nS: +OK\nS: 1 50\nS: 2 50\nS: 3 50\nS: .\n";
    private static final String UIDL = "C: UIDL\nS: +OK\nS: 1 u1\nS: 2 u2\nS: 3 u3\nS: .\n";

    /** Alone, or together with UIDL in front of each, which shows that the server counts right. */
    private static String retr(int... numbers) {
        boolean isTogether = numbers.length > 1;
        StringBuilder all = new StringBuilder();
        for (int n : numbers) {
            all.append(isTogether ? "C: UIDL " + n + "\n" : "").append("C: RETR " + n + "\n");
        }
        for (int n : numbers) {
            all.append(isTogether ? "S: +OK " + n + " u" + n + "\n" : "")
                    .append("S: +OK\nS: Subject: s" + n + "\nS:\nS: body " + n + "\nS: .\n");
        }
        return all.toString();
    }

    @Test
    @DisplayName(
            "R2449-16: a profile with CONTENT retrieves messages together; they are read without a word to the server")
    void byProfile() throws Exception {
        try (ScriptedPeer peer = TestMail.peer(3, CAPA + LIST + UIDL + retr(1, 2, 3), QUIT);
                Store store = TestMail.connected(peer)) {
            Folder inbox = TestMail.inbox(store, Folder.READ_ONLY);
            inbox.fetch(inbox.getMessages(), content());
            for (int i = 0; i < 2; i++) {
                assertRead(inbox, 1, 2, 3);
            }
            inbox.close(false);
            peer.verify();
        }
    }

    @Test
    @DisplayName("readahead.octets: no more than that waits to be read; the next are retrieved when they are wanted")
    void noMoreThanTheBound() throws Exception {
        String first = CAPA + LIST + UIDL + retr(1, 2);
        String second = retr(3);
        try (ScriptedPeer peer = TestMail.peer(3, first, second, QUIT);
                Store store = TestMail.connected(peer, Map.of("mail.pop3.readahead.octets", 120))) {
            Folder inbox = TestMail.inbox(store, Folder.READ_ONLY);
            inbox.fetch(inbox.getMessages(), content());
            assertRead(inbox, 1, 2, 3);
            inbox.close(false);
            peer.verify();
        }
    }

    @Test
    @DisplayName("readahead.octets: writeTo too takes the next ones together when those that waited are written")
    void writtenTogether() throws Exception {
        String list = "C: LIST\nS: +OK\nS: 1 50\nS: 2 50\nS: 3 50\nS: 4 50\nS: .\n";
        String uidl = UIDL.replace("S: .", "S: 4 u4\nS: .");
        try (ScriptedPeer peer = TestMail.peer(4, CAPA + list + uidl + retr(1, 2), retr(3, 4), QUIT);
                Store store = TestMail.connected(peer, Map.of("mail.pop3.readahead.octets", 120))) {
            Folder inbox = TestMail.inbox(store, Folder.READ_ONLY);
            inbox.fetch(inbox.getMessages(), content());
            for (int n = 1; n <= 4; n++) {
                assertThat(written(inbox.getMessage(n))).endsWith("body " + n + "\r\n");
            }
            inbox.close(false);
            peer.verify();
        }
    }

    @Test
    @DisplayName("C0023: a message larger than what may wait goes through memory to writeTo, announced or not")
    void tooLargeToWait() throws Exception {
        String list = "C: LIST\nS: +OK\nS: 1 50\nS: 2 50000\nS: 3 50\nS: .\n";
        try (ScriptedPeer peer = TestMail.peer(3, CAPA + list + retr(1), retr(2), retr(2), retr(3), QUIT);
                Store store = TestMail.connected(peer, Map.of("mail.pop3.readahead.octets", 120))) {
            Folder inbox = TestMail.inbox(store, Folder.READ_ONLY);
            inbox.fetch(inbox.getMessages(), content());
            assertRead(inbox, 1);
            for (int i = 0; i < 2; i++) {
                assertThat(written(inbox.getMessage(2))).endsWith("body 2\r\n");
            }
            assertRead(inbox, 3);
            inbox.close(false);
            peer.verify();
        }
    }

    private static String written(Message message) throws Exception {
        ByteArrayOutputStream written = new ByteArrayOutputStream();
        message.writeTo(written);
        return written.toString();
    }

    @Test
    @DisplayName("readahead: reading one message retrieves those behind it; without it each comes alone")
    void byProperty() throws Exception {
        try (ScriptedPeer peer = TestMail.peer(3, CAPA + LIST + UIDL + retr(1, 2, 3), QUIT);
                Store store = TestMail.connected(peer, properties())) {
            Folder inbox = TestMail.inbox(store, Folder.READ_ONLY);
            assertThat(written(inbox.getMessage(1))).endsWith("body 1\r\n");
            assertRead(inbox, 2, 3);
            inbox.close(false);
            peer.verify();
        }
        try (ScriptedPeer peer = TestMail.peer(3, retr(1), retr(2), QUIT);
                Store store = TestMail.connected(peer)) {
            Folder inbox = TestMail.inbox(store, Folder.READ_ONLY);
            assertRead(inbox, 1, 2);
            inbox.close(false);
            peer.verify();
        }
    }

    @Test
    @DisplayName("without PIPELINING nothing is retrieved before it is read")
    void withoutPipelining() throws Exception {
        try (ScriptedPeer peer = TestMail.peer(3, "C: CAPA\nS: +OK\nS: TOP\nS: .", retr(2), QUIT);
                Store store = TestMail.connected(peer)) {
            Folder inbox = TestMail.inbox(store, Folder.READ_ONLY);
            inbox.fetch(inbox.getMessages(), content());
            assertRead(inbox, 2);
            inbox.close(false);
            peer.verify();
        }
    }

    @Test
    @DisplayName("a message that the server refuses among the others is refused when it is read, and only then")
    void aRefusal() throws Exception {
        String batch = CAPA + LIST + UIDL + "C: UIDL 1\nC: RETR 1\nC: UIDL 2\nC: RETR 2\nC: UIDL 3\nC: RETR 3\n"
                + "S: +OK 1 u1\nS: +OK\nS: Subject: s1\nS:\nS: body 1\nS: .\n"
                + "S: +OK 2 u2\nS: -ERR gone\nS: +OK 3 u3\nS: +OK\nS: Subject: s3\nS:\nS: body 3\nS: .";
        try (ScriptedPeer peer = TestMail.peer(3, batch, "C: RETR 2\nS: -ERR gone", QUIT);
                Store store = TestMail.connected(peer)) {
            Folder inbox = TestMail.inbox(store, Folder.READ_ONLY);
            inbox.fetch(inbox.getMessages(), content());
            assertRead(inbox, 1, 3);
            assertThatExceptionOfType(MessageRemovedException.class)
                    .isThrownBy(() -> ((Pop3Message) inbox.getMessage(2)).getMimeStream());
            inbox.close(false);
            peer.verify();
        }
    }

    @Test
    @DisplayName("R2449-16: ENVELOPE, SIZE and UID of many messages: TOP together, LIST and UIDL once each")
    void envelopes() throws Exception {
        FetchProfile profile = new FetchProfile();
        profile.add(FetchProfile.Item.ENVELOPE);
        profile.add(FetchProfile.Item.CONTENT_INFO);
        profile.add(FetchProfile.Item.SIZE);
        profile.add(UIDFolder.FetchProfileItem.UID);
        String tops = "C: UIDL\nS: +OK\nS: 1 a\nS: 2 b\nS: .\n" + CAPA
                + "C: UIDL 1\nC: TOP 1 0\nC: UIDL 2\nC: TOP 2 0\nS: +OK 1 a\nS: +OK\nS: Subject: s1\nS:\nS: .\n"
                + "S: +OK 2 b\nS: +OK\nS: Subject: s2\nS:\nS: .\n"
                + "C: LIST\nS: +OK\nS: 1 50\nS: 2 60\nS: .";
        try (ScriptedPeer peer = TestMail.peer(2, tops, QUIT);
                Store store = TestMail.connected(peer)) {
            Pop3Folder inbox = (Pop3Folder) TestMail.inbox(store, Folder.READ_ONLY);
            inbox.fetch(inbox.getMessages(), profile);
            assertThat(inbox.getMessage(2).getSubject()).isEqualTo("s2");
            assertThat(inbox.getMessage(2).getSize()).isEqualTo(60 - 15);
            assertThat(inbox.getUID(inbox.getMessage(1))).isEqualTo("a");
            assertThat(inbox.getMessage(1).isSet(Flags.Flag.SEEN)).isFalse();
            inbox.close(false);
            peer.verify();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                // a stray line behind the answer to RETR 1
                "S: +OK 1 u1\nS: +OK\nS: Subject: s1\nS:\nS: body 1\nS: .\nS: +OK\n",
                // the answer to RETR 1 comes twice
                "S: +OK 1 u1\nS: +OK\nS: Subject: s1\nS:\nS: body 1\nS: .\nS: +OK\nS: Subject: s1\nS:\nS: body 1\nS: .\n",
                // that to RETR 2 is lost
                "S: +OK 1 u1\nS: +OK\nS: Subject: s1\nS:\nS: body 1\nS: .\nS: +OK 2 u2\nS: +OK 3 u3\n",
            })
    @DisplayName(
            "R2449-16: a server that miscounts: the folder is closed, nothing wrong is given out, nothing is deleted")
    void miscounting(String answers) throws Exception {
        String batch = "C: UIDL 1\nC: RETR 1\nC: UIDL 2\nC: RETR 2\nC: UIDL 3\nC: RETR 3\n" + answers;
        try (ScriptedPeer peer = TestMail.peer(3, CAPA + LIST + UIDL + batch + "C: <EOF>");
                Store store = TestMail.connected(peer, properties())) {
            Folder inbox = TestMail.inbox(store, Folder.READ_WRITE);
            Message[] messages = inbox.getMessages();
            for (Message message : messages) {
                message.setFlag(Flags.Flag.DELETED, true);
                assertThatExceptionOfType(FolderClosedException.class)
                        .isThrownBy(() -> ((Pop3Message) message).getMimeStream())
                        .withMessageContaining("the server has lost or doubled an answer");
            }
            assertThat(inbox.isOpen()).isFalse();
            assertThatIllegalStateException().isThrownBy(() -> inbox.close(true));
            peer.verify();
        }
    }

    @Test
    @DisplayName("R2449-16: the same with the headers of many messages")
    void miscountingHeaders() throws Exception {
        FetchProfile profile = new FetchProfile();
        profile.add(FetchProfile.Item.ENVELOPE);
        String batch = CAPA + UIDL + "C: UIDL 1\nC: TOP 1 0\nC: UIDL 2\nC: TOP 2 0\nC: UIDL 3\nC: TOP 3 0\n"
                + "S: +OK 1 u1\nS: +OK\nS: Subject: s1\nS:\nS: .\nS: +OK\nS: +OK 2 u2\n";
        try (ScriptedPeer peer = TestMail.peer(3, batch + "C: <EOF>");
                Store store = TestMail.connected(peer)) {
            Folder inbox = TestMail.inbox(store, Folder.READ_WRITE);
            assertThatExceptionOfType(FolderClosedException.class)
                    .isThrownBy(() -> inbox.fetch(inbox.getMessages(), profile));
            assertThat(inbox.isOpen()).isFalse();
            peer.verify();
        }
    }

    @Test
    @DisplayName("R2449-16: messages without a usable unique-id are retrieved one by one, between the others")
    void withoutAUsableUniqueId() throws Exception {
        String list = "C: LIST\nS: +OK\nS: 1 50\nS: 2 50\nS: 3 50\nS: 4 50\nS: 5 50\nS: .\n";
        String uidl = "C: UIDL\nS: +OK\nS: 1 u1\nS: 2 u2\nS: 3\nS: 4 u4\nS: 5 u5\nS: .\n";
        try (ScriptedPeer peer = TestMail.peer(5, CAPA + list + uidl + retr(1, 2) + retr(3) + retr(4, 5), QUIT);
                Store store = TestMail.connected(peer, properties())) {
            Folder inbox = TestMail.inbox(store, Folder.READ_ONLY);
            assertRead(inbox, 1, 2, 3, 4, 5);
            inbox.close(false);
            peer.verify();
        }
    }

    @Test
    @DisplayName("without UIDL messages come together all the same, and UIDL is tried once")
    void withoutUniqueIds() throws Exception {
        String list = "C: LIST\nS: +OK\nS: 1 50\nS: 2 50\nS: 3 50\nS: 4 50\nS: .\n";
        String dialogue = CAPA + list + "C: UIDL\nS: -ERR what\n" + retr(1, 2) + retr(3, 4);
        try (ScriptedPeer peer =
                        TestMail.peer(4, dialogue.replaceAll("(C: UIDL [0-9]+|S: [+]OK [0-9]+ u[0-9]+)\n", ""), QUIT);
                Store store = TestMail.connected(
                        peer, Map.of("mail.pop3.readahead", "true", "mail.pop3.readahead.octets", 120))) {
            Folder inbox = TestMail.inbox(store, Folder.READ_ONLY);
            assertRead(inbox, 1, 2, 3, 4);
            inbox.close(false);
            peer.verify();
        }
    }

    private static void assertRead(Folder inbox, int... numbers) throws Exception {
        for (int n : numbers) {
            Message message = inbox.getMessage(n);
            assertThat(message.getContent()).isEqualTo("body " + n + "\r\n");
            assertThat(message.getSubject()).isEqualTo("s" + n);
        }
    }

    private static Map<String, Object> properties() {
        Map<String, Object> properties = new HashMap<>();
        properties.put("mail.pop3.readahead", "true");
        return properties;
    }

    private static FetchProfile content() {
        FetchProfile profile = new FetchProfile();
        profile.add(ContentProfileItem.CONTENT);
        return profile;
    }
}
