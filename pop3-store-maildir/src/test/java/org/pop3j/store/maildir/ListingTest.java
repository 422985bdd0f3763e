package org.pop3j.store.maildir;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.pop3j.codec.ContentEncoder;
import org.pop3j.store.spi.Maildrop;
import org.pop3j.store.spi.MaildropException;

@Timeout(60)
class ListingTest {
    @TempDir
    Path mail;

    private Ann ann;

    @BeforeEach
    void createAnn() throws MaildropException {
        ann = Ann.in(mail);
    }

    @Test
    @DisplayName(
            "M-03: hundreds of messages keep numbers, unique-ids and sizes when all are renamed; one that comes is last")
    void manyRenamed() throws Exception {
        for (int i = 0; i < 200; i++) {
            ann.plant("new", (1_700_000_000 + i) + ".M1P1.host", "x".repeat(i));
        }
        List<String> before = ann.ids();
        for (String name : ann.files("new")) {
            Files.move(ann.path("new", name), ann.path("cur", name + ":2,S"));
        }
        ann.plant("new", "1600000000.M1P1.host", "old by its name");
        try (Maildrop drop = ann.open()) {
            assertThat(Ann.ids(drop)).hasSize(201).startsWith(before.toArray(String[]::new));
            assertThat(drop.octets(200)).isEqualTo(199 + 2);
        }
    }

    @ParameterizedTest
    @DisplayName("M-03: names of any octets, here Latin-1, spaces, line ends, 200 octets")
    @CsvSource({
        "1.caf%E9,     1.caf\u00e9",
        "'1.%FF%80:2,S', 1.\u00ff\u0080",
        "'1.a%20b:2,',   1.a b",
        "1.a%0Ab,      '1.a\nb'",
        "1.%C3%A9,     1.\u00c3\u00a9",
        "1.%25,        1.%",
    })
    void octetsOfNames(String rawName, String base) throws Exception {
        ann.plant("cur", rawName, "hello");
        String expected = new UniqueIds(MaildirOptions.UniqueIdForm.BASE_NAME)
                .of(new BaseName(base))
                .value();
        try (Maildrop drop = ann.open()) {
            assertThat(Ann.ids(drop)).containsExactly(expected);
            assertThat(drop.octets(1)).isEqualTo(7);
            assertThat(Ann.text(drop, 1)).isEqualTo("hello");
            Files.move(ann.path("cur", rawName), ann.path("new", rawName.replaceAll(":.*", "") + ":2,FRS"));
            assertThat(Ann.text(drop, 1)).isEqualTo("hello");
            assertThat(drop.commit(Ann.numbers(1)).cardinality()).isZero();
        }
        assertThat(ann.files("cur")).isEmpty();
        assertThat(ann.files("new")).isEmpty();
    }

    @Test
    @DisplayName("D-7: a name of 200 octets gives a short id and is served")
    void longNames() throws Exception {
        ann.plant("new", "1." + "x".repeat(198), "long");
        try (Maildrop drop = ann.open()) {
            assertThat(drop.uniqueId(1).isConformant()).isTrue();
            assertThat(Ann.text(drop, 1)).isEqualTo("long");
        }
    }

    @Test
    @DisplayName("M-02: dot files, folders, links, FIFOs and devices are no messages, wherever they lie")
    void strangers() throws Exception {
        Path secret = Files.writeString(mail.resolve("secret"), "secret");
        for (String folder : new String[] {"new", "cur"}) {
            ann.plant(folder, ".1.hidden", "hidden");
            Files.createDirectory(ann.path(folder, "2.folder"));
            Files.createSymbolicLink(ann.path(folder, "3.link"), secret);
            Files.createSymbolicLink(ann.path(folder, "4.dangling"), mail.resolve("nothing"));
            assertThat(Programs.run("mkfifo", ann.path(folder, "5.fifo").toString()))
                    .isZero();
        }
        ann.plant("cur", "6.message:2,", "good");
        assertThat(ann.ids()).containsExactly("6.message");
    }

    @Test
    @DisplayName("S-38: a device in the Maildir is no message")
    void device() throws Exception {
        Programs.need(
                "needs the right to make devices",
                "mknod",
                ann.path("new", "1.zero").toString(),
                "c",
                "1",
                "5");
        assertThat(ann.ids()).isEmpty();
    }

    @Test
    @DisplayName("S-38: a hard link to a file of somebody else is no message")
    void hardLinkToAnotherOwner() throws Exception {
        Path secret = Files.writeString(mail.resolve("secret"), "secret");
        Programs.need("needs the right to give files away", "chown", "12345", secret.toString());
        Files.createLink(ann.path("new", "1.planted"), secret);
        ann.plant("new", "2.own", "own");
        assertThat(ann.ids()).containsExactly("2.own");
    }

