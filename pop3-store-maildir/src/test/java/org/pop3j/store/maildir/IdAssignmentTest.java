package org.pop3j.store.maildir;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which messages get a unique-id that does not follow from their name, and which. */
class IdAssignmentTest {
    private static final long NOW = 1_700_000_000;
    private static final Scan.Result NOTHING = new Scan.Result(List.of(), new BitSet(), new BitSet());

    @TempDir
    Path mail;

    private WatchedFolder folder;
    private Maildir maildir;
    private IdFile file;
    private final Known known = Known.nothing();
    private final Catalogue messages = known.messages();
    private final List<IdLine> writtenDown = new ArrayList<>();
    private int appended;

    @BeforeEach
    void open() throws Exception {
        Ann ann = Ann.in(mail);
        folder = WatchedFolder.of(ann.maildir());
        maildir = folder.maildir(ann.maildir());
        file = new IdFile(maildir);
    }

    @AfterEach
    void close() throws Exception {
        maildir.close();
    }

    /** A message whose file has so many octets. */
    private long add(String base, int octets) {
        Look look = new Look(octets, 1, octets);
        messages.add(Part.CUR, (base + ":2,").getBytes(StandardCharsets.US_ASCII), base.length(), look);
        return look.print();
    }

    private IdAssignment assignment() {
        return assignment(lines -> {
            appended++;
            writtenDown.addAll(lines);
        });
    }

    private IdAssignment assignment(IdAssignment.Target target) {
        return new IdAssignment(maildir, known, Clock.fixed(Instant.ofEpochSecond(NOW), ZoneOffset.UTC), target);
    }

    private void assign(IdAssignment assignment, int firstNew) throws Exception {
        UniqueIds ids = new UniqueIds(MaildirOptions.UniqueIdForm.BASE_NAME);
        assignment.assign(firstNew, Resynced.among(NOTHING, maildir, messages, ids));
    }

    /** The unique-ids of their own, {@code .} where it follows from the name. */
    private List<String> own() {
        List<String> own = new ArrayList<>();
        for (int i = 0; i < messages.count(); i++) {
            String id = new String(messages.ownId(i), StandardCharsets.US_ASCII);
            own.add(id.isEmpty() ? "." : id);
        }
        return own;
    }

    /** What was more than a look at the file's size and time. */
    private List<String> reads() {
        return folder.calls().stream().filter(call -> !call.startsWith("look ")).toList();
    }

    @Test
    @DisplayName("D-7: messages with names of their own get none, and nothing is read or written for them")
    void names() throws Exception {
        add("1.x", 1);
        add("2.x", 1);
        assign(assignment(), 0);
        assertThat(own()).containsExactly(".", ".");
        assertThat(appended).isZero();
        assertThat(reads()).isEmpty();
    }

    @Test
    @DisplayName("C0041: of files of one base the first keeps the name; ids of the others are written down at once")
    void doubled() throws Exception {
        add("1.x", 1);
        long second = add("1.x", 2);
        add("2.x", 1);
        long twin = add("1.x", 2);
        assign(assignment(), 0);
        String salted = UniqueIds.salted("1.x", second, 0);
        String saltedTwin = UniqueIds.salted("1.x", twin, 1);
        assertThat(own()).containsExactly(".", salted, ".", saltedTwin);
        assertThat(writtenDown)
                .containsExactly(
                        IdLine.pinned(NOW, "1.x", second, salted), IdLine.pinned(NOW, "1.x", twin, saltedTwin));
        assertThat(appended).isEqualTo(1);
    }

    @Test
    @DisplayName("C0039: where they cannot be written down they are given all the same")
    void fullDisk() throws Exception {
        add("1.x", 1);
        long second = add("1.x", 2);
        assign(
                assignment(lines -> {
                    throw new IOException("disk full");
                }),
                0);
        assertThat(own()).containsExactly(".", UniqueIds.salted("1.x", second, 0));
    }

