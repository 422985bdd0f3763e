package org.pop3j.cli;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A whole message in a temporary file of its user alone: what hands a message on must not begin before the end of it has come
 * (S-10).
 */
final class Spool implements Closeable {
    private final Path file;

    private Spool(Path file) {
        this.file = file;
    }

    static Spool of(InputStream content) throws IOException {
        Spool spool = new Spool(Files.createTempFile("pop3-", ".eml"));
        boolean isWhole = false;
        try (OutputStream out = Files.newOutputStream(spool.file)) {
            content.transferTo(out);
            isWhole = true;
            return spool;
        } finally {
            if (!isWhole) {
                spool.close();
            }
        }
    }

    Path file() {
        return file;
    }

    @Override
    public void close() throws IOException {
        Files.deleteIfExists(file);
    }
}
