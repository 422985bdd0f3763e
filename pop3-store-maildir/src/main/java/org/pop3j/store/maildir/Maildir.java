package org.pop3j.store.maildir;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.nio.file.SecureDirectoryStream;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.UserPrincipal;

/** An opened Maildir. What is done in it stays in it, even if its path comes to mean something else (S-38). */
final class Maildir implements Closeable {
    private final Path path;
    private final SecureDirectoryStream<Path> root;
    private final PosixFileAttributes attributes;

    /** Takes over the opened directory, also if this fails; {@code path} is only for messages. */
    Maildir(Path path, SecureDirectoryStream<Path> root) throws IOException {
        this.path = path;
        this.root = root;
        this.attributes = attributes(root);
    }

    private static PosixFileAttributes attributes(SecureDirectoryStream<Path> root) throws IOException {
        try {
            return root.getFileAttributeView(PosixFileAttributeView.class).readAttributes();
        } catch (IOException e) {
            root.close();
            throw e;
        }
    }

    /** A file or folder directly in the Maildir. */
    Entry entry(Path name) {
        return new Entry(root, name);
    }

    /** Opens {@code tmp}, {@code new} or {@code cur}; the caller closes it. */
    SecureDirectoryStream<Path> enter(Part part) throws IOException {
        return entry(part.folder()).enter();
    }

    /** Makes arrivals and removals in a folder durable (S-39). */
    void sync(Part part) throws IOException {
        entry(part.folder()).sync();
    }

    /** Who owns the Maildir, and must own each message in it (S-38). */
    UserPrincipal owner() {
        return attributes.owner();
    }

    /** Device and inode: the same for every path that leads here. */
    Object key() {
        return attributes.fileKey();
    }

    @Override
    public String toString() {
        return path.toString();
    }

    @Override
    public void close() throws IOException {
        root.close();
    }
}
