package org.pop3j.store.maildir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SecureDirectoryStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** S-38: only a file is opened for reading. */
class EntryTest {
    @TempDir
    Path folder;

    private Path file;

    @BeforeEach
    void writeFile() throws Exception {
        file = Files.writeString(folder.resolve("file"), "content");
    }

    @Test
    @DisplayName("S-38: a file that may not be written to is opened for reading")
    void readOnly() throws Exception {
        Programs.need("needs a file system with immutable files", "chattr", "+i", file.toString());
        try {
            assertThat(octets("file")).isEqualTo(7);
        } finally {
            Programs.run("chattr", "-i", file.toString());
        }
    }

    @Test
    @DisplayName(
            "S-38: what may not be opened for writing is looked at before it is opened for reading: a folder and a link are not")
    void others() throws Exception {
        Files.createDirectory(folder.resolve("directory"));
        Files.createSymbolicLink(folder.resolve("link"), file);
        assertThatThrownBy(() -> octets("directory")).isInstanceOf(FileSystemException.class);
        assertThatThrownBy(() -> octets("link")).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> octets("none")).isInstanceOf(NoSuchFileException.class);
        assertThat(OpenFiles.below(folder)).isEmpty();
    }

    @Test
    @DisplayName("S-38: a folder that is swapped while it is opened is not entered, and nothing stays open")
    void swapped() throws Exception {
        Path cur = Files.createDirectory(folder.resolve("cur"));
        Path other = Files.createDirectory(folder.resolve("other"));
        WatchedFolder watched = WatchedFolder.of(folder);
        watched.before("enter cur", () -> {
            Files.move(cur, folder.resolve("parked"));
            return Files.move(other, cur);
        });
        try (Maildir maildir = watched.maildir(folder)) {
            int open = OpenFiles.below(folder).size();
            assertThatThrownBy(() -> maildir.enter(Part.CUR))
                    .isInstanceOf(IOException.class)
                    .hasMessage("cur was replaced while it was opened");
            assertThat(OpenFiles.below(folder)).hasSize(open);
        }
    }

    @Test
    @DisplayName("What is gone already need not be deleted; what cannot be is told")
    void deleteIfThere() throws Exception {
        Files.createDirectory(folder.resolve("directory"));
        try (SecureDirectoryStream<Path> opened = (SecureDirectoryStream<Path>) Files.newDirectoryStream(folder)) {
            new Entry(opened, Path.of("file")).deleteIfThere();
            assertThat(file).doesNotExist();
            new Entry(opened, Path.of("file")).deleteIfThere();
            assertThatThrownBy(() -> new Entry(opened, Path.of("directory")).deleteIfThere())
                    .isInstanceOf(FileSystemException.class);
        }
    }

    private long octets(String name) throws Exception {
        try (SecureDirectoryStream<Path> opened = (SecureDirectoryStream<Path>) Files.newDirectoryStream(folder);
                FileChannel channel = new Entry(opened, Path.of(name)).openForReading()) {
            return channel.size();
        }
    }
}