    @Test
    @DisplayName("Oldest first: by seconds, microseconds, name; by the time of the file where the name has none")
    void order() throws Exception {
        for (String name : new String[] {
            "1700000001.V1I2M5.host", "1700000001.b", "1700000001.M10P1.a", "900.z", "1700000001.a", "1700000002.M1.x"
        }) {
            ann.plant(name.contains("M") ? "cur" : "new", name, "x");
        }
        Path procmail = ann.plant("cur", "msg.abcd", "x");
        Files.setLastModifiedTime(procmail, FileTime.from(Instant.ofEpochSecond(1700000001, 7000)));
        assertThat(ann.ids())
                .containsExactly(
                        "900.z",
                        "1700000001.a",
                        "1700000001.b",
                        "1700000001.V1I2M5.host",
                        "msg.abcd",
                        "1700000001.M10P1.a",
                        "1700000002.M1.x");
    }

    @ParameterizedTest
    @DisplayName("R1939-39 S-11 M-04: the size is what is sent, whatever the name says")
    @ValueSource(
            strings = {
                "",
                "a",
                "a\n",
                "a\r\n",
                "a\r",
                "\r\n",
                "\n",
                "\n\n",
                "a\nb\r\nc\rd\n.\n",
                ".\r\n",
                "\u0000\u0000\n",
                "a\r\r\n",
                "caf\u00e9\n"
            })
    void sizes(String message) throws Exception {
        ann.plant("new", "1.x,S=999,W=9999", message);
        ContentEncoder sent = new ContentEncoder(new java.io.ByteArrayOutputStream());
        sent.write(message.getBytes(StandardCharsets.ISO_8859_1), 0, message.length());
        try (Maildrop drop = ann.open()) {
            assertThat(drop.octets(1)).isEqualTo(sent.finish());
            assertThat(drop.octets()).isEqualTo(sent.octets());
            assertThat(Ann.text(drop, 1)).isEqualTo(message);
        }
    }

    @Test
    @DisplayName("R1939-39: sizes of messages larger than a buffer, and their sum")
    void largeSizes() throws Exception {
        String lines = "0123456789\n".repeat(20_000);
        ann.plant("new", "1.x", lines);
        ann.plant("new", "2.x", "a");
        try (Maildrop drop = ann.open()) {
            assertThat(drop.octets()).isEqualTo(12 * 20_000 + 3);
            assertThat(drop.octets(2)).isEqualTo(3);
        }
    }

    @Test
    @DisplayName("One message that is gone before it was counted has 0 octets and keeps nobody from the others")
    void goneBeforeCounted() throws Exception {
        Path one = ann.plant("new", "1.x", "one");
        ann.plant("new", "2.x", "two");
        try (Maildrop drop = ann.open()) {
            Files.delete(one);
            assertThat(drop.octets()).isEqualTo(5);
            assertThat(drop.octets(1)).isZero();
        }
    }

    @Test
    @DisplayName("R1939-16: a size stays as it was first told")
    void sizesStay() throws Exception {
        Path one = ann.plant("new", "1.x", "one");
        try (Maildrop drop = ann.open()) {
            assertThat(drop.octets(1)).isEqualTo(5);
            Files.delete(one);
            assertThat(drop.octets(1)).isEqualTo(5);
        }
    }

    @Test
    @DisplayName(
            "M-02, M-03: a first login to thousands of messages, looked at by several threads: each once, in their order")
    void firstLogin() throws Exception {
        int messages = 2_500;
        List<String> expected = new ArrayList<>();
        for (int i = 0; i < messages; i++) {
            String base = (1_700_000_000 + i) + ".M1P1.host";
            expected.add(base);
            ann.plant(i % 3 == 0 ? "new" : "cur", base + (i % 3 == 0 ? "" : ":2,S"), "x".repeat(i % 100) + "\n");
        }
        Files.createDirectory(ann.path("cur", "1600000000.M1P1.folder"));
        Files.createSymbolicLink(ann.path("cur", "1600000001.M1P1.link"), ann.path("cur", "1700000001.M1P1.host:2,S"));
        try (Maildrop drop = ann.open()) {
            assertThat(Ann.ids(drop)).isEqualTo(expected);
            for (int i = 0; i < messages; i += 7) {
                assertThat(drop.octets(i + 1)).isEqualTo(i % 100 + 2);
            }
        }
    }
}
