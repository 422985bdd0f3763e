package org.pop3j.store.maildir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** What this process has open. */
final class OpenFiles {
    private OpenFiles() {}

    /** Their paths. */
    static List<String> below(Path folder) throws IOException {
        List<String> open = new ArrayList<>();
        try (Stream<Path> files = Files.list(Path.of("/proc/self/fd"))) {
            for (Path file : files.toList()) {
                try {
                    open.add(Files.readSymbolicLink(file).toString());
                } catch (NoSuchFileException closed) {
                    // By another thread, so it is not ours.
                    continue;
                }
            }
        }
        open.removeIf(path -> !path.startsWith(folder.toString()));
        return open;
    }
}
