package org.pop3j.store.maildir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pop3j.store.spi.StoredContent.Form;

/** The cache file: when it is appended to and when written anew, what comes out again, and what damage it notices. */
class CacheStorageTest {
    private static final FolderStamp NEW = new FolderStamp(1, 2);
    private static final FolderStamp CUR = new FolderStamp(3, 4);
    private static final IdBook.Stamp IDS = new IdBook.Stamp(5, 6);

    @TempDir
    Path mail;

    private Path path;
    private WatchedFolder folder;
    private Maildir maildir;

    @BeforeEach
    void open() throws Exception {
        Ann ann = Ann.in(mail);
        path = ann.maildir().resolve("pop3j.cache");
        folder = WatchedFolder.of(ann.maildir());
        maildir = folder.maildir(ann.maildir());
    }

    @AfterEach
    void close() throws Exception {
        maildir.close();
        assertThat(OpenFiles.below(mail)).isEmpty();
    }

    private static Known known(int messages) {
        Known known = Known.nothing();
        for (int i = 0; i < messages; i++) {
            add(known, i);
        }
        known.stamps(NEW, CUR);
        known.ids(IDS);
        known.tidied(7);
        return known;
    }

    private static void add(Known known, int i) {
        String base = (1_700_000_000 + i) + ".x";
        byte[] name = (base + (i % 5 == 1 ? "" : ":2,S")).getBytes(StandardCharsets.US_ASCII);
        int index = known.messages()
                .add(i % 2 == 0 ? Part.NEW : Part.CUR, name, base.length(), new Look(10 + i, 20 + i, i));
        if (i % 3 == 0) {
            known.messages().counted(index, 30 + i, Form.values()[i % 5]);
        }
        if (i % 4 == 0) {
            known.messages().ownId(index, ("own" + i).getBytes(StandardCharsets.US_ASCII));
        }
    }

    private static List<String> described(Known known) {
        Catalogue messages = known.messages();
        List<String> lines = IntStream.range(0, messages.count())
                .mapToObj(i -> messages.arrival(i) + " " + messages.place(i) + " " + messages.nameLength(i) + " "
                        + messages.bits(i) + " " + messages.wire(i) + " " + messages.file(i) + " " + messages.print(i)
                        + " " + new String(messages.ownId(i), StandardCharsets.US_ASCII))
                .toList();
        List<String> all = new ArrayList<>(lines);
        all.add("next " + messages.nextArrival());
        all.add(known.stamp(Part.NEW) + " " + known.stamp(Part.CUR) + " " + known.ids() + " " + known.tidied());
        return all;
    }

    private CacheFile file() {
        return new CacheFile(maildir);
    }

    private Known read() {
        Known known = file().read();
        assertThat(known.isChanged()).as("as it is in the file").isFalse();
        return known;
    }

    @Test
    @DisplayName("S-39: a cache is written beside the old one, synced, and then takes its place")
    void anew() throws Exception {
        Files.writeString(path.resolveSibling("pop3j.cache.new"), "left by a crash");
        Known known = known(10);
        known.messages().nextArrival(50);
        List<String> before = described(known);
        CacheFile file = file();
        file.write(known);
        assertThat(folder.changes())
                .containsExactly(
                        "delete pop3j.cache.new",
                        "write pop3j.cache.new",
                        "write pop3j.cache.new",
                        "force pop3j.cache.new",
                        "move pop3j.cache.new");
        assertThat(known.isChanged()).isFalse();
        assertThat(described(read())).isEqualTo(before);
        assertThat(file().isStill(file.mark())).isTrue();
        file.write(known);
        assertThat(folder.changes()).as("nothing has changed").isEmpty();
    }