    @Test
    @DisplayName("C0039, C0041: an imported unique-id for any file of a base is for the first one only")
    void imported() throws Exception {
        add("1.x", 1);
        long second = add("1.x", 2);
        add("2.x", 1);
        file.append(List.of(
                IdLine.pinned(1, "1.x", Look.NO_PRINT, "imported"), IdLine.pinned(1, "2.x", Look.NO_PRINT, "other")));
        assign(assignment(), 0);
        assertThat(own()).containsExactly("imported", UniqueIds.salted("1.x", second, 0), "other");
        assertThat(known.ids()).isEqualTo(file.stamp());
    }

    @Test
    @DisplayName("C0041: a new message whose name is the unique-id of another one gets another one")
    void givenToAnother() throws Exception {
        add("1.x", 1);
        long second = add("2.x", 1);
        file.append(List.of(IdLine.pinned(1, "1.x", Look.NO_PRINT, "2.x")));
        assign(assignment(), 0);
        assertThat(own()).containsExactly("2.x", UniqueIds.salted("2.x", second, 0));
    }

    @Test
    @DisplayName("C0040: a new message under the name of a removed one gets another id, if it is another message")
    void removed() throws Exception {
        long print = add("1.x", 1);
        long same = add("2.x", 2);
        file.append(List.of(IdLine.removed(1, "1.x", print + 1), IdLine.removed(1, "2.x", same)));
        assign(assignment(), 0);
        assertThat(own()).containsExactly(UniqueIds.salted("1.x", print, 0), ".");
    }

    @Test
    @DisplayName("R1939-31: messages that are known keep their unique-ids, but for those that were imported since")
    void known() throws Exception {
        long print = add("1.x", 1);
        add("1.x", 2);
        add("2.x", 3);
        assign(assignment(), 3);
        assertThat(own()).containsExactly(".", ".", ".");
        file.append(List.of(IdLine.removed(1, "1.x", print + 1), IdLine.pinned(1, "2.x", Look.NO_PRINT, "imported")));
        assign(assignment(), 3);
        assertThat(own()).containsExactly(".", ".", "imported");
        assertThat(writtenDown).isEmpty();
        messages.written();
        file.append(List.of(IdLine.delivered(1, "3.x")));
        assign(assignment(), 3);
        assertThat(messages.isChanged()).as("it had that unique-id already").isFalse();
    }

    @Test
    @DisplayName("The file of unique-ids is read when it is another one, or where a message is new")
    void whenRead() throws Exception {
        add("1.x", 1);
        file.append(List.of(IdLine.pinned(1, "1.x", Look.NO_PRINT, "imported")));
        known.ids(file.stamp());
        folder.calls();
        assign(assignment(), 1);
        assertThat(reads()).isEmpty();
        assertThat(own()).containsExactly(".");
        assign(assignment(), 0);
        assertThat(reads()).contains("read pop3j.ids");
        assertThat(own()).containsExactly("imported");
    }

    @Test
    @DisplayName("C0040: a known message that another process removed meanwhile is in doubt: others may have its name")
    void doubtful() throws Exception {
        assertThat(assignment().doubtful()).isEqualTo(Ann.numbers());
        long print = add("1.x", 1);
        add("2.x", 1);
        assertThat(assignment().doubtful()).isEqualTo(Ann.numbers());
        file.append(List.of(IdLine.pinned(1, "1.x", Look.NO_PRINT, "imported"), IdLine.delivered(1, "2.x")));
        assertThat(assignment().doubtful()).isEqualTo(Ann.numbers());
        file.append(List.of(IdLine.removed(1, "2.x", print), IdLine.removed(1, "3.x", print)));
        assertThat(assignment().doubtful()).isEqualTo(Ann.numbers(1));
        known.ids(file.stamp());
        folder.calls();
        assertThat(assignment().doubtful()).as("that was seen already").isEqualTo(Ann.numbers());
        assertThat(reads()).isEmpty();
    }

    @Test
    @DisplayName("Where nothing is known nothing is in doubt, and nothing is read for it")
    void nothingKnown() throws Exception {
        file.append(List.of(IdLine.removed(1, "2.x", 1)));
        folder.calls();
        assertThat(assignment().doubtful()).isEqualTo(Ann.numbers());
        assertThat(reads()).isEmpty();
    }
}
