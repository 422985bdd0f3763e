package org.pop3j.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/** A file whose first line is a password. */
final class PasswordFile {
    private static final int LONGEST_LINE = 4096;

    private PasswordFile() {}

    static String read(Path file, String option) throws Failure {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] octets = in.readNBytes(LONGEST_LINE);
            int end = 0;
            while (end < octets.length && octets[end] != '\n') {
                end++;
            }
            return Terminal.text(Arrays.copyOf(octets, end), "the first line of " + option + " " + file);
        } catch (Failure e) {
            throw Failure.refused(e.getMessage());
        } catch (IOException e) {
            throw Failure.refused("cannot read " + option + " " + file, e);
        }
    }
}
