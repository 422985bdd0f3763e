package org.pop3j.store.maildir;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import org.pop3j.store.spi.MaildropInUseException;

/** The locks of one session (R1939-13), taken in one order by all: within this process, the kernel's, Dovecot's. */
final class SessionLocks implements Closeable {
    /** Not hidden by a dot, which would make it a folder for Maildir++. */
    static final Path FILE = Path.of("pop3j.lock");

    private final MaildirLock own;
    private final Optional<DovecotLock> dovecot;

    private SessionLocks(MaildirLock own, Optional<DovecotLock> dovecot) {
        this.own = own;
        this.dovecot = dovecot;
    }

    static SessionLocks take(Maildir maildir, MaildirOptions options, Clock clock)
            throws MaildropInUseException, IOException {
        MaildirLock own = MaildirLock.take(maildir, FILE, options.lockWait()).orElseThrow(() -> inUse(maildir));
        boolean isComplete = false;
        try {
            SessionLocks locks = new SessionLocks(own, dovecot(maildir, options, clock));
            isComplete = true;
            return locks;
        } finally {
            if (!isComplete) {
                own.close();
            }
        }
    }

    private static Optional<DovecotLock> dovecot(Maildir maildir, MaildirOptions options, Clock clock)
            throws MaildropInUseException, IOException {
        return switch (options.sessionLock()) {
            case OWN -> Optional.empty();
            case OWN_AND_DOVECOT -> Optional.of(DovecotLock.take(maildir, clock).orElseThrow(() -> inUse(maildir)));
        };
    }

    private static MaildropInUseException inUse(Maildir maildir) {
        return new MaildropInUseException("another session has " + maildir + " open");
    }

    boolean areHeld() {
        return own.isHeld() && dovecot.map(DovecotLock::isHeld).orElse(true);
    }

    @Override
    public void close() throws IOException {
        try (own) {
            if (dovecot.isPresent()) {
                dovecot.orElseThrow().close();
            }
        }
    }
}
