package org.pop3j.jakarta.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import jakarta.mail.Flags;
import jakarta.mail.Folder;
import jakarta.mail.FolderClosedException;
import jakarta.mail.Message;
import jakarta.mail.MessageRemovedException;
import jakarta.mail.Store;
import java.io.ByteArrayOutputStream;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pop3j.conformance.ScriptedPeer;

/** Messages that are read one behind the other, and retrieved together where that harms nobody. */
class ReadInOrderTest {
    private static final String QUIT = "C: QUIT\nS: +OK\nS: <EOF>";
    private static final int COUNT = 7;

    /** The octets of each message. */
    private static final int OCTETS = 200;

    /** Alone, or together with UIDL in front of each, which shows that the server counts right. */
    private static String retr(int... numbers) {
        boolean isTogether = numbers.length > 1;
        StringBuilder all = new StringBuilder();
        for (int n : numbers) {
            all.append(isTogether ? "C: UIDL " + n + "\n" : "").append("C: RETR " + n + "\n");
        }
        for (int n : numbers) {
            all.append(isTogether ? "S: +OK " + n + " u" + n + "\n" : "").append("S: +OK\n" + content(n));
        }
        return all.toString();
    }

    private static String content(int number) {
        return "S: Subject: s" + number + "\nS:\nS: " + body(number) + "\nS: .\n";
    }

    private static String body(int number) {
        return "body " + number + " " + "x".repeat(176);
    }

    private static String list() {
        StringBuilder list = new StringBuilder("C: LIST\nS: +OK\n");
        for (int n = 1; n <= COUNT; n++) {
            list.append("S: ").append(n).append(' ').append(OCTETS).append('\n');
        }
        return list.append("S: .\n").toString();
    }

    /** LIST, and UIDL where more than one message is to come. */
    private static String listing() {
        StringBuilder uidl = new StringBuilder(list()).append("C: UIDL\nS: +OK\n");
        for (int n = 1; n <= COUNT; n++) {
            uidl.append("S: ").append(n).append(" u").append(n).append('\n');
        }
        return uidl.append("S: .\n").toString();
    }

    private static String capabilities(String expire) {
        return "C: CAPA\nS: +OK\nS: TOP\nS: PIPELINING\n" + expire + "S: .\n";
    }

    private static final String NEVER = capabilities("S: EXPIRE NEVER\n");

    @Test
    @DisplayName(
            "R2449-18: with EXPIRE NEVER, who reads in order gets the next messages together: never more octets than were"
                    + " read, no flag, no other result")
    void together() throws Exception {
        String dialogue = retr(1) + retr(2) + NEVER + listing() + retr(3, 4) + retr(5, 6, 7);
        try (ScriptedPeer peer = TestMail.peer(COUNT, dialogue, QUIT);
                Store store = TestMail.connected(peer)) {
            Folder inbox = TestMail.inbox(store, Folder.READ_ONLY);
            for (Message message : inbox.getMessages()) {
                assertRead(message);
                assertThat(message.getFlags()).isEqualTo(new Flags());
            }
            inbox.close(false);
            peer.verify();
        }
    }

    @Test
    @DisplayName("R2449-18: the same by writeTo")
    void written() throws Exception {
        String dialogue = retr(1) + retr(2) + NEVER + listing() + retr(3, 4) + retr(5, 6, 7);
        try (ScriptedPeer peer = TestMail.peer(COUNT, dialogue, QUIT);
                Store store = TestMail.connected(peer)) {
            Folder inbox = TestMail.inbox(store, Folder.READ_ONLY);
            for (Message message : inbox.getMessages()) {
                ByteArrayOutputStream written = new ByteArrayOutputStream();
                message.writeTo(written);
                assertThat(written.size()).isEqualTo(OCTETS);
                assertThat(written.toString()).endsWith(body(message.getMessageNumber()) + "\r\n");
            }
            inbox.close(false);
            peer.verify();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "S: EXPIRE 0\n", "S: EXPIRE 30\n", "S: EXPIRE 30 USER\n", "S: EXPIRE\n"})
    @DisplayName(
            "R2449-18: nothing is retrieved that nobody has asked for where the server does not keep its mail for ever")
    void notWhereItExpires(String expire) throws Exception {
        try (ScriptedPeer peer =
                        TestMail.peer(COUNT, retr(1) + retr(2) + capabilities(expire) + retr(3) + retr(4), QUIT);
                Store store = TestMail.connected(peer)) {
            Folder inbox = TestMail.inbox(store, Folder.READ_ONLY);
            read(inbox, 1, 2, 3, 4);
            inbox.close(false);
            peer.verify();
        }
    }