    @Test
    @DisplayName("What has changed is appended: new and changed messages, those that are gone, the stamps")
    void appended() throws Exception {
        file().write(known(10));
        CacheFile file = file();
        Known known = file.read();
        Catalogue messages = known.messages();
        messages.forget(Ann.numbers(2, 9));
        messages.told(5, 77);
        messages.changed(5);
        messages.rename(0, Part.CUR, "1700000000.x:2,T".getBytes(StandardCharsets.US_ASCII), 16);
        add(known, 40);
        known.tidied(8);
        List<String> after = described(known);
        folder.changes();
        file.write(known);
        assertThat(folder.changes()).containsExactly("write pop3j.cache");
        assertThat(described(read())).isEqualTo(after);
        messages.forget(Ann.numbers(messages.count() - 1));
        after = described(known);
        file.write(known);
        assertThat(folder.changes()).containsExactly("write pop3j.cache");
        assertThat(described(read()))
                .as("no number is used twice: that of the last one is kept")
                .isEqualTo(after);
    }

    @Test
    @DisplayName("Many messages take several pieces, whether they are written anew or appended")
    void pieces() throws Exception {
        Known known = known(60_000);
        List<String> all = described(known);
        CacheFile file = file();
        file.write(known);
        assertThat(folder.changes()).filteredOn("write pop3j.cache.new"::equals).hasSizeGreaterThan(3);
        assertThat(described(read())).isEqualTo(all);
        for (int i = 0; i < 20_000; i++) {
            known.messages().told(i, 1_000_000 + i);
            known.messages().changed(i);
        }
        all = described(known);
        file.write(known);
        assertThat(folder.changes()).hasSizeBetween(2, 10).containsOnly("write pop3j.cache");
        assertThat(described(read())).isEqualTo(all);
    }

    @Test
    @DisplayName("The file is written anew when a quarter of it, and 16 KiB, no longer count; also by the next session")
    void dead() throws Exception {
        Known known = known(100);
        CacheFile file = file();
        file.write(known);
        long whole = Files.size(path);
        // A record of a message that has one already, and a stamp: that many octets do not count any more.
        int dead = CacheRecord.octets(known.messages(), 1);
        known.messages().changed(1);
        file.write(known);
        long stamp = Files.size(path) - whole - dead;
        int appended = 1;
        long size = Files.size(path);
        for (; Files.size(path) >= size; appended++) {
            size = Files.size(path);
            known.messages().changed(1);
            file = appended % 2 == 0 ? file : fresh(file);
            file.write(known);
        }
        // The stamp at the end counts, until something is appended.
        long mostDead = 16 * 1024 + size / 4;
        assertThat((appended - 1) * (dead + stamp) + stamp)
                .isGreaterThan(mostDead)
                .isLessThanOrEqualTo(mostDead + dead + stamp);
        assertThat(Files.size(path)).isEqualTo(whole);
    }

    /** As a session that has read it. */
    private CacheFile fresh(CacheFile file) {
        CacheFile fresh = file();
        assertThat(fresh.isStill(file.mark())).isTrue();
        return fresh;
    }

    @Test
    @DisplayName("What reading finds not to count is what writing said")
    void deadRead() throws Exception {
        Known known = known(100);
        CacheFile file = file();
        file.write(known);
        known.messages().changed(1);
        known.messages().forget(Ann.numbers(7));
        file.write(known);
        CacheFile read = file();
        read.read();
        assertThat(read.mark().octets()).isEqualTo(file.mark().octets()).isEqualTo(Files.size(path));
        assertThat(read.mark().modifiedNanos()).isEqualTo(file.mark().modifiedNanos());
        assertThat(read.mark().key()).isEqualTo(file.mark().key());
        assertThat((double) read.mark().deadOctets())
                .isCloseTo(file.mark().deadOctets(), org.assertj.core.data.Percentage.withPercentage(25));
    }

