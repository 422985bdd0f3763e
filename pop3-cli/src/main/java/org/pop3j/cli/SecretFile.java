package org.pop3j.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/** A secret in a file: its first line. Secrets are never options, which everybody on the machine can see. */
final class SecretFile {
    private static final int LONGEST_LINE = 4096;

    private SecretFile() {}

    static String read(String option, Path file) throws Failure {
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
