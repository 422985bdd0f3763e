import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.commons.net.pop3.POP3Client;
import org.apache.commons.net.pop3.POP3MessageInfo;

/** Fetches and deletes all messages by Commons Net. Arguments: seconds, file of the password, host, port, user, folder. */
public class CommonsNetFetch {
    public static void main(String[] arguments) throws Exception {
        POP3Client client = new POP3Client();
        client.setDefaultTimeout(Integer.parseInt(arguments[0]) * 1000);
        client.connect(arguments[2], Integer.parseInt(arguments[3]));
        require(client.login(arguments[4], Files.readString(Path.of(arguments[1]))), "login", client);
        client.status();
        client.listUniqueIdentifiers();
        POP3MessageInfo[] messages = client.listMessages();
        require(messages != null, "LIST", client);
        for (POP3MessageInfo message : messages) {
            Reader content = client.retrieveMessage(message.number);
            require(content != null, "RETR", client);
            try (content;
                    Writer file = Files.newBufferedWriter(Path.of(arguments[5], "" + message.number), ISO_8859_1)) {
                content.transferTo(file);
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
