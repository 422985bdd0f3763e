package org.pop3j.store.maildir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;
import java.util.Map;
import java.util.Optional;

/**
 * Whose files are the messages of a Maildir: its owner's (S-38). Of a file that was looked at by handle Java tells the owner by
 * name only, and reads the list of users for each: seven calls of the system, where a look at the file is one. So the number
 * is asked for by path and counts if the same file is found there; else names are compared.
 */
final class Ownership {
    private static final String NUMBER = "uid";
    private static final String KEY = "fileKey";

    private final Path maildir;
    private final PosixFileAttributes attributes;
    private final Optional<Object> number;

    /** Of the Maildir that was found at a path and has these attributes. */
    Ownership(Path maildir, PosixFileAttributes attributes) {
        this.maildir = maildir;
        this.attributes = attributes;
        this.number = number(maildir, attributes);
    }

    /** Whether a file that was found in one of the folders belongs to the owner of the Maildir. */
    boolean covers(Part part, Path name, PosixFileAttributes found) {
        Optional<Object> other = number(maildir.resolve(part.folder()).resolve(name), found);
        return number.isPresent() && other.isPresent()
                ? other.equals(number)
                : found.owner().equals(attributes.owner());
    }

    /** Empty where the path leads elsewhere, or Java knows no numbers there. */
    private static Optional<Object> number(Path path, PosixFileAttributes expected) {
        try {
            Map<String, Object> found =
                    Files.readAttributes(path, "unix:" + NUMBER + "," + KEY, LinkOption.NOFOLLOW_LINKS);
            return expected.fileKey().equals(found.get(KEY)) ? Optional.of(found.get(NUMBER)) : Optional.empty();
        } catch (IOException | UnsupportedOperationException | IllegalArgumentException renamedOrUnknown) {
            return Optional.empty();
        }
    }
}
