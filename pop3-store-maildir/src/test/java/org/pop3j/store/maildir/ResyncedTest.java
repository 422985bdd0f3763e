package org.pop3j.store.maildir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.BitSet;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pop3j.store.spi.Maildrop;

/** Names in which mbsync or OfflineIMAP keep a number of theirs. */
class ResyncedTest {
    @TempDir
    Path mail;

    private Ann ann;

    @BeforeEach
    void createAnn() throws Exception {
        ann = Ann.in(mail);
        ann.plant("new", "1700000001.a", "one\n");
        ann.plant("cur", "1700000002.a,S=4:2,S", "two\n");
    }

    private void move(String from, String to) throws Exception {
        Files.move(ann.path("", from), ann.path("", to));
    }

    @Test
    @DisplayName(
            "C0039: a message that gets a number, another one, or loses it keeps its unique-id, also without the cache")
    void keepsId() throws Exception {
        List<String> before = ann.ids();
        move("new/1700000001.a", "cur/1700000001.a,U=1:2,");
        move("cur/1700000002.a,S=4:2,S", "cur/1700000002.a,U=2,S=4:2,S");
        assertThat(ann.ids()).isEqualTo(before);
        move("cur/1700000001.a,U=1:2,", "cur/1700000001.a,U=77:2,S");
        assertThat(ann.ids()).containsExactlyInAnyOrderElementsOf(before);
        Files.delete(ann.maildir().resolve("pop3j.cache"));
        assertThat(Ann.in(mail).ids()).containsExactlyInAnyOrderElementsOf(before);
        move("cur/1700000002.a,U=2,S=4:2,S", "cur/1700000002.a,S=4:2,S");
        assertThat(Ann.in(mail).ids()).containsExactlyInAnyOrderElementsOf(before);
    }

    @Test
    @DisplayName("R1939-33: two files that differ only in the number are two messages, whatever is known of them")
    void copies() throws Exception {
        FileTime time = FileTime.from(Instant.ofEpochSecond(1_700_000_000));
        Files.setLastModifiedTime(ann.path("new", "1700000001.a"), time);
        ann.ids();
        for (int copy = 1; copy <= 2; copy++) {
            Files.setLastModifiedTime(ann.plant("cur", "1700000001.a,U=" + copy + ":2,", "one\n"), time);
        }
        assertThat(ann.ids()).hasSize(4).doesNotHaveDuplicates().contains("1700000001.a");
        Files.delete(ann.path("new", "1700000001.a"));
        assertThat(ann.ids()).hasSize(3).doesNotHaveDuplicates();
    }

    @Test
    @DisplayName("C0040: another message in place of the old one gets no unique-id of that")
    void another() throws Exception {
        ann.ids();
        Files.delete(ann.path("new", "1700000001.a"));
        ann.plant("cur", "1700000001.a,U=1:2,", "another\n");
        Files.delete(ann.path("cur", "1700000002.a,S=4:2,S"));
        assertThat(ann.ids()).containsExactly("1700000001.a,U=1");
    }

    @Test
    @DisplayName("R1939-16: numbers and unique-ids stay while a session is open")
    void duringASession() throws Exception {
        try (Maildrop drop = ann.open()) {
            move("new/1700000001.a", "cur/1700000001.a,U=1:2,");
            assertThat(Ann.ids(drop)).containsExactly("1700000001.a", "1700000002.a,S=4");
        }
        assertThat(ann.ids()).containsExactlyInAnyOrder("1700000001.a", "1700000002.a,S=4");
    }

    @Test
    @DisplayName("C0039: a message that gets its number during a session, which then misses it, keeps its unique-id")
    void missedByASession() throws Exception {
        try (Maildrop drop = ann.open()) {
            move("new/1700000001.a", "cur/1700000001.a,U=1:2,");
            assertThatThrownBy(() -> drop.content(1)).hasRootCauseInstanceOf(MessageGoneException.class);
        }
        assertThat(ann.ids()).containsExactlyInAnyOrder("1700000001.a", "1700000002.a,S=4");
    }

    @Test
    @DisplayName("M-05: a listing that still believes in the old name is corrected where nothing has it")
    void notYetGone() throws Exception {
        ann.ids();
        move("new/1700000001.a", "cur/1700000001.a,U=1:2,");
        try (Maildir maildir = Folders.openMaildir(ann.maildir())) {
            Catalogue messages = new CacheFile(maildir).read().messages();
            Scan.Result young = new Scan.Result(
                    Scan.update(maildir, new CacheFile(maildir).read()).newcomers(), new BitSet(), new BitSet());
            assertThat(young.newcomers()).hasSize(1);
            Resynced resynced =
                    Resynced.among(young, maildir, messages, new UniqueIds(MaildirOptions.UniqueIdForm.BASE_NAME));
            assertThat(resynced.renamed()).isEqualTo(Ann.numbers(0));
            assertThat(resynced.id("1700000001.a,U=1", messages.print(0))).contains("1700000001.a");
        }
    }
}