    @Test
    @DisplayName("What is remembered of a file is of that file, size and time only")
    void still() throws Exception {
        assertThat(file().isStill(CacheFile.Mark.NONE))
                .as("no file, nothing remembered")
                .isTrue();
        CacheFile file = file();
        file.write(known(3));
        CacheFile.Mark mark = file.mark();
        assertThat(file().isStill(mark)).isTrue();
        assertThat(file().isStill(CacheFile.Mark.NONE)).isFalse();
        FileTime time = Files.getLastModifiedTime(path);
        Files.setLastModifiedTime(path, FileTime.from(Instant.now().plusSeconds(9)));
        assertThat(file().isStill(mark)).as("another time").isFalse();
        Files.setLastModifiedTime(path, time);
        assertThat(file().isStill(mark)).isTrue();
        byte[] octets = Files.readAllBytes(path);
        Files.write(path, new byte[1], StandardOpenOption.APPEND);
        Files.setLastModifiedTime(path, time);
        assertThat(file().isStill(mark)).as("another size").isFalse();
        Path parked = Files.move(path, mail.resolve("parked"));
        assertThat(file().isStill(mark)).as("no file").isFalse();
        Files.write(path, octets);
        Files.setLastModifiedTime(path, time);
        assertThat(file().isStill(mark)).as("another file").isFalse();
        Files.delete(path);
        Files.createSymbolicLink(path, parked);
        assertThat(file().isStill(mark)).as("a link").isFalse();
        folder.fail("look pop3j.cache");
        assertThat(file().isStill(mark)).as("who knows").isFalse();
    }

    @Test
    @DisplayName("A file that others have changed meanwhile is not appended to")
    void changedByOthers() throws Exception {
        CacheFile file = file();
        Known known = known(3);
        file.write(known);
        byte[] octets = Files.readAllBytes(path);
        for (int kind = 0; kind < 2; kind++) {
            byte[] other = java.util.Arrays.copyOf(octets, octets.length + kind);
            other[0] = (byte) (kind == 0 ? 'x' : 'p');
            Files.write(path, other);
            known.messages().changed(1);
            assertThatThrownBy(() -> file.write(known))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("changed");
            assertThat(Files.readAllBytes(path)).isEqualTo(other);
        }
    }

    @Test
    @DisplayName("A cache that cannot be written leaves no draft behind, and the old one as it was")
    void fullDisk() throws Exception {
        folder.fail("force pop3j.cache.new");
        assertThatThrownBy(() -> file().write(known(3))).isInstanceOf(IOException.class);
        assertThat(path).doesNotExist();
        assertThat(path.resolveSibling("pop3j.cache.new")).doesNotExist();
    }

    @Test
    @DisplayName("A cache that cannot be read is as none, and one of another version is damage that is mended at once")
    void unreadable() throws Exception {
        file().write(known(3));
        folder.fail("read pop3j.cache");
        CacheFile file = file();
        assertThat(file.read().messages().count()).isZero();
        assertThat(file.isDamaged()).isFalse();
        folder.mend();
        Files.writeString(path, "pop3j cache 2\nmore");
        assertThat(file.read().messages().count()).isZero();
        assertThat(file.isDamaged()).isTrue();
        file.write(Known.nothing());
        assertThat(file.isDamaged()).isFalse();
        assertThat(file().read().messages().count()).isZero();
        assertThat(Files.readString(path, StandardCharsets.ISO_8859_1)).startsWith("pop3j cache 1\n");
    }

    private boolean isDamaged;

    /** A file of these records; whether something in it was left out is in {@link #isDamaged}. */
    private Known replay(ByteBuffer records) throws Exception {
        ByteBuffer first = ByteBuffer.wrap("pop3j cache 1\n".getBytes(StandardCharsets.US_ASCII));
        try (FileChannel channel = FileChannel.open(
                path, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING)) {
            channel.write(first);
            channel.write(records.flip());
        }
        CacheFile file = file();
        Known known = file.read();
        isDamaged = file.isDamaged();
        return known;
    }

