package org.pop3j.store.maildir;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;

/** Makes folders with mode 0700, each durable before the next (S-39); one that is there already must be no symbolic link. */
final class NewFolder {
    private static final FileAttribute<?> PRIVATE =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));

    private NewFolder() {}

    /** Makes a folder, or finds it there, durable when this returns. */
    static Path in(Path parent, Path element) throws IOException {
        Path folder = parent.resolve(element);
        try {
            Files.createDirectory(folder, PRIVATE);
        } catch (FileAlreadyExistsException e) {
            if (!folder.toRealPath().equals(folder)) {
                throw new IOException(folder + " is a symbolic link", e);
            }
        }
        try (FileChannel directory = FileChannel.open(parent, StandardOpenOption.READ)) {
            directory.force(true);
        }
        return folder;
    }

    /** Makes the folders above one, as far as they are missing; gives the last of them. */
    static Path above(Path top, Path below) throws IOException {
        Path folder = top;
        for (Path element : below.getParent() == null ? List.<Path>of() : below.getParent()) {
            folder = in(folder, element);
        }
        return folder;
    }

    /** Makes a Maildir in a folder, with mode 0700, durable when this returns. */
    static void maildir(Path parent, Path name) throws IOException {
        Path folder = in(parent, name);
        for (Part part : Part.values()) {
            in(folder, part.folder());
        }
    }
}
