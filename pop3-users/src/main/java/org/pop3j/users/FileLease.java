package org.pop3j.users;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;

/**
 * One editor of a file at a time, over processes. The lock is on a file of its own, {@code .NAME.lock} beside it, which
 * stays: the file itself is replaced by each edit, and Java cannot tell whether a lock that was waited for is still that of
 * the file in place (its inode may have been used again).
 */
final class FileLease implements AutoCloseable {
    /** A JVM holds a file lock once, so its threads queue here. */
    private static final ReentrantLock WITHIN_THIS_JVM = new ReentrantLock();

    private final Path file;
    private final FileChannel channel;

    private FileLease(Path file, FileChannel channel) {
        this.file = file;
        this.channel = channel;
    }

    static FileLease take(Path file) throws IOException {
        WITHIN_THIS_JVM.lock();
        try {
            return new FileLease(file, lockedChannel(file.resolveSibling("." + file.getFileName() + ".lock")));
        } catch (IOException | RuntimeException e) {
            WITHIN_THIS_JVM.unlock();
            throw e;
        }
    }

    private static FileChannel lockedChannel(Path lock) throws IOException {
        FileChannel channel = FileChannel.open(
                lock, Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE), PrivateFile.mode(lock, "rw-------"));
        try {
            channel.lock();
            return channel;
        } catch (IOException e) {
            channel.close();
            throw e;
        }
    }

    Path file() {
        return file;
    }

    @Override
    public void close() throws IOException {
        try {
            channel.close();
        } finally {
            WITHIN_THIS_JVM.unlock();
        }
    }
}
