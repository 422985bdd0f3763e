package org.pop3j.examples.peer;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.mail.FetchProfile;
import jakarta.mail.Flags;
import jakarta.mail.Folder;
import jakarta.mail.Message;
import jakarta.mail.Session;
import jakarta.mail.Store;
import jakarta.mail.UIDFolder;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Tag("peer")
@Timeout(120)
@DisplayName("Our Jakarta Mail provider at Dovecot")
class ProviderAtDovecotTest {
    private static final int MESSAGES = 50;

    @Test
    @DisplayName("headers by a profile, contents read ahead, a ledger of its unique-ids, deletion of what was flagged")
    void aProgram(@TempDir Path folder, @TempDir Path work) throws Exception {
        MaildirOfAda mail = MaildirOfAda.in(folder, MESSAGES);
        Properties properties = new Properties();
        properties.setProperty("mail.pop3j.readahead", "true");
        properties.setProperty("mail.pop3j.ledger", folder.resolve("ledger").toString());
        try (DovecotPeer dovecot = DovecotPeer.on(mail.all(), Files.createDirectory(work.resolve("dovecot")));
                Store store = Session.getInstance(properties).getStore("pop3j")) {
            store.connect(Endpoint.HOST, dovecot.port(), MaildirOfAda.USER, Endpoint.PASSWORD);
            Folder inbox = store.getFolder("INBOX");
            takeAll(inbox);
            mail.put("1700000099.m99.host", "Subject: late\n\nlate\n");
            inbox.open(Folder.READ_WRITE);
            assertThat(inbox.getMessageCount()).isEqualTo(MESSAGES);
            for (Message message : inbox.getMessages()) {
                boolean isLate = message.getSubject().equals("late");
                assertThat(message.isSet(Flags.Flag.SEEN)).isEqualTo(!isLate);
                assertThat(message.isSet(Flags.Flag.RECENT)).isEqualTo(isLate);
            }
            ByteArrayOutputStream written = new ByteArrayOutputStream();
            inbox.getMessage(2).writeTo(written);
            assertThat(written.toString(StandardCharsets.US_ASCII)).isEqualTo("Subject: 3\r\n\r\n.dot 3\r\n");
            inbox.close(false);
        }
    }

    /** Reads and takes all, and deletes the second. */
    private static void takeAll(Folder inbox) throws Exception {
        inbox.open(Folder.READ_WRITE);
        FetchProfile profile = new FetchProfile();
        profile.add(FetchProfile.Item.ENVELOPE);
        profile.add(UIDFolder.FetchProfileItem.UID);
        inbox.fetch(inbox.getMessages(), profile);
        assertThat(inbox.getMessageCount()).isEqualTo(MESSAGES);
        for (Message message : inbox.getMessages()) {
            int number = message.getMessageNumber();
            assertThat(message.getSubject()).isEqualTo(Integer.toString(number));
            assertThat(message.getContent()).isEqualTo(".dot " + number + "\r\n");
            assertThat(message.isSet(Flags.Flag.RECENT)).isTrue();
            message.setFlag(Flags.Flag.SEEN, true);
        }
        inbox.getMessage(2).setFlag(Flags.Flag.DELETED, true);
        inbox.close(true);
    }
}
