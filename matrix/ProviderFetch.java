import jakarta.mail.FetchProfile;
import jakarta.mail.Flags;
import jakarta.mail.Folder;
import jakarta.mail.Message;
import jakarta.mail.Session;
import jakarta.mail.Store;
import jakarta.mail.UIDFolder;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;

/** Fetches and deletes all messages by our own provider. Arguments: seconds, file of the password, host, port, user, folder. */
public class ProviderFetch {
    public static void main(String[] arguments) throws Exception {
        Properties properties = new Properties();
        for (String key : new String[] {"timeout", "connectiontimeout", "writetimeout"}) {
            properties.setProperty("mail.pop3j." + key, arguments[0] + "000");
        }
        Store store = Session.getInstance(properties).getStore("pop3j");
        String password = Files.readString(Path.of(arguments[1]));
        store.connect(arguments[2], Integer.parseInt(arguments[3]), arguments[4], password);
        Folder inbox = store.getFolder("INBOX");
        inbox.open(Folder.READ_WRITE);
        Message[] messages = inbox.getMessages();
        FetchProfile profile = new FetchProfile();
        profile.add(UIDFolder.FetchProfileItem.UID);
        profile.add(FetchProfile.Item.SIZE);
        profile.add(FetchProfile.Item.ENVELOPE);
        inbox.fetch(messages, profile);
        for (Message message : messages) {
            try (OutputStream file = Files.newOutputStream(Path.of(arguments[5], "" + message.getMessageNumber()))) {
                message.writeTo(file);
            }
            message.setFlag(Flags.Flag.DELETED, true);
        }
        inbox.close(true);
        store.close();
    }
}
