package org.pop3j.jakarta.mail.interop;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.pop3j.store.spi.Maildrop;
import org.pop3j.store.spi.MaildropException;
import org.pop3j.store.spi.MaildropName;
import org.pop3j.store.spi.StoredContent;
import org.pop3j.testkit.Pop3ServerExtension;

/** Mail that comes to our server while others poll it. */
final class Mail {
    private static final MaildropName OWNER = new MaildropName("mrose");

    private Mail() {}

    static Pop3ServerExtension server() {
        return Pop3ServerExtension.builder().user("mrose", "secret").build();
    }

    static void deliver(Pop3ServerExtension server, String subject) throws IOException, MaildropException {
        byte[] octets = ("Subject: " + subject + "\r\nContent-Type: text/plain\r\n\r\ntext of " + subject + "\r\n")
                .getBytes(StandardCharsets.US_ASCII);
        server.store().deliver(OWNER, new ByteArrayInputStream(octets), Optional.empty());
    }

    static long count(Pop3ServerExtension server) throws IOException, MaildropException {
        try (Maildrop maildrop = server.store().open(OWNER)) {
            return maildrop.count();
        }
    }

    /** Of the mail that is there, in its order. */
    static List<String> subjects(Pop3ServerExtension server) throws IOException, MaildropException {
        List<String> subjects = new ArrayList<>();
        try (Maildrop maildrop = server.store().open(OWNER)) {
            for (int number = 1; number <= maildrop.count(); number++) {
                try (StoredContent content = maildrop.content(number)) {
                    String text = new String(content.octets().readAllBytes(), StandardCharsets.US_ASCII);
                    subjects.add(text.substring("Subject: ".length(), text.indexOf('\r')));
                }
            }
        }
        return subjects;
    }
}
