package org.pop3j.store.maildir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.pop3j.store.spi.MaildropFailedException;

/** How sessions begin with what earlier ones have found out, and what they hand on. */
@Timeout(60)
class OpeningTest {
    @TempDir
    Path mail;

    private Ann ann;
    private WatchedFolder folder;
    private final Recent recent = new Recent();
    private Instant settled;

    @BeforeEach
    void fill() throws Exception {
        ann = Ann.in(mail);
        ann.plant("cur", "1.x:2,", "one");
        ann.plant("cur", "2.x:2,", "two");
        settled = Instant.now().minusSeconds(100);
        settle();
        ids();
    }

    @AfterEach
    void nothingLeftOpen() throws Exception {
        assertThat(OpenFiles.below(mail)).isEmpty();
    }

    /** The folders are as they were, by their times. */
    private void settle() throws Exception {
        Files.setLastModifiedTime(ann.maildir().resolve("cur"), FileTime.from(settled));
        Files.setLastModifiedTime(ann.maildir().resolve("new"), FileTime.from(settled));
    }

    private OpenMaildir open() throws Exception {
        return open(recent);
    }

    private OpenMaildir open(Recent remembered) throws Exception {
        folder = WatchedFolder.of(ann.maildir());
        return begin(remembered);
    }

    private OpenMaildir begin(Recent remembered) throws Exception {
        Maildir maildir = folder.maildir(ann.maildir());
        Opening opening = Opening.of(maildir, Ann.HASTY, remembered, Clock.systemUTC());
        return new OpenMaildir(opening, Ann.HASTY, System::nanoTime);
    }

    private List<String> ids() throws Exception {
        try (OpenMaildir drop = open()) {
            return Ann.ids(drop);
        }
    }

    /** Cur is changed while it is read, each time. */
    private OpenMaildir openWhileBusy(Callable<?> first) throws Exception {
        folder = WatchedFolder.of(ann.maildir());
        folder.before("list cur", () -> {
            Files.setLastModifiedTime(
                    ann.maildir().resolve("cur"), FileTime.from(Instant.now().plusNanos(1)));
            return null;
        });
        first.call();
        return begin(recent);
    }

    private String written() throws Exception {
        return Files.readString(ann.maildir().resolve("pop3j.ids"));
    }

    private void replaceFirst() throws Exception {
        Path other = Files.writeString(mail.resolve("other"), "another");
        Files.move(other, ann.path("cur", "1.x:2,"), StandardCopyOption.REPLACE_EXISTING);
        settle();
    }

    @Test
    @DisplayName(
            "R1939-16: the next session reads neither folders nor the cache; one that remembers nothing, the cache")
    void remembered() throws Exception {
        assertThat(recent.size()).isEqualTo(1);
        try (OpenMaildir drop = open()) {
            assertThat(drop.count()).isEqualTo(2);
            assertThat(recent.size()).as("nobody shares it").isZero();
            assertThat(folder.calls()).noneMatch(call -> call.matches("list .*|open pop3j.cache"));
        }
        assertThat(recent.size()).isEqualTo(1);
        try (OpenMaildir drop = open(new Recent())) {
            assertThat(drop.count()).isEqualTo(2);
            assertThat(folder.calls()).contains("open pop3j.cache").noneMatch(call -> call.startsWith("list"));
        }
        Files.delete(ann.maildir().resolve("pop3j.cache"));
        try (OpenMaildir drop = open()) {
            assertThat(drop.count()).isEqualTo(2);
            assertThat(folder.calls()).contains("list cur");
        }
    }

    @Test
    @DisplayName("S-30: what has become wasteful of the heap is not remembered")
    void wasteful() throws Exception {
        int renamed = 0;
        for (; recent.size() == 1; renamed++) {
            Files.move(ann.path("cur", name(renamed)), ann.path("cur", name(renamed + 1)));
            assertThat(ids()).hasSize(2);
        }
        assertThat(renamed).as("when 4 KiB are octets of earlier names").isBetween(70, 100);
        assertThat(ids()).hasSize(2);
    }

    private static String name(int flags) {
        return "2.x:2," + "S".repeat(flags);
    }

