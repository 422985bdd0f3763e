import jakarta.mail.Flags;
import jakarta.mail.Folder;
import jakarta.mail.Message;
import jakarta.mail.Session;
import jakarta.mail.Store;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;

/** Fetches and deletes all messages by Angus Mail. Arguments: host, port, user, file of the password. */
public class AngusFetch {
    public static void main(String[] arguments) throws Exception {
        Properties properties = new Properties();
        properties.setProperty("mail.pop3.timeout", "20000");
        properties.setProperty("mail.pop3.connectiontimeout", "20000");
        Store store = Session.getInstance(properties).getStore("pop3");
        store.connect(arguments[0], Integer.parseInt(arguments[1]), arguments[2], Files.readString(Path.of(arguments[3])));
        Folder inbox = store.getFolder("INBOX");
        inbox.open(Folder.READ_WRITE);
        for (Message message : inbox.getMessages()) {
            ((org.eclipse.angus.mail.pop3.POP3Folder) inbox).getUID(message);
            message.getSize();
            message.getSubject();
            message.writeTo(OutputStream.nullOutputStream());
            message.setFlag(Flags.Flag.DELETED, true);
        }
        inbox.close(true);
        store.close();
    }
}
