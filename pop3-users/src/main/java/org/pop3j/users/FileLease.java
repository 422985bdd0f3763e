package org.pop3j.users;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Objects;
import java.util.concurrent.locks.ReentrantLock;

/**
 * One editor of a file at a time, over processes: the lock is on the file itself. Since an editor replaces the file, who
 * waited may hold the lock of the old one; it then takes that of the new one.
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
            return new FileLease(file, lockedChannel(file));
        } catch (IOException | RuntimeException e) {
            WITHIN_THIS_JVM.unlock();
            throw e;
        }
    }

    private static FileChannel lockedChannel(Path file) throws IOException {
        while (true) {
            Object before = key(file);
            FileChannel channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE);
            try {
                channel.lock();
                if (Objects.equals(before, key(file))) {
                    return channel;
                }
            } catch (IOException e) {
                channel.close();
                throw e;
            }
            channel.close();
        }
    }

    private static Object key(Path file) throws IOException {
        Object key = Files.readAttributes(file, BasicFileAttributes.class).fileKey();
        return key == null ? "" : key;
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
