package org.pop3j.jakarta.mail.probe;

import jakarta.mail.Folder;
import jakarta.mail.Message;
import jakarta.mail.Session;
import jakarta.mail.Store;
import jakarta.mail.internet.MimeMultipart;
import java.util.Properties;

/** A user's program, run in a JVM of its own: says which stores it gets, then fetches a message. */
public final class StoreProbe {
    private StoreProbe() {}

    /**
     * Runs the program.
     *
     * @param arguments the port of a server
     * @throws Exception if anything fails
     */
    public static void main(String[] arguments) throws Exception {
        Properties properties = new Properties();
        properties.setProperty("mail.pop3.port", arguments[0]);
        Session session = Session.getInstance(properties);
        for (String protocol : new String[] {"pop3", "pop3s", "pop3j", "pop3js"}) {
            Class<?> store = session.getStore(protocol).getClass();
            System.out.println(protocol + "=" + store.getName() + " named="
                    + store.getModule().isNamed());
        }
        try (Store store = session.getStore("pop3")) {
            store.connect("127.0.0.1", "mrose", "secret");
            try (Folder inbox = store.getFolder("INBOX")) {
                inbox.open(Folder.READ_ONLY);
                Message message = inbox.getMessage(1);
                MimeMultipart parts = (MimeMultipart) message.getContent();
                System.out.println("subject=" + message.getSubject());
                System.out.println("part=" + parts.getBodyPart(0).getContent());
            }
        }
    }
}
