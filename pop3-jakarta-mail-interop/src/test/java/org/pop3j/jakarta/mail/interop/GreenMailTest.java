package org.pop3j.jakarta.mail.interop;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.user.GreenMailUser;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.FetchProfile;
import jakarta.mail.Flags;
import jakarta.mail.Folder;
import jakarta.mail.Message;
import jakarta.mail.Session;
import jakarta.mail.Store;
import jakarta.mail.UIDFolder;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.pop3j.jakarta.mail.ContentProfileItem;
import org.pop3j.jakarta.mail.Pop3Folder;

/** Our provider against GreenMail, whose CAPA says less than it can do. */
class GreenMailTest {
    @Test
    @DisplayName("everything that a program does: profile, content, unique-ids, deletion")
    void aProgram() throws Exception {
        GreenMail greenMail = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_POP3));
        greenMail.start();
        try {
            GreenMailUser user = greenMail.setUser("mrose@localhost", "mrose", "secret");
            for (String subject : List.of("one", "two", "three")) {
                String text = "Subject: " + subject + "\r\n\r\n.text\r\n";
                user.deliver(new MimeMessage(
                        (Session) null, new ByteArrayInputStream(text.getBytes(StandardCharsets.US_ASCII))));
            }
            try (Store store = Session.getInstance(new Properties()).getStore("pop3j")) {
                store.connect("127.0.0.1", greenMail.getPop3().getPort(), "mrose", "secret");
                Pop3Folder inbox = (Pop3Folder) store.getFolder("INBOX");
                inbox.open(Folder.READ_WRITE);
                FetchProfile profile = new FetchProfile();
                profile.add(FetchProfile.Item.ENVELOPE);
                profile.add(UIDFolder.FetchProfileItem.UID);
                profile.add(ContentProfileItem.CONTENT);
                inbox.fetch(inbox.getMessages(), profile);
                List<String> seen = new ArrayList<>();
                for (Message message : inbox.getMessages()) {
                    seen.add(message.getSubject()
                            + message.getContent().toString().strip());
                    assertThat(inbox.getUID(message)).isNotEmpty();
                }
                assertThat(seen).containsExactly("one.text", "two.text", "three.text");
                inbox.getMessage(2).setFlag(Flags.Flag.DELETED, true);
                inbox.close(true);
                inbox.open(Folder.READ_ONLY);
                assertThat(inbox.getMessageCount()).isEqualTo(2);
                inbox.close(false);
            }
        } finally {
            greenMail.stop();
        }
    }
}