    @Test
    @DisplayName("M-05: the stamps count as the last record of a file that is whole, and of so many messages, only")
    void stamps() throws Exception {
        Known known = known(3);
        ByteBuffer records = ByteBuffer.allocate(10_000);
        CacheRecord.begin(records, 3, 100);
        CacheRecord.stamp(records, known);
        assertThat(replay(records).stamp(Part.NEW))
                .as("three messages are missing")
                .isEqualTo(FolderStamp.NONE);
        records.clear();
        CacheBlock.write(records, known.messages(), 0);
        CacheRecord.stamp(records, known);
        int good = records.position();
        Known read = replay(records);
        assertThat(described(read)).isEqualTo(described(known));
        records.limit(records.capacity()).position(good);
        CacheRecord.message(records, known.messages(), 1);
        read = replay(records);
        assertThat(read.stamp(Part.CUR)).as("a message behind them").isEqualTo(FolderStamp.NONE);
        assertThat(read.ids()).isEqualTo(IDS);
        records.limit(records.capacity()).position(good);
        CacheRecord.dead(records, 99);
        assertThat(replay(records).stamp(Part.CUR)).as("a message that is gone").isEqualTo(FolderStamp.NONE);
        records.limit(records.capacity()).position(good);
        CacheRecord.begin(records, 3, 100);
        assertThat(replay(records).stamp(Part.CUR)).as("figures say nothing").isEqualTo(CUR);
        assertThat(Files.readAttributes(path, BasicFileAttributes.class).isRegularFile())
                .isTrue();
    }

    @ParameterizedTest(name = "{0}")
    @DisplayName("S-38: a message that makes no sense is left out, whoever wrote its checksum; the others are there")
    @CsvSource({
        "a good one,                       0, 00000009, 3",
        "an arrival number of 0,           0, 00000000, 2",
        "an arrival number of less,        0, 80000001, 2",
        "the last arrival number,          0, 3FFFFFFF, 3",
        "a number that is too far,         0, 40000000, 2",
        "an older number that is missing,  0, 00000002, 2",
        "bits without a meaning,           4, 14001000, 2",
        "bits that are just good,          4, 13001000, 3",
        "bits of less than nothing,        4, 80001000, 2",
        "a name without octets,            4, 00000000, 2",
        "a longer name than there is,      4, 00001100, 2",
        "a base as long as the name,       7, 00100000, 3",
        "a base longer than its name,      7, 00110000, 2",
        "no base,                          7, 00000000, 3",
        "an id that is not there,          6, 10000C01, 2",
        "a hidden name,                   34, 2E373030, 2",
    })
    void nonsense(String what, int at, String change, int messages) throws Exception {
        Catalogue two = new Catalogue();
        byte[] name = "1700000000.x:2,S".getBytes(StandardCharsets.US_ASCII);
        two.add(Part.CUR, name, 12, new Look(1, 1, 1));
        two.nextArrival(5);
        two.add(Part.CUR, name, 12, new Look(2, 2, 2));
        two.nextArrival(9);
        two.add(Part.CUR, name, 12, new Look(3, 3, 3));
        ByteBuffer records = ByteBuffer.allocate(10_000);
        CacheRecord.message(records, two, 0);
        CacheRecord.message(records, two, 1);
        int start = records.position();
        CacheRecord.message(records, two, 2);
        records.putInt(CacheRecord.contentAt(start) + at, Integer.parseUnsignedInt(change, 16));
        records.position(records.position() - CacheRecord.CHECKSUM);
        CacheRecord.end(records, start);
        Known read = replay(records);
        assertThat(read.messages().count()).as(what).isEqualTo(messages);
        assertThat(isDamaged).isEqualTo(messages == 2);
        assertThat(read.messages().nextArrival())
                .isEqualTo(messages == 2 ? 6 : read.messages().arrival(2) + 1);
        assertThat(read.messages().arrival(0)).isEqualTo(1);
        assertThat(read.messages().arrival(1)).isEqualTo(5);
    }

