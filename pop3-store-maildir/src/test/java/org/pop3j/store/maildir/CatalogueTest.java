package org.pop3j.store.maildir;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.pop3j.store.spi.StoredContent.Form;

/** What is known of messages: kept in arrays, told as if each were an object. */
class CatalogueTest {
    private static final String FIRST = "1700000001.M1P1.host:2,";
    private static final String SECOND = "1700000002.M1P1.host";
    private static final String THIRD = "1700000003.M1P1.host:2,RS";

    private final Catalogue messages = new Catalogue();

    @BeforeEach
    void fill() {
        add(Part.CUR, FIRST, 10);
        add(Part.NEW, SECOND, 20);
        add(Part.CUR, THIRD, 30);
    }

    private int add(Part part, String name, int octets) {
        byte[] coded = octets(name);
        return messages.add(
                part, coded, NameReader.baseLength(coded, 0, coded.length), new Look(octets, octets, octets));
    }

    private static byte[] octets(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    private void own(int index, String id) {
        messages.ownId(index, octets(id));
    }

    private List<String> all() throws Exception {
        return IntStream.range(0, messages.count()).mapToObj(this::described).toList();
    }

    /** Arrival number, place, size of the file, unique-id of its own. */
    private String described(int index) {
        try {
            String id = new String(messages.ownId(index), StandardCharsets.ISO_8859_1);
            assertThat(id).hasSize(messages.idLength(index));
            assertThat(messages.name(index).toString()).hasSize(messages.nameLength(index));
            return (messages.arrival(index) + " " + messages.part(index).folder() + "/" + messages.name(index) + " "
                            + messages.file(index) + " " + id)
                    .trim();
        } catch (java.nio.file.NoSuchFileException e) {
            throw new AssertionError(e);
        }
    }

    private int[] changed() {
        return messages.changed().toArray();
    }

    private int[] dead() {
        return messages.dead().toArray();
    }

    @Test
    @DisplayName(
            "R1939-16: messages are numbered as they come, and begin with nothing counted and nothing in the cache")
    void added() throws Exception {
        assertThat(all())
                .containsExactly("1 cur/" + FIRST + " 10", "2 new/" + SECOND + " 20", "3 cur/" + THIRD + " 30");
        assertThat(messages.nextArrival()).isEqualTo(4);
        for (int i = 0; i < 3; i++) {
            assertThat(messages.wire(i)).isEqualTo(Catalogue.UNKNOWN);
            assertThat(messages.isCounted(i)).isFalse();
            assertThat(messages.isInCache(i)).isFalse();
            assertThat(messages.print(i)).isEqualTo(new Look(messages.file(i), messages.file(i), "").print());
        }
        assertThat(messages.isChanged()).isTrue();
        assertThat(changed()).containsExactly(0, 1, 2);
    }

    @Test
    @DisplayName("C0039: no arrival number is used twice")
    void arrivals() {
        messages.nextArrival(2);
        assertThat(messages.nextArrival()).isEqualTo(4);
        messages.nextArrival(9);
        assertThat(messages.arrival(add(Part.NEW, "4.x", 1))).isEqualTo(9);
        messages.forget(Ann.numbers(3));
        assertThat(messages.arrival(add(Part.NEW, "4.x", 1))).isEqualTo(10);
    }

    @Test
    @DisplayName("M-03: where a message is, and which name and base it has")
    void names() {
        assertThat(messages.isNamed(0, Part.CUR, octets(FIRST), FIRST.length())).isTrue();
        assertThat(messages.isNamed(0, Part.CUR, octets(FIRST + "S"), FIRST.length()))
                .isTrue();
        assertThat(messages.isNamed(0, Part.NEW, octets(FIRST), FIRST.length())).isFalse();
        assertThat(messages.isNamed(0, Part.CUR, octets(FIRST), FIRST.length() - 1))
                .isFalse();
        assertThat(messages.isNamed(0, Part.CUR, octets(FIRST.replace('P', 'Q')), FIRST.length()))
                .isFalse();
        assertThat(messages.isNamed(1, Part.NEW, octets(SECOND), SECOND.length()))
                .isTrue();
        String base = "1700000003.M1P1.host";
        assertThat(messages.base(2)).isEqualTo(new BaseName(base));
        assertThat(messages.hasBase(2, octets("//" + base), 2, base.length())).isTrue();
        assertThat(messages.hasBase(2, octets("//" + base), 2, base.length() - 1))
                .isFalse();
        assertThat(messages.hasBase(2, octets("//" + base), 1, base.length())).isFalse();
        assertThat(messages.place(1)).isEqualTo("new/" + SECOND);
        assertThat(messages.place(2)).isEqualTo("cur/" + base);
    }

    @Test
    @DisplayName("M-03: a message that is renamed keeps its number, its size and its own unique-id")
    void renamed() throws Exception {
        own(1, "own-id");
        messages.counted(1, 22, Form.LF);
        messages.written();
        String name = SECOND + ":2,S";
        messages.rename(1, Part.CUR, octets(name + "junk"), name.length());
        assertThat(all())
                .containsExactly("1 cur/" + FIRST + " 10", "2 cur/" + name + " 20 own-id", "3 cur/" + THIRD + " 30");
        assertThat(messages.base(1)).isEqualTo(new BaseName(SECOND));
        assertThat(messages.wire(1)).isEqualTo(22);
        assertThat(messages.form(1)).isEqualTo(Form.LF);
        assertThat(messages.isCounted(1)).isTrue();
        assertThat(changed()).containsExactly(1);
        messages.rename(1, Part.NEW, octets(SECOND), SECOND.length());
        assertThat(messages.part(1)).isEqualTo(Part.NEW);
        assertThat(messages.isCounted(1)).isTrue();
    }

    @Test
    @DisplayName("C0039: a message may get a unique-id of its own, and another one, and lose it")
    void ownIds() throws Exception {
        messages.written();
        own(1, "own-id");
        own(2, "another-id");
        own(1, "longer-own-id");
        assertThat(changed()).containsExactly(1, 2);
        assertThat(all())
                .containsExactly(
                        "1 cur/" + FIRST + " 10",
                        "2 new/" + SECOND + " 20 longer-own-id",
                        "3 cur/" + THIRD + " 30 another-id");
        own(1, "");
        assertThat(messages.ownId(1)).isEmpty();
    }

    @ParameterizedTest
    @DisplayName("R1939-39: a size that was counted is told from one that others tell; both leave the folder as it is")
    @EnumSource(Form.class)
    void sizes(Form form) {
        for (int index : new int[] {0, 1}) {
            Part part = messages.part(index);
            messages.counted(index, 5_000_000_000L, form);
            assertThat(messages.wire(index)).isEqualTo(5_000_000_000L);
            assertThat(messages.form(index)).isEqualTo(form);
            assertThat(messages.isCounted(index)).isTrue();
            assertThat(messages.bits(index)).isBetween(0, Catalogue.MOST_BITS);
            assertThat(messages.part(index)).isEqualTo(part);
            messages.told(index, 6);
            assertThat(messages.wire(index)).isEqualTo(6);
            assertThat(messages.isCounted(index)).isFalse();
            assertThat(messages.part(index)).isEqualTo(part);
        }
        assertThat(messages.bits(1)).as("as of a message that nobody counted").isZero();
    }

    @Test
    @DisplayName("What is in the cache, and what has to be written to it")
    void changes() {
        messages.written();
        assertThat(messages.isChanged()).isFalse();
        assertThat(messages.isInCache(2)).isTrue();
        assertThat(messages.isInCache(add(Part.NEW, "4.x", 1))).isFalse();
        assertThat(changed()).containsExactly(3);
        messages.written();
        messages.changed(1);
        assertThat(changed()).containsExactly(1);
        assertThat(messages.isChanged()).isTrue();
        messages.written();
        messages.forget(Ann.numbers(0));
        assertThat(messages.isChanged()).as("one to be forgotten there").isTrue();
        messages.written();
        assertThat(messages.isChanged()).isFalse();
        assertThat(dead()).isEmpty();
    }

    @Test
    @DisplayName("A look that finds another file is noted, one that finds the same is not")
    void looked() {
        messages.written();
        messages.looked(1, new Look(20, 20, "another inode"));
        assertThat(messages.isChanged()).isFalse();
        Look other = new Look(21, 20, 20);
        messages.looked(1, other);
        assertThat(messages.file(1)).isEqualTo(21);
        assertThat(messages.print(1)).isEqualTo(other.print());
        assertThat(changed()).containsExactly(1);
    }

    @Test
    @DisplayName("R1939-16: of messages that are forgotten the others move up with all that is known of them")
    void forgotten() throws Exception {
        add(Part.NEW, "4.x", 40);
        own(2, "own-id");
        messages.counted(2, 33, Form.CRLF);
        messages.written();
        messages.changed(0);
        messages.changed(2);
        messages.forget(Ann.numbers(1));
        assertThat(all()).containsExactly("1 cur/" + FIRST + " 10", "3 cur/" + THIRD + " 30 own-id", "4 new/4.x 40");
        assertThat(messages.base(1)).isEqualTo(new BaseName("1700000003.M1P1.host"));
        assertThat(messages.wire(1)).isEqualTo(33);
        assertThat(messages.form(1)).isEqualTo(Form.CRLF);
        assertThat(messages.print(1)).isEqualTo(new Look(30, 30, "").print());
        assertThat(changed()).containsExactly(0, 1);
        assertThat(dead()).containsExactly(2);
        messages.changed(2);
        messages.forget(Ann.numbers(0, 2));
        assertThat(all()).containsExactly("3 cur/" + THIRD + " 30 own-id");
        assertThat(changed()).containsExactly(0);
        assertThat(dead()).containsExactly(2, 1, 4);
        messages.forget(Ann.numbers(0));
        assertThat(messages.count()).isZero();
        assertThat(changed()).isEmpty();
    }

    @Test
    @DisplayName("S-30: a million messages are no million objects: 38 octets and the name for each")
    void heap() {
        Catalogue roomy = new Catalogue(1_000, 20_000);
        assertThat(roomy.heapOctets()).isEqualTo(20_000 + 38 * 1_000);
        for (int i = 0; i < 1_000; i++) {
            byte[] name = octets(String.format("%020d", i));
            roomy.add(Part.NEW, name, name.length, new Look(1, 1, 1));
        }
        assertThat(roomy.heapOctets()).as("there was room for just so many").isEqualTo(20_000 + 38 * 1_000);
        byte[] name = octets("one more");
        roomy.add(Part.NEW, name, name.length, new Look(1, 1, 1));
        assertThat(roomy.heapOctets()).isBetween(20_000 + 38L * 1_001, 2 * (20_000 + 38L * 1_001));
    }

    @Test
    @DisplayName("S-30: octets of names that no message has any more are noticed, once they are many, and half of all")
    void wasteful() throws Exception {
        Catalogue large = new Catalogue();
        byte[] name = octets("x".repeat(100));
        for (int i = 0; i < 100; i++) {
            large.add(Part.NEW, name, name.length, new Look(1, 1, 1));
        }
        int renamed = 0;
        for (; !large.isWasteful(); renamed++) {
            large.rename(renamed % 100, Part.CUR, name, name.length);
        }
        // So many octets more than the 10,000 there were, and as many of no use: more than half of all.
        assertThat(renamed).isEqualTo(101);
    }

    @Test
    @DisplayName("S-30: names that are left by a new unique-id, or with a message that is gone, are of no use either")
    void wastefulOtherwise() {
        byte[] name = octets("x".repeat(100));
        Catalogue large = new Catalogue();
        for (int i = 0; i < 100; i++) {
            large.add(Part.NEW, name, name.length, new Look(1, 1, 1));
        }
        java.util.BitSet gone = new java.util.BitSet();
        gone.set(0, 50);
        large.forget(gone);
        assertThat(large.isWasteful()).as("half of all").isFalse();
        large.forget(Ann.numbers(0));
        assertThat(large.isWasteful()).as("more than half").isTrue();

        Catalogue salted = new Catalogue();
        salted.add(Part.NEW, name, name.length, new Look(1, 1, 1));
        byte[] id = octets("y".repeat(50));
        int given = 0;
        for (; !salted.isWasteful(); given++) {
            salted.ownId(0, id);
        }
        // The first leaves 100 octets, the others 150 each: 4,150 is the first beyond 4,096.
        assertThat(given).isEqualTo(28);
    }

    @Test
    @DisplayName("S-30: the own unique-id of a message is of no use with its name")
    void wastefulIds() {
        byte[] name = octets("x".repeat(100));
        Catalogue renamed = new Catalogue();
        renamed.add(Part.NEW, name, name.length, new Look(1, 1, 1));
        renamed.ownId(0, octets("y".repeat(50)));
        int renames = 0;
        for (; !renamed.isWasteful(); renames++) {
            renamed.rename(0, Part.CUR, name, name.length);
        }
        assertThat(renames).as("100 octets of the first name, and 150 each").isEqualTo(27);

        Catalogue forgotten = new Catalogue();
        for (int i = 0; i < 60; i++) {
            forgotten.add(Part.NEW, name, name.length, new Look(1, 1, 1));
            forgotten.ownId(i, octets("y".repeat(100)));
        }
        int gone = 0;
        for (; !forgotten.isWasteful(); gone++) {
            forgotten.forget(Ann.numbers(0));
        }
        assertThat(gone)
                .as("6,000 of 18,000 octets, and 200 each: 9,200 is more than half")
                .isEqualTo(16);
    }
}
