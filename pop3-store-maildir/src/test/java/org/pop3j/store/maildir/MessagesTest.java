package org.pop3j.store.maildir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The messages of a session: each is followed where others move it, and only its own file is opened. */
@Timeout(60)
class MessagesTest {
    @TempDir
    Path mail;

    private Ann ann;
    private WatchedFolder folder;
    private Maildir maildir;
    private Known known;
    private Messages messages;
    private MessageOpening opening;
    private int changes;

    @BeforeEach
    void fill() throws Exception {
        ann = Ann.in(mail);
        ann.plant("cur", "1.x:2,", "one");
        ann.plant("cur", "2.x:2,", "two");
        ann.plant("cur", "3.x:2,", "three");
        folder = WatchedFolder.of(ann.maildir());
        maildir = folder.maildir(ann.maildir());
        settle();
        begin();
    }

    @AfterEach
    void close() throws Exception {
        messages.close();
        maildir.close();
        assertThat(OpenFiles.below(mail)).isEmpty();
    }

    private void begin() throws Exception {
        known = Known.nothing();
        Scan.update(maildir, known).newcomers().stream()
                .sorted(Newcomer.ARRIVAL)
                .forEach(newcomer -> known.messages()
                        .add(newcomer.part(), newcomer.octets(), newcomer.base().length(), newcomer.look()));
        messages = new Messages(maildir, known, Ann.HASTY);
        opening = new MessageOpening(maildir, messages.catalogue());
        folder.calls();
    }

    private void settle() throws Exception {
        Instant time = Instant.now().minusSeconds(100).plusNanos(++changes);
        Files.setLastModifiedTime(ann.maildir().resolve("cur"), FileTime.from(time));
        Files.setLastModifiedTime(ann.maildir().resolve("new"), FileTime.from(time));
    }

    private String text(int number) throws IOException {
        try (FileChannel channel = messages.read(number, opening::open)) {
            return new String(java.nio.channels.Channels.newInputStream(channel).readAllBytes());
        }
    }

    private int lookUps() {
        return (int) folder.calls().stream().filter("list cur"::equals).count();
    }

    @Test
    @DisplayName(
            "M-03: a message that is renamed whenever it is about to be read is followed ten times, and then an error")
    void renamedAgainAndAgain() {
        List<Integer> tried = new ArrayList<>();
        assertThatThrownBy(() -> messages.act(2, (entry, index) -> {
                    tried.add(index);
                    throw new NoSuchFileException("renamed");
                }))
                .isInstanceOf(IOException.class)
                .hasMessage("renamed by others again and again: cur/2.x");
        assertThat(tried).hasSize(10).containsOnly(1);
        assertThat(messages.gone()).isEqualTo(Ann.numbers());
    }

    @Test
    @DisplayName("M-03: one look-up finds all that were renamed, and the next session reads the folders itself")
    void oneLookUp() throws Exception {
        assertThat(known.stamp(Part.CUR)).isNotEqualTo(FolderStamp.NONE);
        for (int i = 1; i <= 3; i++) {
            Files.move(ann.path("cur", i + ".x:2,"), ann.path("cur", i + ".x:2,S"));
        }
        settle();
        for (int i = 1; i <= 3; i++) {
            assertThat(text(i)).isEqualTo(List.of("one", "two", "three").get(i - 1));
        }
        assertThat(lookUps()).isEqualTo(1);
        assertThat(known.stamp(Part.CUR)).isEqualTo(FolderStamp.NONE);
    }

    @Test
    @DisplayName("M-03: a look-up that misses messages tells of all of them; that they are removed it does not say")
    void missing() throws Exception {
        Files.delete(ann.path("cur", "1.x:2,"));
        Files.delete(ann.path("cur", "3.x:2,"));
        settle();
        assertThatThrownBy(() -> text(1)).isInstanceOf(MessageGoneException.class);
        assertThat(lookUps()).isEqualTo(2);
        assertThatThrownBy(() -> text(1)).isInstanceOf(MessageGoneException.class);
        assertThatThrownBy(() -> text(3)).isInstanceOf(MessageGoneException.class);
        assertThat(text(2)).isEqualTo("two");
        assertThat(lookUps()).isZero();
        assertThat(messages.gone()).isEqualTo(Ann.numbers());
    }

    @Test
    @DisplayName("S-33: a message whose name another one has is gone, and stays so")
    void replaced() throws Exception {
        Files.move(
                ann.plant("tmp", "other", "another"), ann.path("cur", "2.x:2,"), StandardCopyOption.REPLACE_EXISTING);
        opening.confirmed(0, 3);
        assertThatThrownBy(() -> text(2))
                .isInstanceOf(MessageGoneException.class)
                .hasMessageContaining("cur/2.x");
        assertThat(messages.gone()).isEqualTo(Ann.numbers(2));
        folder.calls();
        assertThatThrownBy(() -> text(2)).isInstanceOf(MessageGoneException.class);
        assertThat(folder.calls()).isEmpty();
    }

    @Test
    @DisplayName(
            "M-05: in a folder that is never quiet it is looked for once for all that are missing, and again if asked")
    void neverQuiet() throws Exception {
        Files.delete(ann.path("cur", "1.x:2,"));
        Files.delete(ann.path("cur", "3.x:2,"));
        folder.before("list cur", () -> {
            settle();
            return null;
        });
        assertThatThrownBy(() -> text(1))
                .hasMessage("not there, in a folder that others change all the while: cur/1.x");
        assertThat(lookUps()).isBetween(3, 10);
        assertThatThrownBy(() -> text(3)).hasMessageStartingWith("not there");
        assertThat(lookUps())
                .as("the look-up for the first did not see it either")
                .isZero();
        assertThatThrownBy(() -> text(1)).hasMessageStartingWith("not there");
        assertThat(lookUps()).isPositive();
        assertThat(messages.gone()).isEqualTo(Ann.numbers());
        folder.before("list cur", () -> null);
        ann.plant("cur", "3.x:2,", "three");
        settle();
        assertThatThrownBy(() -> text(1)).isInstanceOf(MessageGoneException.class);
    }

