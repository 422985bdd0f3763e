package org.pop3j.store.maildir;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.SecureDirectoryStream;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;

/**
 * A name in an opened directory. Everything is done relative to that directory and without following a symbolic link, so
 * that nobody can lead us elsewhere by swapping a folder or a file (S-38).
 */
record Entry(SecureDirectoryStream<Path> directory, Path name) {
    private static final Path ITSELF = Path.of(".");
    private static final Set<PosixFilePermission> PRIVATE = PosixFilePermissions.fromString("rw-------");
    private static final Set<OpenOption> READING = Set.of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS);
    private static final Set<OpenOption> READING_AND_WRITING =
            Set.of(StandardOpenOption.READ, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);

    /** What the name stands for; a symbolic link stands for itself. */
    PosixFileAttributes attributes() throws IOException {
        return view().readAttributes();
    }

    /** Opens a file; one that is made gets mode 0600. */
    FileChannel open(StandardOpenOption... options) throws IOException {
        Set<OpenOption> all = new HashSet<>(Set.of(options));
        all.add(LinkOption.NOFOLLOW_LINKS);
        return open(all, PosixFilePermissions.asFileAttribute(PRIVATE));
    }

    private FileChannel open(Set<OpenOption> options, FileAttribute<?>... ofNewFile) throws IOException {
        // The JDK's directory streams give FileChannels, though the interface promises less.
        return (FileChannel) directory.newByteChannel(name, options, ofNewFile);
    }

    /**
     * Opens a file for reading, if it may be with the right to write as well: Linux does not block then if somebody has put a
     * FIFO there. Where it may not, the name is looked at first.
     */
    FileChannel openForReading() throws IOException {
        try {
            return open(READING_AND_WRITING);
        } catch (NoSuchFileException e) {
            throw e;
        } catch (FileSystemException mayOnlyReadOrReadOnlyOrImmutable) {
            if (!attributes().isRegularFile()) {
                throw mayOnlyReadOrReadOnlyOrImmutable;
            }
            return open(READING);
        }
    }

    /**
     * Opens a directory. By way of its own "." because opening a FIFO would block; that follows a symbolic link, so what
     * was opened is compared with the name.
     */
    SecureDirectoryStream<Path> enter() throws IOException {
        PosixFileAttributes expected = attributes();
        if (!expected.isDirectory()) {
            throw new NotDirectoryException(name.toString());
        }
        SecureDirectoryStream<Path> entered = directory.newDirectoryStream(name.resolve(ITSELF));
        try {
            Object key = entered.getFileAttributeView(BasicFileAttributeView.class)
                    .readAttributes()
                    .fileKey();
            if (!key.equals(expected.fileKey())) {
                throw new IOException(name + " was replaced while it was opened");
            }
            return entered;
        } catch (IOException e) {
            entered.close();
            throw e;
        }
    }

    /**
     * Before a file is renamed to this name: renaming would replace what is there, and so lose another message.
     *
     * @throws FileAlreadyExistsException if something has the name
     */
    void requireFree() throws IOException {
        try {
            attributes();
        } catch (NoSuchFileException free) {
            return;
        }
        throw new FileAlreadyExistsException(name.toString());
    }

    void delete() throws IOException {
        directory.deleteFile(name);
    }

    void deleteIfThere() throws IOException {
        try {
            delete();
        } catch (NoSuchFileException none) {
            return;
        }
    }

    void touch(Instant now) throws IOException {
        view().setTimes(FileTime.from(now), null, null);
    }

    /** Gives it another mode. */
    void mode(Set<PosixFilePermission> permissions) throws IOException {
        view().setPermissions(permissions);
    }

    /** Makes what happened in the directory of this name durable (S-39). */
    void sync() throws IOException {
        try (FileChannel channel = open(StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    private PosixFileAttributeView view() {
        return directory.getFileAttributeView(name, PosixFileAttributeView.class, LinkOption.NOFOLLOW_LINKS);
    }
}
