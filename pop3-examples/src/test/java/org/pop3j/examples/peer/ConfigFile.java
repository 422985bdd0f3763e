package org.pop3j.examples.peer;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/** Writes configuration that holds a password: readable by its owner alone, as its programs insist. */
final class ConfigFile {
    private ConfigFile() {}

    /**
     * Writes the file.
     *
     * @param folder where
     * @param name the file name
     * @param permissions as {@code rw-------}
     * @param text its lines
     * @return the file
     */
    static Path write(Path folder, String name, String permissions, String text) throws IOException {
        Path file = Files.writeString(folder.resolve(name), text);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));
        return file;
    }

    /**
     * Makes an empty Maildir.
     *
     * @param maildir where
     * @return the same
     */
    static Path maildir(Path maildir) throws IOException {
        for (String part : new String[] {"tmp", "new", "cur"}) {
            Files.createDirectories(maildir.resolve(part));
        }
        return maildir;
    }
}
