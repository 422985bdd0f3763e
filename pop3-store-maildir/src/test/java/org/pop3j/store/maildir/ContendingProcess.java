package org.pop3j.store.maildir;

import java.nio.file.Files;
import java.nio.file.Path;
import org.pop3j.store.spi.Maildrop;
import org.pop3j.store.spi.MaildropInUseException;

/** Logs in again and again while others do the same, and tells if the maildrop was somebody else's at the same time. */
final class ContendingProcess {
    private ContendingProcess() {}

    /** Takes the folder of Maildirs, a file that only who has the maildrop makes, and how many logins are wanted. */
    public static void main(String[] arguments) throws Exception {
        Path mail = Path.of(arguments[0]);
        System.out.println("ready");
        System.in.read();
        System.out.println(contend(Ann.in(mail), Path.of(arguments[1]), Integer.parseInt(arguments[2])));
    }

    /** How often it was told that the maildrop is in use. */
    static int contend(Ann ann, Path mine, int logins) throws Exception {
        int refused = 0;
        for (int login = 0; login < logins; ) {
            try (Maildrop drop = ann.open()) {
                Files.createFile(mine);
                if (drop.count() != 1) {
                    throw new AssertionError("expected one message, got " + drop.count());
                }
                Files.delete(mine);
                login++;
            } catch (MaildropInUseException theirs) {
                refused++;
            }
        }
        return refused;
    }
}
