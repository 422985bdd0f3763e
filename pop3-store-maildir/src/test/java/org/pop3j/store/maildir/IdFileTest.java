package org.pop3j.store.maildir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The file of unique-ids: how it is read and written, whatever is there before. */
@Timeout(60)
class IdFileTest {
    private static final String FIRST = "pop3j ids 1\n";
    private static final IdLine PINNED = IdLine.pinned(1_700_000_000, "1.x", 7, "own-id");
    private static final IdLine REMOVED = IdLine.removed(1_700_000_001, "2.x", 7);
    private static final IdLine DELIVERED = IdLine.delivered(1_700_000_002, "3.Mown-id.x");

    @TempDir
    Path mail;

    private Path path;
    private WatchedFolder folder;
    private Maildir maildir;
    private IdFile file;

    @BeforeEach
    void open() throws Exception {
        Ann ann = Ann.in(mail);
        path = ann.maildir().resolve("pop3j.ids");
        folder = WatchedFolder.of(ann.maildir());
        maildir = folder.maildir(ann.maildir());
        file = new IdFile(maildir);
    }

    @AfterEach
    void close() throws Exception {
        maildir.close();
        assertThat(OpenFiles.below(mail)).isEmpty();
    }

    private static String lines(IdLine... lines) {
        return List.of(lines).stream().map(line -> line.text() + "\n").reduce("", String::concat);
    }

    @Test
    @DisplayName("Without a file there are no lines, no stamp and no damage")
    void none() throws Exception {
        assertThat(file.stamp()).isEqualTo(IdBook.Stamp.NONE);
        assertThat(file.read().isEmpty()).isTrue();
        assertThat(file.salvage().isEmpty()).isTrue();
        assertThat(file.find("x", 0)).isEmpty();
        assertThat(file.damagedLines()).isZero();
        file.append(List.of());
        assertThat(path).doesNotExist();
    }

    @Test
    @DisplayName("S-39: lines are appended and synced; where that makes the file, its name is synced too")
    void append() throws Exception {
        file.append(List.of(PINNED, REMOVED));
        assertThat(folder.changes()).containsExactly("write pop3j.ids", "force pop3j.ids", "force .");
        IdBook.Stamp stamp = file.stamp();
        file.append(List.of(DELIVERED));
        assertThat(folder.changes()).containsExactly("write pop3j.ids", "force pop3j.ids");
        assertThat(Files.readString(path)).isEqualTo(FIRST + lines(PINNED, REMOVED, DELIVERED));
        assertThat(file.read().all()).containsExactlyInAnyOrder(PINNED, REMOVED, DELIVERED);
        assertThat(file.stamp()).isNotEqualTo(stamp);
        assertThat(file.stamp().octets()).isEqualTo(Files.size(path));
    }

    @ParameterizedTest(name = "{0}")
    @DisplayName("What is appended begins on a line of its own, whatever a crash has left")
    @CsvSource({"'', ''", "'pop3j ids 1', '\n'", "'pop3j ids 1\n', ''", "'pop3j ids 1\nR 1 2 3', '\n'"})
    void torn(String before, String between) throws Exception {
        Files.writeString(path, before);
        file.append(List.of(REMOVED));
        assertThat(Files.readString(path))
                .isEqualTo(before + between + (before.isEmpty() ? FIRST : "") + lines(REMOVED));
        assertThat(file.read().all()).containsExactly(REMOVED);
    }

    @ParameterizedTest
    @DisplayName("C0039: a file that begins otherwise is neither read nor added to, which would lose its unique-ids")
    @ValueSource(strings = {"\n", "x", "pop3j ids", "pop3j ids 2\n", "P 1700000000 0 1.x own-id 4912d39e\n"})
    void notOurs(String text) throws Exception {
        Files.writeString(path, text);
        assertThatThrownBy(file::read).isInstanceOf(IOException.class).hasMessageContaining("maildir check DIR");
        assertThatThrownBy(() -> file.append(List.of(REMOVED))).hasMessageContaining("maildir check DIR");
        assertThat(Files.readString(path)).isEqualTo(text);
        assertThat(file.damagedLines())
                .as("so that a check tells, and a repair mends it")
                .isEqualTo(1);
    }

    @Test
    @DisplayName("C0039: of a file that lost its first line, or has damaged ones, all others are saved")
    void salvage() throws Exception {
        Files.writeString(path, lines(PINNED) + "\nR 1 2 3\n" + FIRST + lines(REMOVED, DELIVERED) + "torn");
        assertThat(file.damagedLines()).isEqualTo(3);
        assertThat(file.salvage().all()).containsExactlyInAnyOrder(PINNED, REMOVED, DELIVERED);
        IdRewrite.repair(maildir);
        assertThat(file.damagedLines()).isZero();
        assertThat(file.read().all()).containsExactlyInAnyOrder(PINNED, REMOVED, DELIVERED);
        assertThat(path.resolveSibling("pop3j.ids.damaged"))
                .content()
                .startsWith(lines(PINNED))
                .endsWith("torn");
    }

