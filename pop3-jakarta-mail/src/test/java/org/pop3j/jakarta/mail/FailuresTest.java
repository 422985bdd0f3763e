package org.pop3j.jakarta.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.FetchProfile;
import jakarta.mail.Flags;
import jakarta.mail.Folder;
import jakarta.mail.FolderClosedException;
import jakarta.mail.Message;
import jakarta.mail.MessageRemovedException;
import jakarta.mail.MessagingException;
import jakarta.mail.Store;
import jakarta.mail.UIDFolder;
import jakarta.mail.event.ConnectionAdapter;
import jakarta.mail.event.ConnectionEvent;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pop3j.conformance.Dialogue;
import org.pop3j.conformance.ScriptedPeer;

/** Which exception stands for what. */
class FailuresTest {
    private static final String QUIT = "C: QUIT\nS: +OK\nS: <EOF>";

    private static Dialogue refusedLogin(String reply) {
        return Dialogue.parse("""
                S: +OK ready
                C: CAPA
                S: -ERR what
                C: USER mrose
                S: +OK
                C: PASS secret
                """ + "S: " + reply);
    }

    @ParameterizedTest
    @ValueSource(strings = {"-ERR [AUTH] wrong", "-ERR wrong"})
    @DisplayName("R3206-03: only credentials that may be wrong are an AuthenticationFailedException")
    void wrongCredentials(String reply) throws Exception {
        try (ScriptedPeer peer = TestMail.start(refusedLogin(reply))) {
            assertThatThrownBy(() -> TestMail.connected(peer))
                    .isInstanceOf(AuthenticationFailedException.class)
                    .hasMessageContaining("wrong")
                    .hasMessageNotContaining("secret");
            peer.verify();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"-ERR [IN-USE] busy", "-ERR [LOGIN-DELAY] wait", "-ERR [SYS/TEMP] busy", "-ERR [SYS/PERM] gone"})
    @DisplayName("R3206-03: a login refused for another reason does not make an application ask for a new password")
    void otherRefusals(String reply) throws Exception {
        try (ScriptedPeer peer = TestMail.start(refusedLogin(reply))) {
            assertThatThrownBy(() -> TestMail.connected(peer))
                    .isExactlyInstanceOf(MessagingException.class)
                    .hasMessageContaining(reply);
            peer.verify();
        }
    }

    @Test
    void aMalformedPropertyIsNamed() throws Exception {
        try (ScriptedPeer peer = TestMail.start()) {
            assertThatThrownBy(() -> TestMail.connected(peer, Map.of("mail.pop3.timeout", "5s")))
                    .isInstanceOf(MessagingException.class)
                    .hasMessage("mail.pop3.timeout: expected milliseconds, got \"5s\"");
        }
    }

    @Test
    @DisplayName("C0003: a password with a line end is not sent")
    void aPasswordThatCannotBeSent() throws Exception {
        Dialogue nothing = Dialogue.parse("S: +OK ready\nC: <EOF>");
        try (ScriptedPeer peer = TestMail.start(nothing)) {
            assertThatThrownBy(() -> TestMail.store(peer).connect("mrose", "se\r\nDELE 1"))
                    .isInstanceOf(MessagingException.class)
                    .hasMessageNotContaining("DELE");
            peer.verify();
        }
    }

    @Test
    void aMessageThatTheServerHasNoMore() throws Exception {
        String gone = "C: RETR 1\nS: -ERR no such message";
        ScriptedPeer peer = TestMail.peer(2, gone, gone, "C: RETR 2\nS: -ERR [SYS/TEMP] disk", QUIT);
        try (peer;
                Store store = TestMail.connected(peer)) {
            Folder inbox = TestMail.inbox(store, Folder.READ_ONLY);
            Message message = inbox.getMessage(1);
            assertThat(message.isExpunged()).isFalse();
            assertThatExceptionOfType(IOException.class)
                    .isThrownBy(message::getContent)
                    .withMessageContaining("no such message")
                    .withCauseInstanceOf(MessageRemovedException.class);
            assertThat(message.isExpunged()).isTrue();
            assertThatExceptionOfType(MessageRemovedException.class)
                    .isThrownBy(() -> message.writeTo(OutputStream.nullOutputStream()));
            assertThatExceptionOfType(MessagingException.class)
                    .isThrownBy(() -> inbox.getMessage(2).getInputStream())
                    .withMessageContaining("disk")
                    .isNotInstanceOf(MessageRemovedException.class);
            assertThat(inbox.getMessage(2).isExpunged()).isFalse();
            inbox.close(false);
            peer.verify();
        }
    }