    @Test
    @DisplayName("A later record of a message takes the place of the earlier one, wherever that is")
    void again() throws Exception {
        for (int changed = 0; changed < 5; changed++) {
            Known known = known(5);
            ByteBuffer records = ByteBuffer.allocate(10_000);
            for (int i = 0; i < 5; i++) {
                CacheRecord.message(records, known.messages(), i);
            }
            known.messages().told(changed, 99);
            CacheRecord.message(records, known.messages(), changed);
            CacheRecord.stamp(records, known);
            assertThat(described(replay(records))).isEqualTo(described(known));
        }
    }

    @Test
    @DisplayName("Records of many messages are behind all others, by their arrival numbers, which end somewhere")
    void rising() throws Exception {
        Known known = known(5);
        ByteBuffer records = ByteBuffer.allocate(10_000);
        CacheBlock.write(records, known.messages(), 0);
        assertThat(replay(records).messages().count()).isEqualTo(5);
        assertThat(isDamaged).isFalse();
        records.limit(records.capacity());
        CacheBlock.write(records, known.messages(), 4);
        assertThat(replay(records).messages().count()).as("the last one again").isEqualTo(5);
        assertThat(isDamaged).isTrue();
        records.clear();
        CacheBlock.write(records, known.messages(), 3);
        CacheBlock.write(records, known.messages(), 0);
        assertThat(replay(records).messages().count())
                .as("the first behind the last")
                .isEqualTo(2);
        assertThat(isDamaged).isTrue();
        for (int last : new int[] {CacheReplay.LAST_ARRIVAL - 1, CacheReplay.LAST_ARRIVAL}) {
            Known far = known(2);
            far.messages().nextArrival(last);
            add(far, 3);
            records.clear();
            CacheBlock.write(records, far.messages(), 0);
            replay(records);
            assertThat(isDamaged).isEqualTo(last == CacheReplay.LAST_ARRIVAL);
        }
    }

    @Test
    @DisplayName("What a record begins with, and how long it is")
    void frames() {
        ByteBuffer records = ByteBuffer.allocate(1 << 16);
        records.put((byte) 0);
        CacheRecord.dead(records, 7);
        int end = records.position();
        records.flip();
        assertThat(end).isEqualTo(1 + 3 + 4 + 4);
        assertThat(CacheRecord.wholeAt(records, 0)).isZero();
        assertThat(CacheRecord.wholeAt(records, 1)).isEqualTo(11);
        assertThat(CacheRecord.wholeAt(records, 2)).isZero();
        assertThat(CacheRecord.wholeAt(records, end)).isZero();
        records.limit(end - 1);
        assertThat(CacheRecord.wholeAt(records, 1))
                .as("its last octet is missing")
                .isZero();
        assertThat(CacheRecord.mayBeCut(records, 1)).isTrue();
        records.limit(1 + CacheRecord.LONGEST);
        assertThat(CacheRecord.mayBeCut(records, 1)).isFalse();
        assertThat(CacheRecord.mayBeCut(records, 2)).isTrue();
        records.put(1, (byte) 0xBF);
        assertThat(CacheRecord.wholeAt(records, 1)).isZero();
        records.put(1, (byte) 0xC5);
        assertThat(CacheRecord.wholeAt(records, 1)).isZero();
    }

    @ParameterizedTest
    @DisplayName("The longest record is 32 KiB, the shortest has no content")
    @CsvSource({"7, true", "8, true", "32768, true", "32769, false", "40000, false"})
    void lengths(int length, boolean isWhole) {
        for (byte kind : new byte[] {CacheRecord.BEGIN, CacheRecord.BLOCK}) {
            ByteBuffer records = ByteBuffer.allocate(1 << 16);
            int start = CacheRecord.begin(records, kind);
            records.position(length - CacheRecord.CHECKSUM);
            CacheRecord.end(records, start);
            records.flip();
            assertThat(CacheRecord.wholeAt(records, 0)).isEqualTo(isWhole ? length : 0);
        }
    }
}
