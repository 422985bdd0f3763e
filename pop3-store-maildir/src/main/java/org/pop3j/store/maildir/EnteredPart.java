package org.pop3j.store.maildir;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.nio.file.SecureDirectoryStream;
import java.util.Optional;
import java.util.concurrent.Semaphore;

/**
 * The folder in which a session last did something to a message. It stays open for the next message: to enter a folder takes
 * eight calls of the system, to see that its name still stands for it one. A session that finds {@link #MOST} of them open
 * enters anew each time, so that many sessions do not use up what a process may have open.
 */
final class EnteredPart implements Closeable {
    static final int MOST = 512;

    private static final Semaphore OF_ALL_SESSIONS = new Semaphore(MOST);

    private final Maildir maildir;
    private final Semaphore free;
    private Optional<Kept> kept = Optional.empty();

    EnteredPart(Maildir maildir) {
        this(maildir, OF_ALL_SESSIONS);
    }

    /** With its own number of folders that may stay open. */
    EnteredPart(Maildir maildir, Semaphore free) {
        this.maildir = maildir;
        this.free = free;
    }

    private record Kept(Part part, SecureDirectoryStream<Path> folder, Object key) {}

    /** Something done in a folder. */
    @FunctionalInterface
    interface Work<T> {
        T in(SecureDirectoryStream<Path> folder) throws IOException;
    }

    /** Does it in the folder that has the name now. */
    <T> T work(Part part, Work<T> work) throws IOException {
        if (!isKept(part)) {
            close();
            if (!free.tryAcquire()) {
                try (SecureDirectoryStream<Path> folder = maildir.enter(part)) {
                    return work.in(folder);
                }
            }
            keep(part);
        }
        return work.in(kept.orElseThrow().folder());
    }

    private boolean isKept(Part part) throws IOException {
        return kept.isPresent()
                && kept.orElseThrow().part() == part
                && kept.orElseThrow().key().equals(key(part));
    }

    private Object key(Part part) throws IOException {
        return maildir.entry(part.folder()).attributes().fileKey();
    }

    private void keep(Part part) throws IOException {
        boolean isKept = false;
        try {
            Object key = key(part);
            kept = Optional.of(new Kept(part, maildir.enter(part), key));
            isKept = true;
        } finally {
            if (!isKept) {
                free.release();
            }
        }
    }

    /** Lets go of it; another message enters anew. */
    @Override
    public void close() throws IOException {
        if (kept.isPresent()) {
            SecureDirectoryStream<Path> folder = kept.orElseThrow().folder();
            kept = Optional.empty();
            free.release();
            folder.close();
        }
    }
}
