package org.pop3j.store.maildir;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** How often folders are read until a listing can be believed, and what it says where it cannot. */
@Timeout(60)
class ScanTest {
    @TempDir
    Path mail;

    private Ann ann;
    private WatchedFolder folder;
    private Maildir maildir;
    private final Known known = Known.nothing();
    private final AtomicLong time = new AtomicLong();
    private long step;
    private int settled;
    private int changes;

    @BeforeEach
    void fill() throws Exception {
        ann = Ann.in(mail);
        folder = WatchedFolder.of(ann.maildir());
        maildir = folder.maildir(ann.maildir());
        ann.plant("new", "1.x", "one");
        ann.plant("cur", "2.x:2,S", "two");
        ann.plant("cur", "3.x:2,", "three");
        learn();
    }

    @AfterEach
    void close() throws Exception {
        maildir.close();
        assertThat(OpenFiles.below(mail)).isEmpty();
    }

    private void learn() throws Exception {
        settle();
        Collection<Newcomer> newcomers = Scan.update(maildir, known).newcomers();
        newcomers.stream()
                .sorted(Newcomer.ARRIVAL)
                .forEach(newcomer -> known.messages()
                        .add(newcomer.part(), newcomer.octets(), newcomer.base().length(), newcomer.look()));
        folder.calls();
    }

    private void changed(String part, Instant time) throws Exception {
        Files.setLastModifiedTime(ann.maildir().resolve(part), FileTime.from(time));
    }

    /** Both folders were changed, long enough ago. */
    private void settle() throws Exception {
        changed("new", Instant.now().minusSeconds(100).plusNanos(++settled));
        changed("cur", Instant.now().minusSeconds(100).plusNanos(++settled));
    }

    private Scan.Result update() throws Exception {
        folder.calls();
        return Scan.update(maildir, known, () -> time.getAndAdd(step));
    }

    private List<String> lists() {
        return folder.calls().stream().filter(call -> call.startsWith("list")).toList();
    }

    private int passes() {
        return (int) lists().stream().filter("list cur"::equals).count();
    }

    private static List<String> names(Scan.Result result) {
        return result.newcomers().stream()
                .map(newcomer -> newcomer.part().folder() + "/" + newcomer.name())
                .sorted()
                .toList();
    }

    private String place(int index) throws Exception {
        return known.messages().part(index).folder() + "/" + known.messages().name(index);
    }

    /** Cur is changed while it is read, each time. */
    private void neverQuiet(Callable<?> change) {
        folder.before("list cur", () -> {
            Object done = change.call();
            changed("cur", Instant.now().minusSeconds(50).plusNanos(++changes));
            return done;
        });
    }

    @Test
    @DisplayName("M-05: folders that are as they were are not read, those that have changed are, new before cur")
    void changedOnly() throws Exception {
        Scan.Result nothing = update();
        assertThat(lists()).isEmpty();
        assertThat(names(nothing)).isEmpty();
        assertThat(nothing.gone().isEmpty()).isTrue();
        ann.plant("cur", "4.x:2,", "four");
        changed("cur", Instant.now().minusSeconds(10));
        assertThat(names(update())).containsExactly("cur/4.x:2,");
        assertThat(lists()).containsExactly("list cur");
        ann.plant("new", "5.x", "five");
        changed("new", Instant.now().minusSeconds(10));
        assertThat(names(update())).containsExactly("new/5.x");
        assertThat(lists()).containsExactly("list new");
        settle();
        assertThat(names(update())).containsExactly("cur/4.x:2,", "new/5.x");
        assertThat(lists()).containsExactly("list new", "list cur");
        assertThat(known.stamp(Part.NEW)).isEqualTo(FolderStamp.of(maildir.entry(Part.NEW.folder())));
        assertThat(known.stamp(Part.CUR)).isEqualTo(FolderStamp.of(maildir.entry(Part.CUR.folder())));
        assertThat(Scan.again(maildir, known).gone().isEmpty()).isTrue();
        assertThat(lists()).as("where a message is not in its place").containsExactly("list new", "list cur");
    }

    @Test
    @DisplayName("M-05: what was changed a second ago may be changed again unseen: it is read the next time too")
    void young() throws Exception {
        changed("new", Instant.now().minusSeconds(1));
        update();
        assertThat(known.stamp(Part.NEW)).isEqualTo(FolderStamp.NONE);
        assertThat(known.stamp(Part.CUR)).isNotEqualTo(FolderStamp.NONE);
        update();
        assertThat(lists()).containsExactly("list new");
    }

