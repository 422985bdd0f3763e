import jakarta.mail.Flags;
import jakarta.mail.Folder;
import jakarta.mail.Message;
import jakarta.mail.Session;
import jakarta.mail.Store;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;

/** Fetches and deletes all messages by Angus Mail. Arguments: seconds, file of the password, host, port, user, folder. */
public class AngusFetch {
    public static void main(String[] arguments) throws Exception {
        Properties properties = new Properties();
        properties.setProperty("mail.pop3.timeout", arguments[0] + "000");
        properties.setProperty("mail.pop3.connectiontimeout", arguments[0] + "000");
        Store store = Session.getInstance(properties).getStore("pop3");
        String password = Files.readString(Path.of(arguments[1]));
        store.connect(arguments[2], Integer.parseInt(arguments[3]), arguments[4], password);
        Folder inbox = store.getFolder("INBOX");
        inbox.open(Folder.READ_WRITE);
        for (Message message : inbox.getMessages()) {
            ((org.eclipse.angus.mail.pop3.POP3Folder) inbox).getUID(message);
            message.getSize();
            message.getSubject();
            try (OutputStream file = Files.newOutputStream(Path.of(arguments[5], "" + message.getMessageNumber()))) {
                message.writeTo(file);
            }
            message.setFlag(Flags.Flag.DELETED, true);
        }
        inbox.close(true);
        store.close();
    }
}
