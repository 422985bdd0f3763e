package org.pop3j.bench;

import java.io.IOException;
import java.nio.file.Path;

/**
 * The folder of a run; one that is not kept is removed in the end.
 *
 * @param path where it is
 * @param isKept whether it stays
 */
record BenchFolder(Path path, boolean isKept) implements AutoCloseable {
    @Override
    public void close() throws IOException {
        if (!isKept) {
            BenchMaildir.remove(path);
        }
    }
}
