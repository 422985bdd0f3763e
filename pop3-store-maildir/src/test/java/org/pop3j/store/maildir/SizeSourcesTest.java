package org.pop3j.store.maildir;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pop3j.store.spi.Maildrop;
import org.pop3j.store.spi.MaildropException;

/** Sizes that others have counted (M-04). */
class SizeSourcesTest {
    private static final String LARGE = "0123456789abcde\n".repeat(4096);
    private static final long WIRE = 17 * 4096;

    @TempDir
    Path mail;

    private Ann ann;

    @BeforeEach
    void createAnn() throws MaildropException {
        ann = Ann.in(mail);
    }

    @ParameterizedTest
    @DisplayName("M-04: W= counts if S= is not there or that of the file, and if it can be true")
    @CsvSource(
            delimiter = '|',
            value = {
                "1.x                   | -1", "1.x,W=110             | 110", "1.x,S=100,W=110       | 110",
                "1.x,W=110,S=100       | 110", "1.x,S=99,W=110        | -1", "1.x,W=99              | -1",
                "1.x,W=100             | 100", "1.x,W=200             | 200", "1.x,W=201             | -1",
                "1.x,W=                | -1", "1.x,W=1x0             | -1", "1.x,W=110,U=5         | 110",
                "1.x,W=1100000000000000000000 | -1"
            })
    void names(String base, long wire) {
        assertThat(NameSizes.wire(base, 100)).isEqualTo(wire);
    }

    @Test
    @DisplayName("M-04: of a large message the figure in the name is taken, and only its end is read")
    void largeMessages() throws Exception {
        ann.plant("cur", "1.x,S=" + LARGE.length() + ",W=" + (WIRE - 1) + ":2,", LARGE);
        ann.plant("cur", "2.x,S=" + (LARGE.length() + 1) + ",W=" + (WIRE + 1) + ":2,", LARGE + "x");
        ann.plant("cur", "3.x,S=" + (LARGE.length() + 9) + ",W=" + WIRE + ":2,", LARGE);
        try (Maildrop drop = ann.open()) {
            assertThat(drop.octets(1)).as("though it is wrong here").isEqualTo(WIRE - 1);
            assertThat(drop.octets(2)).as("with the line end that is missing").isEqualTo(WIRE + 3);
            assertThat(drop.octets(3)).as("not of this file: counted").isEqualTo(WIRE);
        }
    }

    @Test
    @DisplayName("R1939-16, R1939-39: a wrong figure is corrected when the message is sent, for the next session")
    void corrected() throws Exception {
        ann.plant("cur", "1.x,W=" + (WIRE - 1) + ":2,", LARGE);
        try (Maildrop drop = ann.open()) {
            assertThat(drop.octets(1)).isEqualTo(WIRE - 1);
            assertThat(Ann.text(drop, 1)).isEqualTo(LARGE);
            assertThat(drop.octets(1)).as("frozen in this session").isEqualTo(WIRE - 1);
        }
        try (Maildrop drop = ann.open()) {
            assertThat(drop.octets(1)).isEqualTo(WIRE);
        }
        try (Maildrop drop = Ann.in(mail).open()) {
            assertThat(drop.octets(1)).isEqualTo(WIRE);
        }
    }

    @Test
    @DisplayName("sizes=trust-names: a figure is taken without opening the file, of small messages too")
    void trusted() throws Exception {
        Ann trusting = Ann.in(mail, Ann.HASTY.withSizes(MaildirOptions.Sizes.TRUST_NAMES), Clock.systemUTC());
        ann.plant("cur", "1.x,W=5:2,", "a\nbc");
        ann.plant("cur", "2.x:2,", "a\nbc");
        try (Maildrop drop = trusting.open()) {
            assertThat(drop.octets(1)).isEqualTo(5);
            assertThat(drop.octets(2)).isEqualTo(7);
        }
    }