    @Test
    @DisplayName(
            "M-05: what an earlier look-up did not see, and a later one did, is looked up when it is renamed again")
    void seenLater() throws Exception {
        Path first = Files.move(ann.path("cur", "1.x:2,"), mail.resolve("first"));
        Path second = Files.move(ann.path("cur", "2.x:2,"), mail.resolve("second"));
        folder.before("list cur", () -> {
            settle();
            return null;
        });
        assertThatThrownBy(() -> text(1)).hasMessageStartingWith("not there");
        folder.before("list cur", () -> null);
        Files.move(first, ann.path("cur", "1.x:2,S"));
        Files.move(second, ann.path("cur", "2.x:2,S"));
        settle();
        assertThat(text(1)).isEqualTo("one");
        assertThat(text(2)).isEqualTo("two");
        Files.move(ann.path("cur", "2.x:2,S"), ann.path("cur", "2.x:2,RS"));
        settle();
        assertThat(text(2)).isEqualTo("two");
    }

    private Entry entry(String name) throws Exception {
        return new Entry(maildir.enter(Part.CUR), Path.of(name));
    }

    private interface OnEntry {
        void of(Entry entry) throws IOException;
    }

    private void on(String name, OnEntry action) throws Exception {
        Entry entry = entry(name);
        try (var directory = entry.directory()) {
            assertThat(directory).isNotNull();
            action.of(entry);
        }
    }

    @Test
    @DisplayName("C0039: a file that was written again since an earlier session is the message; twice in one it is not")
    void writtenAgain() throws Exception {
        known.messages().told(0, 5);
        Files.writeString(ann.path("cur", "1.x:2,"), "one!");
        on("1.x:2,", entry -> opening.confirm(entry, 0));
        assertThat(known.messages().file(0)).isEqualTo(4);
        assertThat(known.messages().wire(0)).isEqualTo(Catalogue.UNKNOWN);
        assertThat(text(1)).isEqualTo("one!");
        Files.writeString(ann.path("cur", "1.x:2,"), "one!!");
        on(
                "1.x:2,",
                entry -> assertThatThrownBy(() -> opening.confirm(entry, 0)).isInstanceOf(MessageGoneException.class));
        Files.writeString(ann.path("cur", "2.x:2,"), "two!");
        opening.confirmed(1, 2);
        on(
                "2.x:2,",
                entry -> assertThatThrownBy(() -> opening.confirm(entry, 1)).isInstanceOf(MessageGoneException.class));
    }

    @Test
    @DisplayName("S-38: a file that is swapped in before the opening, of the same size, is not read, nor left open")
    void swappedIn() throws Exception {
        Path other = Files.writeString(mail.resolve("other"), "TWO");
        folder.before(
                "open cur/2.x:2,",
                () -> Files.exists(other)
                        ? Files.move(other, ann.path("cur", "2.x:2,"), StandardCopyOption.REPLACE_EXISTING)
                        : null);
        assertThatThrownBy(() -> text(2)).isInstanceOf(MessageGoneException.class);
        messages.close();
        assertThat(OpenFiles.below(ann.maildir().resolve("cur"))).isEmpty();
    }

    @Test
    @DisplayName("S-38: nor one of another size that is swapped in for the opening and out again")
    void swappedOut() throws Exception {
        Path name = ann.path("cur", "2.x:2,");
        Path parked = mail.resolve("parked");
        Path other = Files.writeString(mail.resolve("other"), "another");
        folder.before("open cur/2.x:2,", () -> {
            Files.move(name, parked);
            return Files.move(other, name);
        });
        folder.before(
                "look cur/2.x:2,",
                () -> Files.exists(parked) ? Files.move(parked, name, StandardCopyOption.REPLACE_EXISTING) : null);
        assertThatThrownBy(() -> text(2)).isInstanceOf(MessageGoneException.class);
        messages.close();
        assertThat(OpenFiles.below(ann.maildir().resolve("cur"))).isEmpty();
    }

    @Test
    @DisplayName("S-38, R1939-39: octets are counted of the known file only")
    void openKnown() throws Exception {
        on("1.x:2,", entry -> {
            try (FileChannel channel = opening.openKnown(entry, 0)) {
                assertThat(channel.size()).isEqualTo(3);
            }
        });
        Path second = ann.path("cur", "2.x:2,");
        Files.setLastModifiedTime(second, FileTime.from(Instant.ofEpochSecond(1)));
        on(
                "2.x:2,",
                entry -> assertThatThrownBy(() -> opening.openKnown(entry, 1))
                        .as("written again, with as many octets")
                        .isInstanceOf(MessageGoneException.class));
        Files.writeString(ann.path("cur", "3.x:2,"), "longer than three");
        on(
                "3.x:2,",
                entry ->
                        assertThatThrownBy(() -> opening.openKnown(entry, 2)).isInstanceOf(MessageGoneException.class));
        messages.close();
        assertThat(OpenFiles.below(ann.maildir().resolve("cur"))).isEmpty();
    }
}
