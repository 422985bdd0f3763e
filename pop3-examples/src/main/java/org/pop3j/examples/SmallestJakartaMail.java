package org.pop3j.examples;

import jakarta.mail.Folder;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Store;
import java.io.PrintStream;
import java.util.Properties;

/**
 * Prints the subjects of a maildrop through the plain Jakarta Mail API: pop3-jakarta-mail need only be there, with
 * angus-core and angus-activation (or angus-mail).
 */
public final class SmallestJakartaMail {
    private SmallestJakartaMail() {}

    /**
     * Prints the subjects.
     *
     * @param args host, user, password; the server speaks TLS from the start, at port 995
     * @throws MessagingException if the server does not answer or refuses
     */
    public static void main(String[] args) throws MessagingException {
        printSubjects(new Properties(), args[0], 995, args[1], args[2], System.out);
    }

    static void printSubjects(
            Properties properties, String host, int port, String user, String password, PrintStream out)
            throws MessagingException {
        // snippet: jakarta
        Session session = Session.getInstance(properties);
        try (Store store = session.getStore("pop3s")) {
            store.connect(host, port, user, password);
            try (Folder inbox = store.getFolder("INBOX")) {
                inbox.open(Folder.READ_ONLY);
                for (Message message : inbox.getMessages()) {
                    out.println(message.getSubject());
                }
            }
        }
        // end
    }
}
