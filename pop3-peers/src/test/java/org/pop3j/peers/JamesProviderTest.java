package org.pop3j.peers;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.mail.FetchProfile;
import jakarta.mail.Flags;
import jakarta.mail.Folder;
import jakarta.mail.Session;
import jakarta.mail.Store;
import jakarta.mail.UIDFolder;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Properties;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.pop3j.jakarta.mail.Pop3Folder;

/** Our Jakarta Mail provider and the protocol handlers of Apache James. */
@Timeout(120)
class JamesProviderTest {
    @Test
    @DisplayName("Apache James: headers and unique-ids by a profile, contents, deletion")
    void aProgram() throws Exception {
        try (JamesServer server = new JamesServer();
                Store store = Session.getInstance(new Properties()).getStore("pop3j")) {
            store.connect("127.0.0.1", server.port(), "test", "any");
            Pop3Folder inbox = (Pop3Folder) store.getFolder("INBOX");
            inbox.open(Folder.READ_WRITE);
            assertThat(inbox.getMessageCount()).isEqualTo(2);
            FetchProfile profile = new FetchProfile();
            profile.add(FetchProfile.Item.ENVELOPE);
            profile.add(UIDFolder.FetchProfileItem.UID);
            inbox.fetch(inbox.getMessages(), profile);
            assertThat(inbox.getMessage(1).getSubject()).isEqualTo("first");
            assertThat(inbox.getMessage(2).getSubject()).isEqualTo("second");
            assertThat(inbox.getUID(inbox.getMessage(1))).isNotEqualTo(inbox.getUID(inbox.getMessage(2)));
            ByteArrayOutputStream written = new ByteArrayOutputStream();
            inbox.getMessage(1).writeTo(written);
            assertThat(written.toString(StandardCharsets.US_ASCII))
                    .startsWith("Subject: first\r\n")
                    .contains("one\r\n.dot\r\n");
            inbox.getMessage(1).setFlag(Flags.Flag.DELETED, true);
            inbox.close(true);
            inbox.open(Folder.READ_ONLY);
            assertThat(inbox.getMessageCount()).isEqualTo(1);
            assertThat(inbox.getMessage(1).getSubject()).isEqualTo("second");
            inbox.close(false);
        }
    }
}
