package org.pop3j.jakarta.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.mail.Flags;
import jakarta.mail.Folder;
import jakarta.mail.FolderClosedException;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Store;
import jakarta.mail.search.FlagTerm;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.net.SocketFactory;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pop3j.client.SyncLedger;
import org.pop3j.conformance.ScriptedPeer;

/** "Only new mail" by flags: {@code mail.pop3.ledger}. */
class LedgerTest {
    private static final String QUIT = "C: QUIT\nS: +OK\nS: <EOF>";
    private static final String UIDL = "C: UIDL\nS: +OK\nS: 1 a\nS: 2 b\nS: .";
    private static final String RETR = "C: RETR 1\nS: +OK\nS: Subject: one\nS:\nS: body\nS: .";

    private static final String ACCOUNT = "mrose@127.0.0.1:110";

    @TempDir
    private Path folder = Path.of("");

    private final Map<String, Object> properties = new HashMap<>();

    private Path ledger() {
        return folder.resolve("mail.ledger");
    }

    /** Something done with an open INBOX of two messages. */
    private interface Use {
        void with(Pop3Folder inbox) throws Exception;
    }

    /** One session; the account is the same in all, whatever port the peer has. */
    private void session(Use use, String... rest) throws Exception {
        String[] all = new String[rest.length + 1];
        all[0] = UIDL;
        System.arraycopy(rest, 0, all, 1, rest.length);
        try (ScriptedPeer peer = TestMail.peer(2, all)) {
            Map<String, Object> given = new HashMap<>(properties);
            given.putIfAbsent("mail.pop3.ledger", ledger().toString());
            given.put("mail.pop3.port", 110);
            given.put("mail.pop3.socketFactory", leadingTo(peer));
            try (Store store = TestMail.connected(peer, given)) {
                Pop3Folder inbox = (Pop3Folder) TestMail.inbox(store, Folder.READ_WRITE);
                use.with(inbox);
                if (inbox.isOpen()) {
                    inbox.close(false);
                }
            }
            peer.verify();
        }
    }

