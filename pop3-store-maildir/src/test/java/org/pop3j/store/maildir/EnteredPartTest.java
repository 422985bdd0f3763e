package org.pop3j.store.maildir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The folder that a session keeps open between two messages. */
class EnteredPartTest {
    @TempDir
    Path mail;

    private final Semaphore free = new Semaphore(1);
    private Ann ann;
    private WatchedFolder folder;
    private Maildir maildir;
    private EnteredPart entered;

    @BeforeEach
    void fill() throws Exception {
        ann = Ann.in(mail);
        ann.plant("new", "1.x", "one");
        ann.plant("cur", "2.x:2,", "two");
        folder = WatchedFolder.of(ann.maildir());
        maildir = folder.maildir(ann.maildir());
        entered = new EnteredPart(maildir, free);
    }

    @AfterEach
    void close() throws Exception {
        entered.close();
        maildir.close();
        assertThat(free.availablePermits()).isEqualTo(1);
        assertThat(OpenFiles.below(mail)).isEmpty();
    }

    private long octets(EnteredPart by, Part part, String name) throws IOException {
        return by.work(
                part, opened -> new Entry(opened, Path.of(name)).attributes().size());
    }

    private List<String> entries() {
        return folder.calls().stream()
                .filter(call -> call.matches("enter (new|cur)"))
                .toList();
    }

    @Test
    @DisplayName("A folder is entered once for many messages, and anew where the other one was between")
    void once() throws Exception {
        assertThat(octets(entered, Part.NEW, "1.x")).isEqualTo(3);
        assertThat(octets(entered, Part.NEW, "1.x")).isEqualTo(3);
        assertThat(entries()).containsExactly("enter new");
        assertThat(octets(entered, Part.CUR, "2.x:2,")).isEqualTo(3);
        assertThat(octets(entered, Part.NEW, "1.x")).isEqualTo(3);
        assertThat(entries()).containsExactly("enter cur", "enter new");
    }

    @Test
    @DisplayName("S-33: where another folder has the name meanwhile, that one counts")
    void replaced() throws Exception {
        assertThat(octets(entered, Part.CUR, "2.x:2,")).isEqualTo(3);
        Files.move(ann.maildir().resolve("cur"), ann.maildir().resolve("earlier"));
        assertThatThrownBy(() -> octets(entered, Part.CUR, "2.x:2,")).isInstanceOf(NoSuchFileException.class);
        Files.createDirectory(ann.maildir().resolve("cur"));
        ann.plant("cur", "2.x:2,", "another");
        assertThat(octets(entered, Part.CUR, "2.x:2,")).isEqualTo(7);
    }

    @Test
    @DisplayName("S-38: a link to the very folder that was entered is not followed")
    void link() throws Exception {
        assertThat(octets(entered, Part.CUR, "2.x:2,")).isEqualTo(3);
        Path moved = Files.move(ann.maildir().resolve("cur"), ann.maildir().resolve("earlier"));
        Files.createSymbolicLink(ann.maildir().resolve("cur"), moved);
        assertThatThrownBy(() -> octets(entered, Part.CUR, "2.x:2,")).isInstanceOf(IOException.class);
    }

    @Test
    @DisplayName("Who finds too many folders open enters each time, and has none open afterwards")
    void tooMany() throws Exception {
        EnteredPart other = new EnteredPart(maildir, free);
        octets(entered, Part.NEW, "1.x");
        entries();
        assertThat(octets(other, Part.CUR, "2.x:2,")).isEqualTo(3);
        assertThat(octets(other, Part.CUR, "2.x:2,")).isEqualTo(3);
        assertThat(entries()).containsExactly("enter cur", "enter cur");
        entered.close();
        octets(other, Part.CUR, "2.x:2,");
        octets(other, Part.CUR, "2.x:2,");
        assertThat(entries()).containsExactly("enter cur");
        other.close();
        other.close();
    }

    @Test
    @DisplayName("A folder that cannot be entered takes no place of those that may be open")
    void failing() throws Exception {
        folder.fail("enter new");
        for (int i = 0; i < 3; i++) {
            assertThatThrownBy(() -> octets(entered, Part.NEW, "1.x")).hasMessageContaining("broken");
            assertThat(free.availablePermits()).isEqualTo(1);
        }
        folder.mend();
        assertThat(octets(entered, Part.NEW, "1.x")).isEqualTo(3);
    }
}
