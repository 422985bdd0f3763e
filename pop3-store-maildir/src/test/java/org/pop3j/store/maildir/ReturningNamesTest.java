package org.pop3j.store.maildir;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pop3j.store.spi.Maildrop;
import org.pop3j.store.spi.MaildropException;

/** Unique-ids where names do not keep to maildir(5): names that come back, names that two messages have. */
class ReturningNamesTest {
    private static final String SALTED = "d0[a-z2-7]{32}";

    @TempDir
    Path mail;

    private Ann ann;

    @BeforeEach
    void createAnn() throws MaildropException {
        ann = Ann.in(mail);
    }

    private Path plant(String folder, String name, String text, int minute) throws Exception {
        Path file = ann.plant(folder, name, text);
        Files.setLastModifiedTime(file, FileTime.from(Instant.ofEpochSecond(1_700_000_000L + 60L * minute)));
        return file;
    }

    private void removeFirst() throws Exception {
        try (Maildrop drop = ann.open()) {
            assertThat(drop.commit(Ann.numbers(1)).isEmpty()).isTrue();
        }
    }

    @Test
    @DisplayName("C0040: another message under the name of a removed one has another unique-id, and keeps it")
    void removedByUs() throws Exception {
        plant("new", "1.x", "one", 1);
        removeFirst();
        plant("new", "1.x", "two", 2);
        List<String> ids = ann.ids();
        assertThat(ids).hasSize(1).allMatch(id -> id.matches(SALTED));
        Files.move(ann.path("new", "1.x"), ann.path("cur", "1.x:2,S"));
        assertThat(ann.ids()).isEqualTo(ids);
        assertThat(Ann.in(mail).ids()).as("after a restart").isEqualTo(ids);
        Files.delete(ann.maildir().resolve("pop3j.cache"));
        assertThat(Ann.in(mail).ids()).as("without the cache").isEqualTo(ids);
        removeFirst();
        plant("new", "1.x", "three", 3);
        assertThat(ann.ids()).hasSize(1).doesNotContainAnyElementsOf(ids);
    }

    @Test
    @DisplayName("C0040: the same when others removed the first one")
    void removedByOthers() throws Exception {
        Path one = plant("new", "1.x", "one", 1);
        assertThat(ann.ids()).containsExactly("1.x");
        Files.delete(one);
        assertThat(ann.ids()).isEmpty();
        plant("new", "1.x", "two", 2);
        assertThat(ann.ids()).hasSize(1).doesNotContain("1.x");
    }

    @Test
    @DisplayName("C0040: a name without a time, as procmail gives, may be another message at the next login")
    void namesWithoutTime() throws Exception {
        Path one = plant("new", "msg.4711", "one", 1);
        plant("new", "msg.4712", "other", 1);
        assertThat(ann.ids()).containsExactly("msg.4711", "msg.4712");
        Files.delete(one);
        plant("new", "msg.4711", "two", 2);
        assertThat(ann.ids()).hasSize(2).contains("msg.4712").doesNotContain("msg.4711");
    }

    @Test
    @DisplayName("C0039: the same file back under its name, as from a copy, is the same message")
    void broughtBack() throws Exception {
        plant("new", "1.x", "one", 1);
        Path copy = Files.copy(
                ann.path("new", "1.x"), mail.resolve("copy"), java.nio.file.StandardCopyOption.COPY_ATTRIBUTES);
        removeFirst();
        Files.copy(copy, ann.path("cur", "1.x:2,"), java.nio.file.StandardCopyOption.COPY_ATTRIBUTES);
        assertThat(ann.ids()).containsExactly("1.x");
    }

    @Test
    @DisplayName("C0039: a Maildir that was restored from a copy has the unique-ids it had, and can be read at once")
    void restored() throws Exception {
        Path one = plant("cur", "1.x:2,S", "one", 1);
        try (Maildrop drop = ann.open()) {
            assertThat(drop.octets()).isEqualTo(5);
        }
        Files.delete(one);
        plant("cur", "1.x:2,S", "one!", 2);
        try (Maildrop drop = ann.open()) {
            assertThat(Ann.ids(drop)).containsExactly("1.x");
            assertThat(Ann.text(drop, 1)).isEqualTo("one!");
        }
        try (Maildrop drop = ann.open()) {
            assertThat(drop.octets()).isEqualTo(6);
        }
    }

    @Test
    @DisplayName("C0041: the second of two messages with one name keeps its unique-id when the first is removed")
    void doubled() throws Exception {
        plant("new", "1.x", "one", 1);
        plant("cur", "1.x:2,S", "two", 2);
        List<String> ids = ann.ids();
        assertThat(ids).startsWith("1.x").hasSize(2).doesNotHaveDuplicates();
        removeFirst();
        assertThat(ann.ids()).containsExactly(ids.get(1));
        Files.delete(ann.maildir().resolve("pop3j.cache"));
        assertThat(Ann.in(mail).ids()).as("without the cache").containsExactly(ids.get(1));
    }

    @Test
    @DisplayName(
            "C0041: a second message that comes under a known name is a message of its own, wherever it is seen first")
    void doubledLater() throws Exception {
        plant("cur", "1.x:2,S", "one", 1);
        assertThat(ann.ids()).containsExactly("1.x");
        plant("new", "1.x", "two", 2);
        try (Maildrop drop = ann.open()) {
            assertThat(Ann.ids(drop)).hasSize(2).startsWith("1.x").doesNotHaveDuplicates();
            assertThat(Ann.text(drop, 1)).isEqualTo("one");
            assertThat(Ann.text(drop, 2)).isEqualTo("two");
        }
    }

    @Test
    @DisplayName("Two files of one name, size and time are two messages all the same")
    void twins() throws Exception {
        plant("new", "1.x", "one", 1);
        plant("cur", "1.x:2,S", "two", 1);
        plant("cur", "1.x:2,", "six", 1);
        List<String> ids = ann.ids();
        assertThat(ids).hasSize(3).doesNotHaveDuplicates();
        assertThat(ann.ids()).isEqualTo(ids);
        assertThat(Ann.in(mail).ids()).isEqualTo(ids);
    }

    @Test
    @DisplayName("A damaged line or a torn end of the file of unique-ids spoils no other line")
    void damagedIds() throws Exception {
        for (int i = 1; i <= 3; i++) {
            plant("new", i + ".x", "one", 1);
        }
        try (Maildrop drop = ann.open()) {
            drop.commit(Ann.numbers(1, 2, 3));
        }
        Path ids = ann.maildir().resolve("pop3j.ids");
        String text = Files.readString(ids);
        Files.writeString(ids, text.replace(" 2.x ", " 9.x "));
        Files.writeString(ids, "R 1 2 3", StandardOpenOption.APPEND);
        for (int i = 1; i <= 3; i++) {
            plant("new", i + ".x", "two", 2);
        }
        List<String> now = ann.ids();
        assertThat(now).hasSize(3).contains("2.x").doesNotContain("1.x", "3.x");
        Files.delete(ann.maildir().resolve("pop3j.cache"));
        assertThat(Ann.in(mail).ids()).containsExactlyInAnyOrderElementsOf(now);
    }
}
