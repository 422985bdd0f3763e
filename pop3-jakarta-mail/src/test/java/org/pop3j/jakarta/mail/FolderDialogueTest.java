package org.pop3j.jakarta.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.mail.FetchProfile;
import jakarta.mail.Flags;
import jakarta.mail.Folder;
import jakarta.mail.FolderNotFoundException;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Store;
import jakarta.mail.UIDFolder;
import java.io.IOException;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.pop3j.conformance.Dialogue;
import org.pop3j.conformance.ScriptedPeer;

/** What goes over the wire, and what becomes of what the server says. */
class FolderDialogueTest {
    private static final String QUIT = "C: QUIT\nS: +OK\nS: <EOF>";

    @Test
    void aMessageIsReadByTopAndByRetr() throws Exception {
        ScriptedPeer peer = TestMail.peer(1, """
                C: CAPA
                S: +OK
                S: TOP
                S: .
                C: TOP 1 0
                S: +OK
                S: Subject: hi
                S:
                S: .
                C: LIST 1
                S: +OK 1 120
                C: RETR 1
                S: +OK
                S: Subject: hi
                S:
                S: ..body
                S: .
                """, QUIT);
        try (peer;
                Store store = TestMail.connected(peer)) {
            Folder inbox = TestMail.inbox(store, Folder.READ_ONLY);
            Message message = inbox.getMessage(1);
            assertThat(inbox.getMessageCount()).isEqualTo(1);
            assertThat(message.getSubject()).isEqualTo("hi");
            assertThat(message.getSize()).isEqualTo(120 - 15);
            assertThat(message.getContent()).isEqualTo(".body\r\n");
            assertThat(message.getSize()).isEqualTo(7);
            assertThat(message.getReceivedDate()).isNull();
            assertThat(message.getLineCount()).isEqualTo(-1);
            inbox.close(false);
            peer.verify();
        }
    }

    @Test
    void withoutTopTheHeaderComesByRetr() throws Exception {
        ScriptedPeer peer = TestMail.peer(1, """
                C: CAPA
                S: +OK
                S: UIDL
                S: .
                C: RETR 1
                S: +OK
                S: Subject: hi
                S:
                S: body
                S: .
                """, QUIT);
        try (peer;
                Store store = TestMail.connected(peer)) {
            Folder inbox = TestMail.inbox(store, Folder.READ_ONLY);
            assertThat(inbox.getMessage(1).getSubject()).isEqualTo("hi");
            assertThat(inbox.getMessage(1).getContent()).isEqualTo("body\r\n");
            inbox.close(false);
            peer.verify();
        }
    }

    @Test
    void topThatIsRefusedIsFollowedByRetr() throws Exception {
        ScriptedPeer peer = TestMail.peer(1, """
                C: CAPA
                S: -ERR what
                C: TOP 1 0
                S: -ERR what
                C: RETR 1
                S: +OK
                S: Subject: hi
                S:
                S: .
                """, QUIT);
        try (peer;
                Store store = TestMail.connected(peer)) {
            Folder inbox = TestMail.inbox(store, Folder.READ_ONLY);
            assertThat(inbox.getMessage(1).getSubject()).isEqualTo("hi");
            inbox.close(false);
            peer.verify();
        }
    }

    @Test
    void disableTopIsHonoured() throws Exception {
        ScriptedPeer peer = TestMail.peer(1, "C: RETR 1\nS: +OK\nS: Subject: hi\nS:\nS: .", QUIT);
        try (peer;
                Store store = TestMail.connected(peer, Map.of("mail.pop3.disabletop", "true"))) {
            Folder inbox = TestMail.inbox(store, Folder.READ_ONLY);
            assertThat(inbox.getMessage(1).getSubject()).isEqualTo("hi");
            inbox.close(false);
            peer.verify();
        }
    }

    @Test
    @DisplayName("R2449-16: a profile for a hundred messages goes out in a few round trips; Angus needs more than 200")
    void envelopesArePipelined() throws Exception {
        assertThat(roundTripsOfEnvelopes(Pop3Store.class.getName())).isLessThan(40);
        assertThat(roundTripsOfEnvelopes(TestMail.ANGUS)).isGreaterThan(200);
    }