    /** Sockets that go to the peer, whatever port they are told. */
    private static SocketFactory leadingTo(ScriptedPeer peer) {
        return new UnconnectedSockets() {
            @Override
            public Socket createSocket() {
                return new Socket() {
                    @Override
                    public void connect(SocketAddress asked, int timeout) throws IOException {
                        super.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), peer.port()), timeout);
                    }
                };
            }
        };
    }

    private static String flags(Folder inbox) throws MessagingException {
        StringBuilder flags = new StringBuilder();
        for (Message message : inbox.getMessages()) {
            flags.append(message.isSet(Flags.Flag.SEEN) ? "SEEN " : "")
                    .append(message.isSet(Flags.Flag.RECENT) ? "RECENT " : "");
        }
        return flags.toString().strip();
    }

    private static final String NOOP = "C: NOOP\nS: +OK";

    @Test
    @DisplayName(
            "what was taken is SEEN, what was not is RECENT, in every session; and what is no longer taken is RECENT again")
    void seenAndRecent() throws Exception {
        session(
                inbox -> {
                    assertThat(flags(inbox)).isEqualTo("RECENT RECENT");
                    assertThat(inbox.hasNewMessages()).isTrue();
                    assertThat(inbox.getPermanentFlags().contains(Flags.Flag.SEEN))
                            .isTrue();
                    inbox.getMessage(1).setFlag(Flags.Flag.SEEN, true);
                    assertThat(flags(inbox)).isEqualTo("SEEN RECENT RECENT");
                },
                NOOP,
                QUIT);
        session(
                inbox -> {
                    assertThat(flags(inbox)).isEqualTo("SEEN RECENT");
                    Message[] unseen = inbox.search(new FlagTerm(new Flags(Flags.Flag.SEEN), false));
                    assertThat(Arrays.stream(unseen).map(Message::getMessageNumber))
                            .containsExactly(2);
                    assertThat(inbox.getUID(unseen[0])).isEqualTo("b");
                    inbox.getMessage(2).setFlag(Flags.Flag.SEEN, true);
                    assertThat(inbox.hasNewMessages()).isFalse();
                    inbox.getMessage(1).setFlag(Flags.Flag.SEEN, false);
                },
                NOOP,
                QUIT);
        session(inbox -> assertThat(flags(inbox)).isEqualTo("RECENT SEEN"), NOOP, QUIT);
    }

    @Test
    @DisplayName("that a message was taken is on the disk when setFlag returns: a crash after it loses nothing")
    void durable() throws Exception {
        session(
                inbox -> {
                    inbox.getMessage(2).setFlag(Flags.Flag.SEEN, true);
                    Path afterCrash = Files.copy(ledger(), folder.resolve("copy"));
                    try (SyncLedger left = SyncLedger.open(afterCrash, ACCOUNT)) {
                        assertThat(left.takenAt("b")).isPresent();
                        assertThat(left.takenAt("a")).isEmpty();
                    }
                },
                NOOP,
                QUIT);
    }

    @Test
    @DisplayName("ledger.taken=read: a message whose content was given out is taken when the folder is closed in order")
    void takenByReading() throws Exception {
        properties.put("mail.pop3.ledger.taken", "read");
        session(inbox -> inbox.getMessage(1).writeTo(OutputStream.nullOutputStream()), RETR, NOOP, QUIT);
        session(inbox -> assertThat(flags(inbox)).isEqualTo("SEEN RECENT"), NOOP, QUIT);
    }

    @Test
    @DisplayName("ledger.taken=read: not when the connection was lost")
    void notTakenWithoutAnOrderlyEnd() throws Exception {
        properties.put("mail.pop3.ledger.taken", "read");
        session(
                inbox -> {
                    assertThat(inbox.getMessage(1).getContent()).isEqualTo("body\r\n");
                    assertThatThrownBy(() -> inbox.getMessage(2).getContent())
                            .isInstanceOf(FolderClosedException.class);
                },
                RETR,
                "C: RETR 2\nS: +OK\nS: <EOF>");
        session(inbox -> assertThat(flags(inbox)).isEqualTo("RECENT RECENT"), NOOP, QUIT);
    }

    @Test
    @DisplayName("where nothing is said, reading is not taking: what fails afterwards is delivered again")
    void readingIsNotTaking() throws Exception {
        session(inbox -> assertThat(inbox.getMessage(1).getContent()).isEqualTo("body\r\n"), RETR, NOOP, QUIT);
        session(inbox -> assertThat(flags(inbox)).isEqualTo("RECENT RECENT"), NOOP, QUIT);
    }

    @Test
    @DisplayName(
            "C0041: unique-ids that several messages share say nothing of any: they look new, and none is taken for another")
    void sharedUniqueIds() throws Exception {
        String shared = "C: UIDL\nS: +OK\nS: 1 a\nS: 2 a\nS: .";
        try (ScriptedPeer peer = TestMail.peer(2, shared, QUIT);
                Store store = TestMail.connected(peer, Map.of("mail.pop3.ledger", ledger().toString()))) {
            Folder inbox = TestMail.inbox(store, Folder.READ_ONLY);
            inbox.getMessage(1).setFlag(Flags.Flag.SEEN, true);
            assertThat(flags(inbox)).isEqualTo("SEEN RECENT RECENT");
            inbox.close(false);
            peer.verify();
            try (SyncLedger left = SyncLedger.open(ledger(), "mrose@127.0.0.1:" + peer.port())) {
                assertThat(left.takenAt("a")).isEmpty();
            }
        }
    }

    @Test
    @DisplayName(
            "R3206-03: without unique-ids, or where they cannot be given now, the folder is not opened: no mail looks new")
    void withoutUniqueIds() throws Exception {
        for (String reply : List.of("-ERR what", "-ERR [SYS/TEMP] busy")) {
            try (ScriptedPeer peer = TestMail.peer(2, "C: UIDL\nS: " + reply, QUIT);
                    Store store = TestMail.connected(peer, Map.of("mail.pop3.ledger", ledger().toString()))) {
                assertThatThrownBy(() -> TestMail.inbox(store, Folder.READ_ONLY))
                        .isInstanceOf(MessagingException.class)
                        .hasMessageContaining("unique-ids");
                peer.verify();
            }
        }
    }

    @Test
    @DisplayName("a ledger that somebody else uses, or that is none, is named")
    void aLedgerThatCannotBeUsed() throws Exception {
        try (SyncLedger used = SyncLedger.open(ledger(), "other");
                ScriptedPeer peer = TestMail.peer(2, UIDL, QUIT);
                Store store = TestMail.connected(peer, Map.of("mail.pop3.ledger", ledger().toString()))) {
            assertThatThrownBy(() -> TestMail.inbox(store, Folder.READ_ONLY))
                    .isInstanceOf(MessagingException.class)
                    .hasMessageContaining("mail.ledger");
            assertThat(used.takenAt("a")).isEmpty();
            peer.verify();
        }
    }

    @Test
    @DisplayName("without mail.pop3.ledger flags are as they always were")
    void withoutALedger() throws Exception {
        try (ScriptedPeer peer = TestMail.peer(1, QUIT);
                Store store = TestMail.connected(peer)) {
            Folder inbox = TestMail.inbox(store, Folder.READ_ONLY);
            assertThat(inbox.getMessage(1).getFlags()).isEqualTo(new Flags());
            assertThat(inbox.getPermanentFlags()).isEqualTo(new Flags());
            assertThat(inbox.hasNewMessages()).isFalse();
            inbox.close(false);
            peer.verify();
        }
    }
}
