package org.pop3j.store.maildir;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/**
 * A turn that all copies of these classes in this Java process share, should several class loaders have loaded them. It must
 * be had before a lock file is opened, since closing any channel on that file drops the lock of whoever has it.
 *
 * <p>The JDK keeps one table of file locks for the whole process and gives none twice; it is used here with a lock on the
 * folder of the Maildir. To the kernel that lock is a shared one, so it holds up no other process, and that the kernel drops
 * it when somebody closes another channel on the folder does not matter: the table still knows it.
 */
final class JvmTurn implements Closeable {
    private static final Path ITSELF = Path.of(".");

    /** To be kept: the table forgets a lock that nobody refers to. */
    private final FileLock lock;

    private JvmTurn(FileLock lock) {
        this.lock = lock;
    }

    /** Takes the turn for a lock file in a Maildir; empty if somebody in this Java process has it. */
    static Optional<JvmTurn> take(Maildir maildir, Path file) throws IOException {
        FileChannel folder = maildir.entry(ITSELF).open(StandardOpenOption.READ);
        Optional<JvmTurn> turn = Optional.empty();
        try {
            turn = tryLock(folder, file).map(JvmTurn::new);
            return turn;
        } finally {
            if (turn.isEmpty()) {
                folder.close();
            }
        }
    }

    /** A place of its own for each file, the same for all copies of these classes. */
    private static Optional<FileLock> tryLock(FileChannel folder, Path file) throws IOException {
        long position = Integer.toUnsignedLong(file.toString().hashCode());
        try {
            return Optional.ofNullable(folder.tryLock(position, 1, true));
        } catch (OverlappingFileLockException taken) {
            return Optional.empty();
        }
    }

    @Override
    public void close() throws IOException {
        lock.acquiredBy().close();
    }
}
