package org.pop3j.jakarta.mail.probe;

import jakarta.mail.Flags;
import jakarta.mail.Folder;
import jakarta.mail.Session;
import jakarta.mail.Store;
import java.util.Properties;

/** A program that takes the second message of its maildrop, by the ledger, and is gone the moment that setFlag returns. */
public final class TakeAndDie {
    private TakeAndDie() {}

    /**
     * Runs the program.
     *
     * @param arguments the port of a server, the file of the ledger
     * @throws Exception if anything fails
     */
    public static void main(String[] arguments) throws Exception {
        Properties properties = new Properties();
        properties.setProperty("mail.pop3j.ledger", arguments[1]);
        Store store = Session.getInstance(properties).getStore("pop3j");
        store.connect("127.0.0.1", Integer.parseInt(arguments[0]), "mrose", "secret");
        Folder inbox = store.getFolder("INBOX");
        inbox.open(Folder.READ_ONLY);
        inbox.getMessage(2).setFlag(Flags.Flag.SEEN, true);
        Runtime.getRuntime().halt(9);
    }
}
