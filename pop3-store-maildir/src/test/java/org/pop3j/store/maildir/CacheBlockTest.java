package org.pop3j.store.maildir;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Records of many messages. */
class CacheBlockTest {
    private static final int MESSAGES = 2_000;
    /** Where the columns of a record begin. */
    private static final int COLUMNS = CacheRecord.contentAt(0) + 2;

    private final Catalogue messages = new Catalogue();
    private final ByteBuffer records = ByteBuffer.allocate(1 << 20);
    private final CacheBlock block = new CacheBlock();

    @BeforeEach
    void fill() {
        for (int i = 0; i < MESSAGES; i++) {
            byte[] name = ("1700000000.M" + i + "P1.host:2," + "S".repeat(i % 3)).getBytes(StandardCharsets.US_ASCII);
            Look look = new Look(1_000 + i, 1_000_000L * i, i);
            int index = messages.add(i % 2 == 0 ? Part.NEW : Part.CUR, name, name.length - 3 - i % 3, look);
            if (i % 5 == 0) {
                messages.ownId(index, ("own" + i).getBytes(StandardCharsets.US_ASCII));
            }
            messages.told(index, i % 7 == 0 ? Catalogue.UNKNOWN : 2_000_000_000_000L + i);
        }
    }

    @Test
    @DisplayName("Messages come back from the cache as they were, from as many records as they need")
    void roundTrip() throws Exception {
        Catalogue read = new Catalogue();
        int blocks = 0;
        for (int from = 0; from < MESSAGES; blocks++) {
            records.clear();
            from = CacheBlock.write(records, messages, from);
            records.flip();
            assertThat(CacheRecord.wholeAt(records, 0)).isEqualTo(records.limit());
            int last = read.count() == 0 ? 0 : read.arrival(read.count() - 1);
            assertThat(block.read(records, 0, records.limit(), last)).isTrue();
            read.restore(block);
        }
        assertThat(blocks).isBetween(3, 10);
        assertThat(read.count()).isEqualTo(MESSAGES);
        assertThat(read.nextArrival()).isEqualTo(messages.nextArrival());
        for (int i = 0; i < MESSAGES; i++) {
            assertThat(described(read, i)).isEqualTo(described(messages, i));
        }
    }

    private static String described(Catalogue messages, int i) throws Exception {
        return messages.arrival(i) + " " + messages.part(i) + " " + messages.form(i) + " " + messages.wire(i) + " "
                + messages.file(i) + " " + messages.print(i) + " " + messages.name(i) + " " + messages.base(i) + " "
                + new String(messages.ownId(i), StandardCharsets.US_ASCII);
    }

    @Test
    @DisplayName("The sizes of a slice are known only if each of them is")
    void slice() {
        long[] sizes = new long[6];
        assertThat(messages.wire(1, sizes, 6)).isTrue();
        assertThat(sizes).startsWith(2_000_000_000_001L).endsWith(2_000_000_000_006L);
        assertThat(messages.wire(2, sizes, 6)).isFalse();
        assertThat(messages.wire(2, sizes, 5)).isTrue();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "an arrival number of 0,            0:00000000",
        "an arrival number twice,           4:00000001",
        "an arrival number that is far,     8:7F000000",
        "a name without octets,            84:00000024 90:0000000F",
        "more octets than there are,       84:70000012",
        "octets of a name less than none,  84:FFFF0025",
        "a base longer than its name,      90:0040000F",
        "a base of less than no octets,    90:FFFF000F",
        "an id of less than no octets,     84:00130012 96:FF000001",
        "bits without a meaning,           99:7F010131",
        "bits of less than nothing,        99:80010131",
        "a hidden name,                   102:2E373030"
    })
    @DisplayName("S-38: a record that makes no sense is left out, whoever wrote its checksum")
    void nonsense(String what, String changes) {
        Catalogue three = new Catalogue();
        for (int i = 0; i < 3; i++) {
            three.add(Part.CUR, "1700000000.M1.h:2,".getBytes(StandardCharsets.US_ASCII), 15, new Look(1, 1, 1));
        }
        CacheBlock.write(records, three, 0);
        ByteBuffer record = ByteBuffer.wrap(Arrays.copyOf(records.array(), records.position()));
        assertThat(block.read(record, 0, record.limit(), 0)).isTrue();
        for (String change : changes.split(" ")) {
            int at = Integer.parseInt(change.substring(0, change.indexOf(':')));
            record.putInt(COLUMNS + at, Integer.parseUnsignedInt(change.substring(change.indexOf(':') + 1), 16));
        }
        assertThat(block.read(record, 0, record.limit(), 0)).isFalse();
    }

    @Test
    @DisplayName("A record whose length and count disagree, or that is not behind the others, is left out")
    void counts() {
        CacheBlock.write(records, messages, 0);
        int length = records.position();
        records.flip();
        int count = records.getShort(COLUMNS - 2);
        assertThat(block.read(records, 0, length, 0)).isTrue();
        assertThat(block.read(records, 0, length, 1)).isFalse();
        assertThat(block.read(records, 0, length - 1, 0)).isFalse();
        assertThat(block.read(records, 0, 7, 0)).isFalse();
        for (int wrong : new int[] {0, -1, 1, count - 1, count + 1, Short.MAX_VALUE}) {
            records.putShort(COLUMNS - 2, (short) wrong);
            assertThat(block.read(records, 0, length, 0)).as("%d", wrong).isFalse();
        }
    }
}