    @Test
    @DisplayName("R1939-27: a lost connection closes the folder, once and audibly, and deletes nothing")
    void aLostConnection() throws Exception {
        ScriptedPeer peer = TestMail.peer(1, "C: RETR 1\nS: +OK\nS: Subject: half\nS: <EOF>");
        try (peer) {
            Store store = TestMail.connected(peer);
            Folder inbox = store.getFolder("INBOX");
            CompletableFuture<Integer> opened = new CompletableFuture<>();
            CompletableFuture<Integer> closed = new CompletableFuture<>();
            inbox.addConnectionListener(new ConnectionAdapter() {
                @Override
                public void opened(ConnectionEvent event) {
                    opened.complete(event.getType());
                }

                @Override
                public void closed(ConnectionEvent event) {
                    closed.complete(event.getType());
                }
            });
            inbox.open(Folder.READ_WRITE);
            // The API loses an event that is the first and the last of a folder: its thread may find the queue gone.
            assertThat(opened.get(10, TimeUnit.SECONDS)).isEqualTo(ConnectionEvent.OPENED);
            Message message = inbox.getMessage(1);
            message.setFlag(Flags.Flag.DELETED, true);
            assertThatThrownBy(message::getContent)
                    .isInstanceOf(FolderClosedException.class)
                    .hasMessageContaining("not committed");
            assertThat(inbox.isOpen()).isFalse();
            assertThat(closed.get(10, TimeUnit.SECONDS)).isEqualTo(ConnectionEvent.CLOSED);
            assertThatThrownBy(message::getSubject).isInstanceOf(FolderClosedException.class);
            assertThatThrownBy(() -> inbox.close(true)).isInstanceOf(IllegalStateException.class);
            peer.verify();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"[SYS/TEMP] busy", "[IN-USE] busy", "[SYS/PERM] broken"})
    @DisplayName("R3206-03: a server that cannot give unique-ids now is not one without them: no mail looks new")
    void uniqueIdsThatCannotBeGivenNow(String reason) throws Exception {
        ScriptedPeer peer = TestMail.peer(
                1,
                "C: UIDL 1\nS: -ERR " + reason,
                "C: UIDL\nS: -ERR " + reason,
                "C: UIDL\nS: -ERR what",
                "C: UIDL 1\nS: +OK 1 a",
                QUIT);
        try (peer;
                Store store = TestMail.connected(peer)) {
            Pop3Folder inbox = (Pop3Folder) TestMail.inbox(store, Folder.READ_ONLY);
            FetchProfile profile = new FetchProfile();
            profile.add(UIDFolder.FetchProfileItem.UID);
            assertThatThrownBy(() -> inbox.getUID(inbox.getMessage(1)))
                    .isExactlyInstanceOf(MessagingException.class)
                    .hasMessageContaining(reason);
            assertThatThrownBy(() -> inbox.fetch(inbox.getMessages(), profile))
                    .isExactlyInstanceOf(MessagingException.class)
                    .hasMessageContaining(reason);
            inbox.fetch(inbox.getMessages(), profile);
            assertThat(inbox.getUID(inbox.getMessage(1))).isEqualTo("a");
            inbox.close(false);
            peer.verify();
        }
    }

    @Test
    @DisplayName("R1939-16: a message of an earlier opening does not read the one that has its number now")
    void aMessageOfAnEarlierOpening() throws Exception {
        Dialogue first = TestMail.open(2).then(TestMail.QUIT);
        Dialogue second =
                TestMail.open(2, "C: RETR 2\nS: +OK\nS: Subject: new\nS:\nS: .").then(TestMail.QUIT);
        try (ScriptedPeer peer = TestMail.start(first, second);
                Store store = TestMail.connected(peer)) {
            Pop3Folder inbox = (Pop3Folder) TestMail.inbox(store, Folder.READ_WRITE);
            Pop3Message stale = (Pop3Message) inbox.getMessage(2);
            inbox.close(true);
            inbox.open(Folder.READ_WRITE);
            FetchProfile profile = new FetchProfile();
            profile.add(FetchProfile.Item.ENVELOPE);
            List<ThrowingCallable> uses = List.of(
                    stale::getContent,
                    stale::getSubject,
                    stale::octets,
                    () -> stale.top(0),
                    () -> stale.writeTo(OutputStream.nullOutputStream()),
                    () -> inbox.getUID(stale),
                    () -> inbox.fetch(new Message[] {stale}, profile));
            for (ThrowingCallable use : uses) {
                assertThatThrownBy(use)
                        .isInstanceOf(IllegalStateException.class)
                        .hasMessageContaining("get the message again");
            }
            Message current = inbox.getMessage(2);
            current.getContent();
            assertThat(current.getSubject()).isEqualTo("new");
            inbox.close(false);
            peer.verify();
        }
    }

    @Test
    void aTargetThatFailsLeavesTheFolderOpen() throws Exception {
        ScriptedPeer peer = TestMail.peer(1, "C: RETR 1\nS: +OK\nS: a: b\nS:\nS: c\nS: .", "C: NOOP\nS: +OK", QUIT);
        try (peer;
                Store store = TestMail.connected(peer)) {
            Folder inbox = TestMail.inbox(store, Folder.READ_ONLY);
            OutputStream full = new OutputStream() {
                @Override
                public void write(int octet) throws IOException {
                    throw new IOException("disk full");
                }
            };
            assertThatThrownBy(() -> inbox.getMessage(1).writeTo(full))
                    .isInstanceOf(IOException.class)
                    .hasMessage("disk full");
            assertThat(inbox.isOpen()).isTrue();
            inbox.close(false);
            peer.verify();
        }
    }

    @Test
    void writeToGivesEveryOctet() throws Exception {
        ScriptedPeer peer = TestMail.peer(1, "C: RETR 1\nS: +OK\nS: a: \\xff\\x00\nS:\nS: ..\nS: \\r\\n\\\nS: .", QUIT);
        try (peer;
                Store store = TestMail.connected(peer)) {
            Folder inbox = TestMail.inbox(store, Folder.READ_ONLY);
            ByteArrayOutputStream octets = new ByteArrayOutputStream();
            inbox.getMessage(1).writeTo(octets);
            assertThat(octets.toString(StandardCharsets.ISO_8859_1)).isEqualTo("a: \u00ff\0\r\n\r\n.\r\n\r\n");
            inbox.close(false);
            peer.verify();
        }
    }
}
