package org.pop3j.store.maildir;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.pop3j.store.spi.MaildropInUseException;

/**
 * The locks of one session (R1939-13), taken in one order by all: within this process, the kernel's, Dovecot's. A session
 * that excludes nobody takes ours if it is free, and then it is the one that writes the cache. On a read-only file system there
 * is no lock to take, and nothing that a session could remove or write.
 */
final class SessionLocks implements Closeable {
    /** Not hidden by a dot, which would make it a folder for Maildir++. */
    static final Path FILE = Path.of("pop3j.lock");

    private final MaildirOptions.Lock mode;
    private final Optional<MaildirLock> own;
    private final Optional<DovecotLock> dovecot;

    private SessionLocks(MaildirOptions.Lock mode, Optional<MaildirLock> own, Optional<DovecotLock> dovecot) {
        this.mode = mode;
        this.own = own;
        this.dovecot = dovecot;
    }

    static SessionLocks take(Maildir maildir, MaildirOptions options, Clock clock)
            throws MaildropInUseException, IOException {
        try {
            return switch (options.lock()) {
                case EXCLUSIVE -> exclusive(maildir, options, clock);
                case SNAPSHOT, NONE ->
                    new SessionLocks(options.lock(), MaildirLock.take(maildir, FILE, Duration.ZERO), Optional.empty());
            };
        } catch (AccessDeniedException e) {
            throw e;
        } catch (FileSystemException e) {
            if (maildir.isReadOnly()) {
                return new SessionLocks(MaildirOptions.Lock.NONE, Optional.empty(), Optional.empty());
            }
            throw e;
        }
    }

    private static SessionLocks exclusive(Maildir maildir, MaildirOptions options, Clock clock)
            throws MaildropInUseException, IOException {
        long end = System.nanoTime() + options.lockWait().toNanos();
        MaildirLock own = MaildirLock.take(maildir, FILE, options.lockWait()).orElseThrow(() -> inUse(maildir));
        boolean isComplete = false;
        try {
            Optional<DovecotLock> dovecot = dovecot(maildir, options, clock, end);
            isComplete = true;
            return new SessionLocks(options.lock(), Optional.of(own), dovecot);
        } finally {
            if (!isComplete) {
                own.close();
            }
        }
    }

    private static Optional<DovecotLock> dovecot(Maildir maildir, MaildirOptions options, Clock clock, long end)
            throws MaildropInUseException, IOException {
        return switch (options.sessionLock()) {
            case OWN -> Optional.empty();
            case OWN_AND_DOVECOT ->
                Optional.of(Waiting.until(end, () -> DovecotLock.take(maildir, clock))
                        .orElseThrow(() -> inUse(maildir)));
        };
    }

    private static MaildropInUseException inUse(Maildir maildir) {
        return new MaildropInUseException("another session has " + maildir + " open");
    }

    /** Whether the session may go on; one that excludes nobody may. */
    boolean areHeld() {
        return switch (mode) {
            case EXCLUSIVE ->
                own.map(MaildirLock::isHeld).orElse(false)
                        && dovecot.map(DovecotLock::isHeld).orElse(true);
            case SNAPSHOT, NONE -> true;
        };
    }

    /** Whether no other session writes what is known. */
    boolean mayWrite() {
        return areHeld() && own.map(MaildirLock::isHeld).orElse(false);
    }

    @Override
    public void close() throws IOException {
        try {
            if (dovecot.isPresent()) {
                dovecot.orElseThrow().close();
            }
        } finally {
            if (own.isPresent()) {
                own.orElseThrow().close();
            }
        }
    }
}