    @Test
    @DisplayName("C0040: a message that a process removed which was killed is another one when its name comes back")
    void removedByAnother() throws Exception {
        try (Maildir maildir = Folders.openMaildir(ann.maildir())) {
            Catalogue messages = new CacheFile(maildir).read().messages();
            new IdFile(maildir).append(List.of(IdLine.removed(1, "1.x", messages.print(0))));
        }
        replaceFirst();
        try (OpenMaildir drop = open()) {
            assertThat(Ann.ids(drop)).hasSize(2).startsWith("2.x").doesNotContain("1.x");
            assertThat(Ann.text(drop, 2)).isEqualTo("another");
            assertThat(drop.octets(2)).isEqualTo(9);
        }
    }

    @Test
    @DisplayName("R1939-13: a session that cannot begin lets go of the lock")
    void failed() throws Exception {
        Path ids = Files.createDirectory(ann.maildir().resolve("pop3j.ids"));
        assertThatThrownBy(() -> ann.ids()).isInstanceOf(MaildropFailedException.class);
        Files.delete(ids);
        assertThat(ann.ids()).containsExactly("1.x", "2.x");
    }

    @Test
    @DisplayName(
            "C0040, M-05: a message whose name has another file is gone at the end; that one is found and is another")
    void goneAtTheEnd() throws Exception {
        try (OpenMaildir drop = open()) {
            assertThat(Ann.text(drop, 1)).isEqualTo("one");
            replaceFirst();
            assertThatThrownBy(() -> drop.content(1)).isInstanceOf(MaildropFailedException.class);
            folder.calls();
        }
        assertThat(folder.changes()).contains("force pop3j.ids");
        assertThat(written()).hasLineCount(2).contains(" 1.x ");
        assertThat(ids())
                .as("though the folder's time says that nothing changed")
                .hasSize(2)
                .doesNotContain("1.x");
    }

    @Test
    @DisplayName("C0040: a removal is written down once, and it is not the end of the session that does it")
    void writtenDownOnce() throws Exception {
        try (OpenMaildir drop = open()) {
            drop.commit(Ann.numbers(1));
            assertThat(written()).hasLineCount(2).contains(" 1.x ");
        }
        assertThat(written()).hasLineCount(2);
        assertThat(ids()).containsExactly("2.x");
        assertThat(written()).hasLineCount(2);
    }

    @Test
    @DisplayName("C0039, M-05: a message that gets a number of mbsync's in a folder that is never quiet is one message")
    void resyncedWhileBusy() throws Exception {
        try (OpenMaildir drop =
                openWhileBusy(() -> Files.move(ann.path("cur", "1.x:2,"), ann.path("cur", "1.x,U=1:2,S")))) {
            assertThat(Ann.ids(drop)).containsExactlyInAnyOrder("1.x", "2.x");
        }
        assertThat(ids()).containsExactlyInAnyOrder("1.x", "2.x");
    }

    @Test
    @DisplayName("C0039: it keeps its unique-id also where that cannot be written down")
    void resyncedOnFullDisk() throws Exception {
        try (OpenMaildir drop = openWhileBusy(() -> {
            folder.fail("open pop3j.ids");
            return Files.move(ann.path("cur", "1.x:2,"), ann.path("cur", "1.x,U=1:2,S"));
        })) {
            assertThat(Ann.ids(drop)).containsExactlyInAnyOrder("1.x", "2.x");
        }
    }

    @Test
    @DisplayName("C0039: what a listing calls gone has its unique-id handed on without another look")
    void resyncedByListing() throws Exception {
        Files.createLink(ann.path("cur", "1.x,U=1:2,"), ann.path("cur", "1.x:2,"));
        try (Maildir maildir = Folders.openMaildir(ann.maildir())) {
            Known known = new CacheFile(maildir).read();
            Scan.Result found = Scan.update(maildir, known);
            UniqueIds ids = new UniqueIds(MaildirOptions.UniqueIdForm.BASE_NAME);
            assertThat(Resynced.among(found, maildir, known.messages(), ids).isEmpty())
                    .as("both files are there")
                    .isTrue();
            Scan.Result gone = new Scan.Result(found.newcomers(), Ann.numbers(0), Ann.numbers(0));
            Resynced resynced = Resynced.among(gone, maildir, known.messages(), ids);
            assertThat(resynced.isEmpty()).isFalse();
            assertThat(resynced.renamed()).isEqualTo(Ann.numbers(0));
        }
    }
}
