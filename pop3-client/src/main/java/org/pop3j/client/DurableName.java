package org.pop3j.client;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/** A file's name: a power cut may take it where it leaves the content, unless the folder is synced too (S-39). */
final class DurableName {
    private DurableName() {}

    /** Syncs the folder of a file that was made or renamed, where the system can do that. */
    static void of(Path file) throws IOException {
        Path folder = Optional.ofNullable(file.toAbsolutePath().getParent()).orElse(file);
        if (folder.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            try (FileChannel directory = FileChannel.open(folder, StandardOpenOption.READ)) {
                directory.force(true);
            }
        }
    }
}