    private static int roundTripsOfEnvelopes(String storeClass) throws Exception {
        try (CountingServer server = new CountingServer(100)) {
            Properties properties = TestMail.properties(server.port());
            properties.setProperty("mail.pop3.class", storeClass);
            Store store = Session.getInstance(properties).getStore("pop3");
            assertThat(store.getClass().getName()).isEqualTo(storeClass);
            store.connect("mrose", "secret");
            Folder inbox = TestMail.inbox(store, Folder.READ_ONLY);
            FetchProfile profile = new FetchProfile();
            profile.add(FetchProfile.Item.ENVELOPE);
            inbox.fetch(inbox.getMessages(), profile);
            for (Message message : inbox.getMessages()) {
                assertThat(message.getSubject()).isEqualTo("hi");
                assertThat(message.getSize()).isPositive();
            }
            inbox.close(false);
            return server.roundTrips();
        }
    }

    @Test
    void uniqueIdsComeTogetherAndAreKept() throws Exception {
        ScriptedPeer peer = TestMail.peer(2, "C: UIDL\nS: +OK\nS: 1 a\nS: 2 b\nS: .", QUIT);
        try (peer;
                Store store = TestMail.connected(peer)) {
            Pop3Folder inbox = (Pop3Folder) TestMail.inbox(store, Folder.READ_ONLY);
            FetchProfile profile = new FetchProfile();
            profile.add(UIDFolder.FetchProfileItem.UID);
            inbox.fetch(inbox.getMessages(), profile);
            assertThat(inbox.getUID(inbox.getMessage(2))).isEqualTo("b");
            assertThat(inbox.getUID(inbox.getMessage(1))).isEqualTo("a");
            inbox.close(false);
            peer.verify();
        }
    }

    @Test
    void aServerWithoutUidlGivesNoUniqueId() throws Exception {
        ScriptedPeer peer = TestMail.peer(1, "C: UIDL 1\nS: -ERR what", QUIT);
        try (peer;
                Store store = TestMail.connected(peer)) {
            Pop3Folder inbox = (Pop3Folder) TestMail.inbox(store, Folder.READ_ONLY);
            assertThat(inbox.getUID(inbox.getMessage(1))).isNull();
            inbox.close(false);
            peer.verify();
        }
    }

    @Test
    void sizesBeyondIntegersAreClamped() throws Exception {
        ScriptedPeer peer =
                TestMail.start(TestMail.LOGIN.then(Dialogue.parse("""
                C: STAT
                S: +OK 1 5000000000
                C: LIST
                S: +OK
                S: 1 5000000000
                S: .
                C: LIST 1
                S: +OK 1 5000000000
                C: LIST
                S: +OK
                S: 1 5000000000
                S: .
                C: CAPA
                S: +OK
                S: TOP
                S: .
                C: TOP 1 0
                S: +OK
                S: a: b
                S:
                S: .
                """)).then(TestMail.QUIT));
        try (peer;
                Store store = TestMail.connected(peer)) {
            Pop3Folder inbox = (Pop3Folder) TestMail.inbox(store, Folder.READ_ONLY);
            assertThat(inbox.octets()).isEqualTo(5_000_000_000L);
            assertThat(inbox.getSize()).isEqualTo(Integer.MAX_VALUE);
            assertThat(inbox.getSizes()).containsExactly(Integer.MAX_VALUE);
            assertThat(((Pop3Message) inbox.getMessage(1)).octets()).isEqualTo(5_000_000_000L);
            assertThat(inbox.listCommand()).hasContent("1 5000000000");
            assertThat(inbox.getMessage(1).getSize()).isEqualTo(Integer.MAX_VALUE);
            inbox.close(false);
            peer.verify();
        }
    }

    @Test
    @DisplayName("R1939-28: what carries DELETED is deleted by close(true), in one round trip and QUIT")
    void closingDeletes() throws Exception {
        ScriptedPeer peer = TestMail.peer(3, """
                C: CAPA
                S: +OK
                S: PIPELINING
                S: .
                C: DELE 1
                C: DELE 3
                S: +OK
                S: +OK
                """, QUIT);
        try (peer;
                Store store = TestMail.connected(peer)) {
            Folder inbox = TestMail.inbox(store, Folder.READ_WRITE);
            inbox.setFlags(new int[] {3, 1, 2}, new Flags(Flags.Flag.DELETED), true);
            inbox.getMessage(2).setFlag(Flags.Flag.DELETED, false);
            inbox.close(true);
            assertThat(inbox.isOpen()).isFalse();
            peer.verify();
        }
    }