    @Test
    @DisplayName("Dovecot's and Courier's lists save reading large messages")
    void foreignLists() throws Exception {
        StringBuilder dovecot = new StringBuilder("3 V1700000000 N999 G0123\n");
        StringBuilder courier = new StringBuilder("/3 999 1700000000\n");
        for (int i = 0; i < 100; i++) {
            String name = (1_700_000_000 + i) + ".x:2,S";
            ann.plant("cur", name, LARGE);
            long told = WIRE - 1 - i;
            if (i % 2 == 0) {
                dovecot.append(i + 1)
                        .append(" W")
                        .append(told)
                        .append(" :")
                        .append(name)
                        .append('\n');
            } else {
                courier.append(name + " " + told + " " + (i + 1) + ":1700000000:0\n");
            }
        }
        Files.writeString(ann.maildir().resolve("dovecot-uidlist"), dovecot);
        Files.writeString(ann.maildir().resolve("courierpop3dsizelist"), courier);
        long[] sizes = new long[100];
        try (Maildrop drop = ann.open()) {
            assertThat(drop.octets(1, sizes)).isEqualTo(100);
        }
        for (int i = 0; i < 100; i++) {
            assertThat(sizes[i]).as("message %d", i + 1).isEqualTo(WIRE - 1 - i);
        }
    }

    @Test
    @DisplayName("S-40, R1939-40: many messages are counted by several threads, each right")
    void inParallel() throws Exception {
        for (int i = 0; i < 500; i++) {
            ann.plant(i % 2 == 0 ? "new" : "cur", (1_700_000_000 + i) + ".x", "x\n".repeat(i));
        }
        try (Maildrop drop = ann.open()) {
            assertThat(drop.octets()).isEqualTo(3L * 500 * 499 / 2);
            assertThat(drop.octets(500)).isEqualTo(3 * 499);
        }
    }

    @ParameterizedTest
    @DisplayName("Lines of dovecot-uidlist, version 3")
    @CsvSource(
            delimiter = '|',
            value = {
                "1 :1.x                        | 1.x  | -1 | 1  | ",
                "7 W123 :1.x,S=1:2,S           | 1.x,S=1 | 123 | 7 | ",
                "7 Pabc W123 :1.x              | 1.x  | 123 | 7 | abc",
                "7 P :1.x                      | 1.x  | -1 | 7 | 1.x",
                "7 Gxy Pa:b Wz :1 2            | 1 2  | -1 | 7 | a:b"
            })
    void dovecotLines(String line, String base, long wire, long uid, String id) {
        List<ForeignList.Item> items = new ArrayList<>();
        DovecotUidList.read(reader("3 V55 N9\n" + line + "\n"), items::add);
        assertThat(items).containsExactly(new ForeignList.Item(base, wire, uid, 55, Optional.ofNullable(id)));
    }

    @Test
    @DisplayName("What is no dovecot-uidlist, and lines that are none")
    void noDovecotLines() {
        List<ForeignList.Item> items = new ArrayList<>();
        for (String text :
                new String[] {"", "2 V1 N1\n1 :x\n", "3 N1\n1 :x\n", "3 V1 N1\n1 x\n:x\nW1 :x\n1 w1 :x\n1 :\n"}) {
            DovecotUidList.read(reader(text), items::add);
        }
        assertThat(items).isEmpty();
        DovecotUidList.read(reader("1 77 9\n3 1.x:2,S\nno\n"), items::add);
        assertThat(items).containsExactly(new ForeignList.Item("1.x", -1, 3, 77, Optional.empty()));
    }

    @Test
    @DisplayName("Lines of courierpop3dsizelist, versions 2 and 3")
    void courierLines() {
        List<ForeignList.Item> items = new ArrayList<>();
        CourierSizeList.read(
                reader("/3 9 55\n1.x:2,S 123 7:55:0\n2 b 4 0:0:1\n3.x 5 6:0:0\nno\n4.x 1 2\n5.x 1 a:b:0\n"),
                items::add);
        CourierSizeList.read(reader("/2 9 55\n6.x 1 2:3\n"), items::add);
        CourierSizeList.read(reader("/4 9 55\n7.x 1 2:3\n"), items::add);
        CourierSizeList.read(reader("1.x 5\n"), items::add);
        assertThat(items)
                .containsExactly(
                        new ForeignList.Item("1.x", 123, 7, 55, Optional.of("UID7-55")),
                        new ForeignList.Item("2 b", 4, 0, 0, Optional.of("2+20b")),
                        new ForeignList.Item("3.x", 5, 6, 0, Optional.of("UID6")),
                        new ForeignList.Item("6.x", 1, 2, 3, Optional.of("UID2-3")));
    }

    private static BufferedReader reader(String text) {
        return new BufferedReader(new StringReader(text));
    }
}
