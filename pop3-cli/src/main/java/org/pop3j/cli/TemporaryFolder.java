package org.pop3j.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;

/** A folder that is gone with all that is in it when it is closed, or when the program ends before, such as by Ctrl-C. */
final class TemporaryFolder implements AutoCloseable {
    private static final Logger LOG = System.getLogger(TemporaryFolder.class.getName());
    private static final int MOST_TRIES = 5;

    private final Path path;
    private final ReentrantLock removing = new ReentrantLock();
    private final Thread atExit = new Thread(this::removeAtExit, "remove temporary folder");

    TemporaryFolder(String prefix) throws IOException {
        path = Files.createTempDirectory(prefix);
        Runtime.getRuntime().addShutdownHook(atExit);
    }

    Path path() {
        return path;
    }

    @Override
    public void close() throws IOException {
        remove();
        try {
            Runtime.getRuntime().removeShutdownHook(atExit);
        } catch (IllegalStateException programIsEnding) {
            // Then the hook runs, and finds nothing.
        }
    }

    private void remove() throws IOException {
        removing.lock();
        try {
            if (Files.exists(path)) {
                for (Path file : deepestFirst()) {
                    Files.deleteIfExists(file);
                }
            }
        } finally {
            removing.unlock();
        }
    }

    private List<Path> deepestFirst() throws IOException {
        try (Stream<Path> files = Files.walk(path)) {
            return files.sorted(Comparator.reverseOrder()).toList();
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    /** Other threads still work in the folder then: what they make or remove meanwhile needs another try. */
    private void removeAtExit() {
        for (int left = MOST_TRIES; left > 0; left--) {
            try {
                remove();
                return;
            } catch (IOException e) {
                LOG.log(left > 1 ? Level.DEBUG : Level.WARNING, "cannot remove " + path + ": " + Reason.of(e));
            }
        }
    }
}
