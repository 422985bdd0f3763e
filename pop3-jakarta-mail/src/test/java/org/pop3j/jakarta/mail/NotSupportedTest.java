package org.pop3j.jakarta.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.mail.Folder;
import jakarta.mail.IllegalWriteException;
import jakarta.mail.Message;
import jakarta.mail.MethodNotSupportedException;
import jakarta.mail.Store;
import org.junit.jupiter.api.Test;
import org.pop3j.conformance.ScriptedPeer;

/** What the API has and POP3 has not. */
class NotSupportedTest {
    private static final String QUIT = "C: QUIT\nS: +OK\nS: <EOF>";

    @Test
    void messagesCannotBeChanged() throws Exception {
        try (ScriptedPeer peer = TestMail.peer(1, "C: RETR 1\nS: +OK\nS:\nS: text\nS: .", QUIT);
                Store store = TestMail.connected(peer)) {
            Folder inbox = TestMail.inbox(store, Folder.READ_WRITE);
            Message message = inbox.getMessage(1);
            assertThatExceptionOfType(IllegalWriteException.class).isThrownBy(() -> message.setSubject("x"));
            assertThatExceptionOfType(IllegalWriteException.class).isThrownBy(() -> message.addHeader("a", "b"));
            assertThatExceptionOfType(IllegalWriteException.class).isThrownBy(() -> message.removeHeader("a"));
            assertThatExceptionOfType(IllegalWriteException.class).isThrownBy(() -> message.setText("x"));
            assertThatExceptionOfType(IllegalWriteException.class).isThrownBy(message::saveChanges);
            assertThat(message.getContent()).isEqualTo("text\r\n");
            inbox.close(false);
            peer.verify();
        }
    }

    @Test
    void whatPop3CannotDo() throws Exception {
        try (ScriptedPeer peer = TestMail.peer(1, QUIT);
                Store store = TestMail.connected(peer)) {
            Folder inbox = TestMail.inbox(store, Folder.READ_WRITE);
            for (Folder folder : new Folder[] {inbox, store.getDefaultFolder()}) {
                assertThatExceptionOfType(MethodNotSupportedException.class).isThrownBy(folder::expunge);
                assertThatExceptionOfType(MethodNotSupportedException.class).isThrownBy(() -> folder.delete(true));
                assertThatExceptionOfType(MethodNotSupportedException.class).isThrownBy(() -> folder.renameTo(folder));
                assertThatExceptionOfType(MethodNotSupportedException.class)
                        .isThrownBy(() -> folder.appendMessages(new Message[0]));
                assertThat(folder.create(Folder.HOLDS_MESSAGES)).isFalse();
            }
            assertThatThrownBy(() -> inbox.getMessage(2)).isInstanceOf(IndexOutOfBoundsException.class);
            assertThatThrownBy(() -> inbox.getMessage(0)).isInstanceOf(IndexOutOfBoundsException.class);
            inbox.close(false);
            assertThatThrownBy(() -> inbox.getMessage(1)).isInstanceOf(IllegalStateException.class);
            assertThatThrownBy(() -> inbox.close(false)).isInstanceOf(IllegalStateException.class);
            assertThat(inbox.getMessageCount()).isEqualTo(-1);
            peer.verify();
        }
    }
}
