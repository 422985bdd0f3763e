package org.pop3j.store.maildir;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import org.pop3j.store.spi.MaildropInUseException;

/** The locks of one session (R1939-13). */
final class SessionLocks implements Closeable {
    /** Not hidden by a dot, which would make it a folder for Maildir++. */
    static final Path FILE = Path.of("pop3j.lock");

    private final MaildirLock own;

    private SessionLocks(MaildirLock own) {
        this.own = own;
    }

    static SessionLocks take(Maildir maildir, MaildirOptions options) throws MaildropInUseException, IOException {
        MaildirLock own = MaildirLock.take(maildir, FILE, options.lockWait())
                .orElseThrow(() -> new MaildropInUseException("another session has " + maildir + " open"));
        return new SessionLocks(own);
    }

    boolean areHeld() {
        return own.isHeld();
    }

    @Override
    public void close() throws IOException {
        own.close();
    }
}
