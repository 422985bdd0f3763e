package org.pop3j.store.maildir;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SecureDirectoryStream;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.UserPrincipal;
import java.util.stream.Stream;

/** An opened Maildir. What is done in it stays in it, even if its path comes to mean something else (S-38). */
final class Maildir implements Closeable {
    private final Path path;
    private final SecureDirectoryStream<Path> root;
    private final SecureDirectoryStream<Path> control;
    private final PosixFileAttributes attributes;
    private final Ownership ownership;

    /** Takes over the opened directory, also if this fails; our own files are in it. */
    Maildir(Path path, SecureDirectoryStream<Path> root) throws IOException {
        this(path, root, root);
    }

    /**
     * Takes over the opened directories, also if this fails.
     *
     * @param path where it was found; what is done in it does not depend on that
     * @param control where our own files are
     */
    Maildir(Path path, SecureDirectoryStream<Path> root, SecureDirectoryStream<Path> control) throws IOException {
        this.path = path;
        this.root = root;
        this.control = control;
        this.attributes = attributes(root, control);
        this.ownership = new Ownership(path, attributes);
    }

    private static PosixFileAttributes attributes(SecureDirectoryStream<Path> root, SecureDirectoryStream<Path> control)
            throws IOException {
        try {
            return root.getFileAttributeView(PosixFileAttributeView.class).readAttributes();
        } catch (IOException e) {
            root.close();
            control.close();
            throw e;
        }
    }

    /** A file or folder directly in the Maildir. */
    Entry entry(Path name) {
        return new Entry(root, name);
    }

    /** Where it was found. */
    Path path() {
        return path;
    }

    /** A file of ours: lock, cache, unique-ids. */
    Entry control(Path name) {
        return new Entry(control, name);
    }

    /**
     * Whether our own files would have to be in the Maildir, and neither they can be written nor messages removed. Asks the
     * system by path: what Java says of a file system is wrong for a mount of a part of it.
     */
    boolean isReadOnly() {
        return control == root
                && Stream.of(path, path.resolve(Part.NEW.folder()), path.resolve(Part.CUR.folder()))
                        .noneMatch(Files::isWritable);
    }

    /** Makes new and renamed files of ours durable. */
    void syncControl() throws IOException {
        control(Path.of(".")).sync();
    }

    /** Opens {@code tmp}, {@code new} or {@code cur}; the caller closes it. */
    SecureDirectoryStream<Path> enter(Part part) throws IOException {
        return entry(part.folder()).enter();
    }

    /**
     * Opens a folder that only the owner of the Maildir may have made; the caller closes it.
     *
     * @throws IOException if it is somebody else's
     */
    SecureDirectoryStream<Path> enterOwned(Path folder) throws IOException {
        Entry entry = entry(folder);
        if (!entry.attributes().owner().equals(owner())) {
            throw new IOException(folder + " in " + this + " does not belong to its owner");
        }
        return entry.enter();
    }

    /** Makes arrivals and removals in a folder durable (S-39). */
    void sync(Part part) throws IOException {
        entry(part.folder()).sync();
    }

    /** Who owns the Maildir, and must own each message in it (S-38). */
    UserPrincipal owner() {
        return attributes.owner();
    }

    /** Whether a file of one of its folders belongs to the owner of the Maildir. */
    boolean owns(Part part, Path name, PosixFileAttributes found) {
        return ownership.covers(part, name, found);
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
        try (root) {
            control.close();
        }
    }
}