    @ParameterizedTest(name = "{0} since {1}")
    @DisplayName("A delivery is found by a part of its base, and by nothing else of a line")
    @CsvSource({
        "Mown-id, 1700000002, 3.Mown-id.x",
        "own-id, 1700000000, 3.Mown-id.x",
        "Mown-id, 1700000003, ",
        "2.x, 1700000001, 2.x",
        "1.y, 0, ",
        "170000000, 0, ",
    })
    void find(String text, long since, String base) throws Exception {
        file.append(List.of(PINNED, REMOVED, DELIVERED));
        Files.writeString(path, Files.readString(path) + lines(DELIVERED).replace("Mown", "1.y"));
        assertThat(file.find(text, since).orElse(null)).isEqualTo(base);
    }

    @Test
    @DisplayName("S-39: the file is replaced by one that is synced before, and whose name is synced after")
    void replace() throws Exception {
        file.append(List.of(PINNED, REMOVED));
        Files.writeString(path.resolveSibling("pop3j.ids.new"), "left by a crash, and longer".repeat(99));
        folder.changes();
        file.replace(List.of(DELIVERED));
        assertThat(folder.changes())
                .containsExactly(
                        "delete pop3j.ids.new",
                        "write pop3j.ids.new",
                        "force pop3j.ids.new",
                        "move pop3j.ids.new",
                        "force .");
        assertThat(Files.readString(path)).isEqualTo(FIRST + lines(DELIVERED));
        assertThat(path.resolveSibling("pop3j.ids.new")).doesNotExist();
    }

    @Test
    @DisplayName("S-39: what was there before damage is mended is synced, in place of what was kept earlier")
    void keepAsDamaged() throws Exception {
        file.append(List.of(PINNED));
        Path kept = Files.writeString(path.resolveSibling("pop3j.ids.damaged"), "kept earlier, and longer".repeat(99));
        folder.changes();
        file.keepAsDamaged();
        assertThat(folder.changes())
                .startsWith("delete pop3j.ids.damaged", "write pop3j.ids.damaged")
                .endsWith("force pop3j.ids.damaged");
        assertThat(Files.readString(kept)).isEqualTo(FIRST + lines(PINNED));
    }

    @ParameterizedTest
    @DisplayName("S-38, C0039: what is planted in its place is refused: nobody waits, and it does not count as no file")
    @ValueSource(strings = {"fifo", "link", "folder"})
    void planted(String kind) throws Exception {
        Path secret = Files.writeString(mail.resolve("secret"), FIRST);
        switch (kind) {
            case "fifo" -> assertThat(Programs.run("mkfifo", path.toString())).isZero();
            case "link" -> Files.createSymbolicLink(path, secret);
            default -> Files.createDirectory(path);
        }
        String refused = "pop3j.ids is not a regular file";
        assertThatThrownBy(file::stamp).hasMessage(refused);
        assertThatThrownBy(file::read).hasMessage(refused);
        assertThatThrownBy(() -> file.append(List.of(REMOVED))).hasMessage(refused);
        assertThatThrownBy(() -> Ann.in(mail).ids()).hasStackTraceContaining(refused);
        assertThat(secret).hasContent(FIRST);
    }

    @Test
    @DisplayName("S-38: a FIFO that is swapped in after it was looked at is refused too, and not left open")
    void swappedIn() throws Exception {
        Files.writeString(path, FIRST);
        folder.before("open pop3j.ids", () -> {
            Files.delete(path);
            return Programs.run("mkfifo", path.toString());
        });
        assertThatThrownBy(file::read).isInstanceOf(IOException.class);
        assertThat(OpenFiles.below(path)).isEmpty();
    }

    @Test
    @DisplayName("A disk that fails while the file is read is an error of the disk, for whoever reads")
    void unreadable() throws Exception {
        file.append(List.of(PINNED));
        folder.fail("read pop3j.ids");
        assertThatThrownBy(file::read).isInstanceOf(IOException.class).hasMessageStartingWith("broken");
        assertThatThrownBy(file::salvage).isInstanceOf(IOException.class);
        assertThatThrownBy(file::damagedLines).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> file.find("x", 0)).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> file.append(List.of(REMOVED))).isInstanceOf(IOException.class);
    }
}
