package org.pop3j.store.maildir;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFileAttributes;
import java.time.Duration;
import java.util.Optional;

/**
 * An exclusive lock on a file in a Maildir, outside {@code tmp}, {@code new} and {@code cur} (M-06). The kernel frees it when
 * the process dies; the file stays, since removing it would let two processes lock two files.
 *
 * <p>The locks of the kernel belong to the process and vanish when <em>any</em> channel on the file is closed. So a turn
 * within this Java process comes first, for which one can wait, then one among all copies of these classes ({@link JvmTurn}).
 * Whoever has both opens the file once and keeps it open. Nothing else may open the file. An interrupt closes the channel: never interrupt a thread that uses a store.
 */
final class MaildirLock implements Closeable {
    /** One for all stores: several may serve the same folder. */
    private static final Turns TURNS = new Turns();

    private final Key turn;
    private final JvmTurn jvmTurn;
    private final Entry file;
    private final FileChannel channel;
    private final Object identity;
    private boolean isClosed;

    private MaildirLock(Key turn, JvmTurn jvmTurn, Entry file, FileChannel channel, Object identity) {
        this.turn = turn;
        this.jvmTurn = jvmTurn;
        this.file = file;
        this.channel = channel;
        this.identity = identity;
    }

    private record Key(Object maildir, Path file) {}

    /**
     * Takes the lock; empty if another session has it.
     *
     * @param wait how long to wait for another session
     */
    static Optional<MaildirLock> take(Maildir maildir, Path file, Duration wait) throws IOException {
        long end = System.nanoTime() + wait.toNanos();
        Key turn = new Key(maildir.key(), file);
        if (!enter(turn, wait)) {
            return Optional.empty();
        }
        Optional<MaildirLock> lock = Optional.empty();
        try {
            lock = Waiting.until(end, () -> lock(turn, maildir));
            return lock;
        } finally {
            if (lock.isEmpty()) {
                TURNS.leave(turn);
            }
        }
    }

    private static boolean enter(Key turn, Duration wait) throws IOException {
        try {
            return TURNS.enter(turn, wait);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while waiting for the lock of a Maildir", e);
        }
    }

    private static Optional<MaildirLock> lock(Key turn, Maildir maildir) throws IOException {
        Optional<JvmTurn> jvmTurn = JvmTurn.take(maildir, turn.file());
        Optional<MaildirLock> lock = Optional.empty();
        try {
            if (jvmTurn.isPresent()) {
                lock = lock(turn, jvmTurn.orElseThrow(), maildir.control(turn.file()));
            }
            return lock;
        } finally {
            if (lock.isEmpty() && jvmTurn.isPresent()) {
                jvmTurn.orElseThrow().close();
            }
        }
    }

    private static Optional<MaildirLock> lock(Key turn, JvmTurn jvmTurn, Entry file) throws IOException {
        FileChannel channel = file.open(StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        boolean isLocked = false;
        try {
            PosixFileAttributes attributes = file.attributes();
            if (!attributes.isRegularFile()) {
                throw new IOException(file.name() + " is not a regular file");
            }
            isLocked = tryLock(channel);
            MaildirLock lock = new MaildirLock(turn, jvmTurn, file, channel, attributes.fileKey());
            return isLocked ? Optional.of(lock) : Optional.empty();
        } finally {
            if (!isLocked) {
                channel.close();
            }
        }
    }

    private static boolean tryLock(FileChannel channel) throws IOException {
        try {
            FileLock lock = channel.tryLock();
            return lock != null;
        } catch (OverlappingFileLockException e) {
            // Other code in this Java process has locked our file.
            return false;
        }
    }

    /** Whether the lock is still worth something: the file is open, and it is the one that others would lock. */
    boolean isHeld() {
        try {
            return channel.isOpen() && file.attributes().fileKey().equals(identity);
        } catch (IOException removed) {
            // Without the file the next one makes another and locks that.
            return false;
        }
    }

    @Override
    public void close() throws IOException {
        if (isClosed) {
            return;
        }
        isClosed = true;
        try (jvmTurn) {
            channel.close();
        } finally {
            TURNS.leave(turn);
        }
    }
}
