import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.commons.net.pop3.POP3Client;
import org.apache.commons.net.pop3.POP3MessageInfo;

/** Fetches and deletes all messages by Commons Net. Arguments: host, port, user, file of the password. */
public class CommonsNetFetch {
    public static void main(String[] arguments) throws Exception {
        POP3Client client = new POP3Client();
        client.setDefaultTimeout(20_000);
        client.connect(arguments[0], Integer.parseInt(arguments[1]));
        require(client.login(arguments[2], Files.readString(Path.of(arguments[3]))), "login", client);
        client.status();
        client.listUniqueIdentifiers();
        POP3MessageInfo[] messages = client.listMessages();
        require(messages != null, "LIST", client);
        for (POP3MessageInfo message : messages) {
            try (BufferedReader content = (BufferedReader) client.retrieveMessage(message.number)) {
                require(content != null, "RETR", client);
                while (content.readLine() != null) {}
            }
            require(client.deleteMessage(message.number), "DELE", client);
        }
        require(client.logout(), "QUIT", client);
        client.disconnect();
    }

    private static void require(boolean done, String what, POP3Client client) throws IOException {
        if (!done) {
            throw new IOException(what + ": " + client.getReplyString());
        }
    }
}