    @Test
    @DisplayName("readahead=false: nothing is retrieved that nobody has asked for")
    void switchedOff() throws Exception {
        try (ScriptedPeer peer = TestMail.peer(COUNT, retr(1) + retr(2) + retr(3) + retr(4), QUIT);
                Store store = TestMail.connected(peer, Map.of("mail.pop3.readahead", "false"))) {
            Folder inbox = TestMail.inbox(store, Folder.READ_ONLY);
            read(inbox, 1, 2, 3, 4);
            inbox.close(false);
            peer.verify();
        }
    }

    @Test
    @DisplayName("out of order nothing is foreseen; in order again it is, from the third message on")
    void outOfOrder() throws Exception {
        String dialogue = retr(1) + retr(2) + retr(4) + retr(3) + retr(5) + retr(6) + NEVER + list() + retr(7);
        try (ScriptedPeer peer = TestMail.peer(COUNT, dialogue, QUIT);
                Store store = TestMail.connected(peer)) {
            Folder inbox = TestMail.inbox(store, Folder.READ_ONLY);
            read(inbox, 1, 2, 4, 3, 5, 6, 7);
            inbox.close(false);
            peer.verify();
        }
    }

    @Test
    @DisplayName("one message is no order")
    void afterOne() throws Exception {
        try (ScriptedPeer peer = TestMail.peer(3, retr(1) + retr(2), QUIT);
                Store store = TestMail.connected(peer)) {
            Folder inbox = TestMail.inbox(store, Folder.READ_ONLY);
            read(inbox, 1, 2);
            inbox.close(false);
            peer.verify();
        }
    }

    @Test
    @DisplayName("who does not read what was retrieved together gets no more of it")
    void skipping() throws Exception {
        String dialogue = retr(1) + retr(2) + NEVER + listing() + retr(3, 4) + retr(5);
        try (ScriptedPeer peer = TestMail.peer(COUNT, dialogue, QUIT);
                Store store = TestMail.connected(peer)) {
            Folder inbox = TestMail.inbox(store, Folder.READ_ONLY);
            read(inbox, 1, 2, 3, 5);
            inbox.close(false);
            peer.verify();
        }
    }

    @Test
    @DisplayName("a message that is gone is told when it is read, and those that came with it are there")
    void oneIsGone() throws Exception {
        String gone = "C: UIDL 3\nC: RETR 3\nC: UIDL 4\nC: RETR 4\nS: +OK 3 u3\nS: -ERR gone\nS: +OK 4 u4\nS: +OK\n"
                + content(4);
        String again = "C: RETR 3\nS: -ERR gone\n";
        try (ScriptedPeer peer = TestMail.peer(COUNT, retr(1) + retr(2) + NEVER + listing() + gone + again, QUIT);
                Store store = TestMail.connected(peer)) {
            Folder inbox = TestMail.inbox(store, Folder.READ_ONLY);
            read(inbox, 1, 2);
            assertThatExceptionOfType(MessageRemovedException.class)
                    .isThrownBy(() -> inbox.getMessage(3).writeTo(new ByteArrayOutputStream()));
            assertThat(inbox.getMessage(4).isExpunged()).isFalse();
            read(inbox, 4);
            inbox.close(false);
            peer.verify();
        }
    }

    @Test
    @DisplayName("a connection that breaks among messages that are retrieved together closes the folder, as ever")
    void broken() throws Exception {
        String half = "C: UIDL 3\nC: RETR 3\nC: UIDL 4\nC: RETR 4\nS: +OK 3 u3\nS: +OK\n" + content(3)
                + "S: +OK 4 u4\nS: +OK\nS: Subject: s4\nS: <EOF>";
        try (ScriptedPeer peer = TestMail.peer(COUNT, retr(1) + retr(2) + NEVER + listing() + half);
                Store store = TestMail.connected(peer)) {
            Folder inbox = TestMail.inbox(store, Folder.READ_ONLY);
            read(inbox, 1, 2);
            assertThatExceptionOfType(FolderClosedException.class)
                    .isThrownBy(() -> inbox.getMessage(3).writeTo(new ByteArrayOutputStream()));
            assertThat(inbox.isOpen()).isFalse();
        }
    }

    @Test
    @DisplayName("R1939-27: messages that came together are deleted only where they carry DELETED")
    void deletions() throws Exception {
        String dialogue = retr(1) + retr(2) + NEVER + listing() + retr(3, 4) + "C: DELE 3\nS: +OK\n";
        try (ScriptedPeer peer = TestMail.peer(COUNT, dialogue, QUIT);
                Store store = TestMail.connected(peer)) {
            Folder inbox = TestMail.inbox(store, Folder.READ_WRITE);
            read(inbox, 1, 2, 3);
            inbox.getMessage(3).setFlag(Flags.Flag.DELETED, true);
            inbox.close(true);
            peer.verify();
        }
    }

    private static void read(Folder inbox, int... numbers) throws Exception {
        for (int n : numbers) {
            assertRead(inbox.getMessage(n));
        }
    }

    private static void assertRead(Message message) throws Exception {
        assertThat(message.getContent()).isEqualTo(body(message.getMessageNumber()) + "\r\n");
    }
}