    @Test
    @DisplayName("M-05: a message that a folder hides once is not gone: both folders are read again")
    void hiddenOnce() throws Exception {
        settle();
        changed("new", Instant.ofEpochSecond(0, known.stamp(Part.NEW).modifiedNanos()));
        folder.hide("cur/2.x:2,S", 1);
        Scan.Result found = update();
        assertThat(lists()).containsExactly("list cur", "list new", "list cur");
        assertThat(found.gone().isEmpty()).isTrue();
        assertThat(found.unseen().isEmpty()).isTrue();
    }

    @Test
    @DisplayName("M-05: a message that two quiet listings do not see is gone")
    void gone() throws Exception {
        folder.hide("cur/2.x:2,S", 2);
        settle();
        Scan.Result found = update();
        assertThat(passes()).isEqualTo(2);
        assertThat(found.gone()).isEqualTo(Ann.numbers(1));
        assertThat(found.unseen()).isEqualTo(Ann.numbers(1));
    }

    @Test
    @DisplayName("M-05: while the last change could be younger than the clock's tick, it is waited for once")
    void tick() throws Exception {
        Files.delete(ann.path("cur", "3.x:2,"));
        changed(
                "cur",
                Instant.now()
                        .plusSeconds(3600)
                        .truncatedTo(java.time.temporal.ChronoUnit.SECONDS)
                        .plusNanos(1));
        Scan.Result found = update();
        assertThat(passes())
                .as("with a clock that stands still it is never past")
                .isEqualTo(10);
        assertThat(found.gone().isEmpty()).isTrue();
        assertThat(found.unseen()).isEqualTo(Ann.numbers(2));
        step = Duration.ofMillis(21).toNanos();
        found = update();
        assertThat(passes()).as("seen unchanged for longer than a tick").isEqualTo(2);
        assertThat(found.gone()).isEqualTo(Ann.numbers(2));
        assertThat(known.stamp(Part.CUR)).as("but not by its own time").isEqualTo(FolderStamp.NONE);
    }

    @Test
    @DisplayName(
            "M-05: in a folder that is never quiet nothing is gone, what any pass saw is there, and nothing is trusted")
    void neverQuiet() throws Exception {
        Files.delete(ann.path("cur", "3.x:2,"));
        ann.plant("cur", "4.x:2,", "four");
        settle();
        neverQuiet(() -> {
            // Seen by the first pass, and by none after it.
            folder.hide("cur/4.x:2,", changes == 0 ? 0 : 1);
            return null;
        });
        Scan.Result found = update();
        assertThat(passes()).isEqualTo(10);
        assertThat(names(found)).containsExactly("cur/4.x:2,");
        assertThat(found.gone().isEmpty()).isTrue();
        assertThat(found.unseen()).isEqualTo(Ann.numbers(2));
        assertThat(known.stamp(Part.NEW)).isEqualTo(FolderStamp.NONE);
        assertThat(known.stamp(Part.CUR)).isEqualTo(FolderStamp.NONE);
    }

    @Test
    @DisplayName("M-05: that is given up after 0.3 s, but not before the third pass")
    void longest() throws Exception {
        settle();
        neverQuiet(() -> null);
        step = Duration.ofMillis(301).toNanos();
        update();
        assertThat(passes()).isEqualTo(3);
        step = Duration.ofMillis(1).toNanos();
        update();
        assertThat(passes()).isEqualTo(10);
    }

    @Test
    @DisplayName("M-05: passes go on while they still see messages of cur that those before have missed")
    void unsettled() throws Exception {
        settle();
        neverQuiet(() -> changes < 15 ? ann.plant("cur", "1" + changes + ".x:2,", "more") : null);
        step = Duration.ofMillis(10).toNanos();
        Scan.Result found = update();
        assertThat(found.newcomers()).hasSize(15);
        assertThat(passes()).as("two that see nothing new are enough").isEqualTo(17);
    }

    @Test
    @DisplayName("M-05: messages that arrive in new meanwhile are for the next session: nobody waits for them")
    void arrivals() throws Exception {
        settle();
        folder.before("list new", () -> ann.plant("new", "1" + ++changes + ".x", "more"));
        assertThat(update().newcomers()).hasSize(10);
        assertThat(lists()).filteredOn("list new"::equals).hasSize(10);
    }

    @Test
    @DisplayName("M-05: nor longer than two seconds for those of cur")
    void longestUnsettled() throws Exception {
        settle();
        neverQuiet(() -> ann.plant("cur", "1" + changes + ".x:2,", "more"));
        step = Duration.ofMillis(100).toNanos();
        update();
        assertThat(passes()).isBetween(4, 20);
    }

