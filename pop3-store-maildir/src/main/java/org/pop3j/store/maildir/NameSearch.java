package org.pop3j.store.maildir;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.Path;
import java.nio.file.SecureDirectoryStream;
import java.util.Optional;

/** Looks for a message by a part of its base name, without looking at any file. */
final class NameSearch {
    private static final int PASSES = 10;

    private NameSearch() {}

    /** A base in new or cur that contains the text; read again where a renaming may have hidden one (M-05). */
    static Optional<BaseName> find(Maildir maildir, String text) throws IOException {
        for (int pass = 1; pass <= PASSES; pass++) {
            FolderStamp before = stamp(maildir, Part.CUR);
            Optional<BaseName> found = find(maildir, Part.NEW, text);
            if (found.isEmpty()) {
                found = find(maildir, Part.CUR, text);
            }
            if (found.isPresent() || before.equals(stamp(maildir, Part.CUR))) {
                return found;
            }
        }
        return Optional.empty();
    }

    private static FolderStamp stamp(Maildir maildir, Part part) throws IOException {
        return FolderStamp.of(maildir.entry(part.folder()));
    }

    private static Optional<BaseName> find(Maildir maildir, Part part, String text) throws IOException {
        try (SecureDirectoryStream<Path> folder = maildir.enter(part)) {
            for (Path file : folder) {
                BaseName base = BaseName.of(file);
                if (base.octets().contains(text)) {
                    return Optional.of(base);
                }
            }
            return Optional.empty();
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
    }
}