    @Test
    @DisplayName("R1939-27: close(false), READ_ONLY and closing the store delete nothing")
    void otherEndsDeleteNothing() throws Exception {
        Dialogue nothing = TestMail.open(1).then(TestMail.QUIT);
        Dialogue again = TestMail.open(1).then(TestMail.QUIT);
        try (ScriptedPeer peer = TestMail.start(nothing, again, again)) {
            Store store = TestMail.connected(peer);
            Folder inbox = TestMail.inbox(store, Folder.READ_WRITE);
            inbox.getMessage(1).setFlag(Flags.Flag.DELETED, true);
            inbox.close(false);
            inbox.open(Folder.READ_ONLY);
            inbox.getMessage(1).setFlag(Flags.Flag.DELETED, true);
            inbox.close(true);
            inbox.open(Folder.READ_WRITE);
            inbox.getMessage(1).setFlag(Flags.Flag.DELETED, true);
            store.close();
            assertThat(inbox.isOpen()).isFalse();
            peer.verify();
        }
    }

    @Test
    void rsetBeforeQuitIsHonoured() throws Exception {
        ScriptedPeer peer = TestMail.peer(1, "C: RSET\nS: +OK", QUIT);
        try (peer;
                Store store = TestMail.connected(peer, Map.of("mail.pop3.rsetbeforequit", true))) {
            TestMail.inbox(store, Folder.READ_WRITE).close(true);
            peer.verify();
        }
    }

    @Test
    void aDeletionThatIsRefusedIsTold() throws Exception {
        ScriptedPeer peer = TestMail.peer(2, """
                C: CAPA
                S: +OK
                S: .
                C: DELE 1
                S: -ERR no
                C: DELE 2
                S: +OK
                """, QUIT);
        assertFailsToDelete(peer, "1 messages were not deleted (1), 1 were");
    }

    @Test
    void aQuitThatIsRefusedIsTold() throws Exception {
        ScriptedPeer peer = TestMail.peer(
                2, "C: CAPA\nS: -ERR", "C: DELE 1\nS: +OK\nC: DELE 2\nS: +OK", "C: QUIT\nS: -ERR disk\nS: <EOF>");
        assertFailsToDelete(peer, "-ERR disk");
    }

    @Test
    void aConnectionThatFailsBeforeQuitIsAnsweredIsTold() throws Exception {
        ScriptedPeer peer =
                TestMail.peer(2, "C: CAPA\nS: -ERR", "C: DELE 1\nS: +OK\nC: DELE 2\nS: +OK", "C: QUIT\nS: <EOF>");
        assertFailsToDelete(peer, "unknown");
    }

    private static void assertFailsToDelete(ScriptedPeer peer, String message) throws MessagingException, IOException {
        try (peer;
                Store store = TestMail.connected(peer)) {
            Folder inbox = TestMail.inbox(store, Folder.READ_WRITE);
            inbox.setFlags(1, 2, new Flags(Flags.Flag.DELETED), true);
            assertThatThrownBy(() -> inbox.close(true))
                    .isInstanceOf(MessagingException.class)
                    .hasMessageContaining(message);
            assertThat(inbox.isOpen()).isFalse();
            peer.verify();
        }
    }

    @Test
    void thereIsOnlyInbox() throws Exception {
        try (ScriptedPeer peer = TestMail.start(TestMail.LOGIN.then(TestMail.QUIT))) {
            Store store = TestMail.connected(peer);
            assertThat(store.getFolder("inbox").exists()).isTrue();
            assertThat(store.getDefaultFolder().list()).hasSize(1);
            assertThat(store.getDefaultFolder().getFolder("Inbox").exists()).isTrue();
            assertThat(store.getFolder("Sent").exists()).isFalse();
            assertThatThrownBy(() -> store.getFolder("Sent").open(Folder.READ_ONLY))
                    .isInstanceOf(FolderNotFoundException.class);
            store.close();
            peer.verify();
        }
    }
}
