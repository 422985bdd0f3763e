package org.pop3j.store.maildir;

import java.io.IOException;
import java.util.Collection;
import java.util.function.Function;
import org.pop3j.store.spi.MaildropInUseException;

/**
 * Writes the file of unique-ids anew for who has the lock of a session, while nobody delivers: what is appended meanwhile
 * would be lost. So who appends holds one of the two locks.
 */
final class IdRewrite {
    private IdRewrite() {}

    /** Leaves out damaged lines, whatever the file begins with, and keeps the file as it was beside the new one; waits for deliveries. */
    static void repair(Maildir maildir) throws IOException, MaildropInUseException {
        locked(maildir, file -> {
            file.keepAsDamaged();
            file.replace(file.salvage().all());
        });
    }

    /** Keeps what is chosen of the lines; waits for deliveries. */
    static void run(Maildir maildir, Function<IdBook, Collection<IdLine>> choice)
            throws IOException, MaildropInUseException {
        locked(maildir, file -> file.replace(choice.apply(file.read())));
    }

    /** Appends for a session that has no lock, and so could lose its lines to one that writes the file anew. */
    static void append(Maildir maildir, Collection<IdLine> lines) throws IOException {
        try {
            locked(maildir, file -> file.append(lines));
        } catch (MaildropInUseException e) {
            throw new IOException(e);
        }
    }

    private interface Work {
        void on(IdFile file) throws IOException;
    }

    private static void locked(Maildir maildir, Work work) throws IOException, MaildropInUseException {
        MaildirLock deliveries = MaildirLock.take(maildir, Delivery.LOCK, Delivery.LOCK_WAIT)
                .orElseThrow(() -> new MaildropInUseException("another process is delivering to " + maildir));
        try {
            work.on(new IdFile(maildir));
        } finally {
            deliveries.close();
        }
    }
}
