package org.pop3j.store.maildir;

import java.io.IOException;
import java.util.Collection;
import java.util.function.Function;
import org.pop3j.store.spi.MaildropInUseException;

/** Writes the file of unique-ids anew for who has the lock of a session, while nobody delivers: what is appended meanwhile would be lost. */
final class IdRewrite {
    private IdRewrite() {}

    /** Keeps what is chosen of the lines; waits for deliveries. */
    static void run(Maildir maildir, Function<IdBook, Collection<IdLine>> choice)
            throws IOException, MaildropInUseException {
        MaildirLock deliveries = MaildirLock.take(maildir, Delivery.LOCK, Delivery.LOCK_WAIT)
                .orElseThrow(() -> new MaildropInUseException("another process is delivering to " + maildir));
        try {
            IdFile file = new IdFile(maildir);
            file.replace(choice.apply(file.read()));
        } finally {
            deliveries.close();
        }
    }
}