    @Test
    @DisplayName("M-05: a new message that is renamed whenever it is about to be looked at is waited for")
    void renamedAllTheWhile() throws Exception {
        Path plain = ann.plant("cur", "4.x:2,", "four");
        Path seen = ann.path("cur", "4.x:2,S");
        settle();
        neverQuiet(() -> null);
        folder.before("look cur/4.x:2,", () -> changes < 15 ? Files.move(plain, seen) : null);
        folder.before("look cur/4.x:2,S", () -> changes < 15 ? Files.move(seen, plain) : null);
        Scan.Result found = update();
        assertThat(found.newcomers()).hasSize(1);
        assertThat(passes()).isBetween(15, 18);
    }

    @Test
    @DisplayName("M-05: so is a known one whose name tells no time, and which therefore is looked at again")
    void knownRenamedAllTheWhile() throws Exception {
        Path plain = ann.plant("cur", "msg.4:2,", "four");
        learn();
        Path seen = ann.path("cur", "msg.4:2,S");
        settle();
        neverQuiet(() -> null);
        folder.before("look cur/msg.4:2,", () -> changes < 15 ? Files.move(plain, seen) : null);
        folder.before("look cur/msg.4:2,S", () -> changes < 15 ? Files.move(seen, plain) : null);
        Scan.Result found = update();
        assertThat(names(found)).isEmpty();
        assertThat(found.unseen().isEmpty()).isTrue();
        assertThat(passes()).isBetween(15, 18);
    }

    @Test
    @DisplayName("M-05: a file is looked at once, however often it is listed")
    void lookedAtOnce() throws Exception {
        ann.plant("cur", "4.x:2,", "four");
        settle();
        neverQuiet(() -> null);
        folder.calls();
        assertThat(Scan.update(maildir, known, () -> 0).newcomers()).hasSize(1);
        assertThat(folder.calls()).filteredOn("look cur/4.x:2,"::equals).hasSize(1);
    }

    @Test
    @DisplayName("C0041: two known messages of one base are told apart, whatever their names are now")
    void doubled() throws Exception {
        ann.plant("cur", "2.x:2,F", "a second two");
        learn();
        assertThat(known.messages().count()).isEqualTo(4);
        long first = known.messages().print(1);
        Files.move(ann.path("cur", "2.x:2,S"), ann.path("cur", "2.x:2,T"));
        Files.move(ann.path("cur", "2.x:2,F"), ann.path("cur", "2.x:2,R"));
        settle();
        Scan.Result found = update();
        assertThat(names(found)).isEmpty();
        assertThat(found.gone().isEmpty()).isTrue();
        assertThat(known.messages().print(1)).isEqualTo(first);
        assertThat(List.of(place(1), place(3))).containsExactly("cur/2.x:2,T", "cur/2.x:2,R");
        assertThat(Files.size(ann.maildir().resolve(place(1)))).isEqualTo(3);
    }

    @Test
    @DisplayName(
            "C0041: a known message with a second name is where it is, if the first vanishes while it is looked for")
    void vanished() throws Exception {
        for (String kind : new String[] {"nothing", "a link"}) {
            Path first = ann.path("cur", "3.x:2,");
            Files.deleteIfExists(ann.path("cur", "3.x:2,S"));
            Files.deleteIfExists(first);
            Files.writeString(first, "three");
            known.messages().forget(Ann.numbers(2));
            learn();
            Files.createLink(ann.path("cur", "3.x:2,S"), first);
            settle();
            folder.before("look cur/3.x:2,", () -> {
                Files.deleteIfExists(first);
                return kind.equals("nothing") ? null : Files.createSymbolicLink(first, mail.resolve("elsewhere"));
            });
            Scan.Result found = update();
            folder.before("look cur/3.x:2,", () -> null);
            assertThat(names(found)).as(kind).isEmpty();
            assertThat(found.gone().isEmpty()).isTrue();
            assertThat(place(2)).isEqualTo("cur/3.x:2,S");
        }
    }

    @Test
    @DisplayName("S-38: a file that cannot be looked at is left out, and the others are listed")
    void unreadable() throws Exception {
        ann.plant("cur", "4.x:2,", "four");
        ann.plant("cur", "5.x:2,", "five");
        ann.plant("cur", "msg.x:2,", "six");
        settle();
        folder.fail("look cur/4.x:2,");
        Scan.Result found = update();
        assertThat(names(found)).containsExactly("cur/5.x:2,", "cur/msg.x:2,");
    }
}
