package org.pop3j.store.maildir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.pop3j.store.spi.Maildrop;
import org.pop3j.store.spi.MaildropInUseException;

@Tag("any-jdk")
class UniqueIdImportTest {
    @TempDir
    Path mail;

    private Ann ann;

    @BeforeEach
    void fill() throws Exception {
        ann = Ann.in(mail);
        ann.plant("cur", "1700000001.x,S=3:2,S", "one");
        ann.plant("new", "1700000002.x", "two");
        ann.plant("cur", "1700000003.x:2,", "three");
    }

    @ParameterizedTest
    @DisplayName("Formats of Dovecot: what pop3_uidl_format gives")
    @CsvSource(
            delimiter = ';',
            value = {
                "%08Xu%08Xv ; 0000002a00000037",
                "%u-%v ; 42-55",
                "%f ; base",
                "%Xu.%% ; 2a.%",
                "%5u ; 42",
                "%05u ; 00042",
                "%02u ; 42",
                "%01u ; 42",
                "%{uid|hex} ; 2a",
                "%{ uidvalidity | hex(3) } ; 037",
                "UID%u-%v ; UID42-55",
                "%{uid | hex(8)}%{uidvalidity|hex(8)} ; 0000002a00000037",
                "%{uid}.%{filename} ; 42.base",
                "plain ; plain"
            })
    void formats(String format, String id) {
        ForeignList.Item item = new ForeignList.Item("base", 1, 42, 55, Optional.empty());
        assertThat(UniqueIdFormat.of(format).id(item)).isEqualTo(id);
    }

    @ParameterizedTest
    @DisplayName("Formats that are none")
    @ValueSource(strings = {"%m", "%", "%g", "%{guid}", "%08X"})
    void noFormats(String format) {
        assertThatThrownBy(() -> UniqueIdFormat.of(format))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("expected");
    }

    @Test
    @DisplayName(
            "From Dovecot: uid and validity, P fields before them; they stay over flags, restarts and a lost cache")
    void dovecot() throws Exception {
        assertThat(ann.ids()).containsExactly("1700000001.x,S=3", "1700000002.x", "1700000003.x");
        Files.writeString(
                ann.maildir().resolve("dovecot-uidlist"),
                "3 V1700000000 N9 Gabc\n1 W5 :1700000001.x,S=3:2,S\n2 Pown-id :1700000002.x\n7 :1600000000.gone\n");
        assertThat(UniqueIdImport.into(ann.maildir(), Optional.empty())
                        .fromDovecot("%08Xu%08Xv")
                        .imported())
                .isEqualTo(2);
        assertImported("000000016553f100", "own-id", "1700000003.x");
        assertThat(UniqueIdImport.into(ann.maildir(), Optional.empty()).fromDovecot("%08Xu%08Xv"))
                .isEqualTo(new UniqueIdImport.Result(0, 2, 1, List.of()));
    }

    private void assertImported(String... ids) throws Exception {
        assertThat(ann.ids()).as("in the store that knew others").containsExactly(ids);
        assertThat(Ann.in(mail).ids()).as("after a restart").containsExactly(ids);
        Files.move(ann.path("new", "1700000002.x"), ann.path("cur", "1700000002.x:2,RS"));
        assertThat(ann.ids()).as("after others have moved one").containsExactly(ids);
        Files.delete(ann.maildir().resolve("pop3j.cache"));
        assertThat(Ann.in(mail).ids()).as("without the cache").containsExactly(ids);
        try (Maildrop drop = ann.open()) {
            assertThat(Ann.text(drop, 2)).isEqualTo("two");
        }
    }

    @Test
    @DisplayName("From Courier: UIDn-validity")
    void courier() throws Exception {
        Files.writeString(
                ann.maildir().resolve("courierpop3dsizelist"),
                "/3 9 1700000000\n1700000001.x,S=3:2,S 5 1:1700000000:0\n1700000002.x:2, 5 2:0:0\n");
        assertThat(UniqueIdImport.into(ann.maildir(), Optional.empty())
                        .fromCourier()
                        .imported())
                .isEqualTo(2);
        assertImported("UID1-1700000000", "UID2", "1700000003.x");
    }

    @ParameterizedTest
    @DisplayName("From Courier: where it gave no number the name, what is not harmless in hexadecimal")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {"1.x,S=3!~ | 1.x,S=3!~", "a b | a+20b", "a\u007f | a+7F", "a\u00e9 | a+E9", "a'\"+ | a+27+22+2B"})
    void courierNames(String name, String id) {
        List<ForeignList.Item> items = new ArrayList<>();
        CourierSizeList.read(new BufferedReader(new StringReader("/3 9 55\n" + name + ":2,S 4 0:0:1\n")), items::add);
        assertThat(items).containsExactly(new ForeignList.Item(name, 4, 0, 0, Optional.of(id)));
        assertThat(ForeignList.base(":2,S")).isEmpty();
    }

    @Test
    @DisplayName(
            "S-38: what is no file in the place of a list is refused, and nobody waits; one that may only be read is read")
    void plantedList() throws Exception {
        Path list = ann.maildir().resolve("dovecot-uidlist");
        assertThat(Programs.run("mkfifo", list.toString())).isZero();
        UniqueIdImport into = UniqueIdImport.into(ann.maildir(), Optional.empty());
        assertThatThrownBy(() -> into.fromDovecot("%u")).hasMessageContaining("not a regular file");
        Files.delete(list);
        Files.writeString(list, "3 V55 N9\n7 :1700000002.x\n");
        Programs.need("needs a file system with immutable files", "chattr", "+i", list.toString());
        try {
            assertThat(into.fromDovecot("%u").imported()).isEqualTo(1);
        } finally {
            Programs.run("chattr", "-i", list.toString());
        }
        assertThat(OpenFiles.below(mail)).isEmpty();
    }

    @Test
    @DisplayName("From a plain list; what cannot be taken is told, the rest is taken")
    void list() throws Exception {
        Path list = Files.writeString(
                mail.resolve("list"),
                "own-1 1700000001.x,S=3:2,S\nown-2 1700000002.x\n\nnonsense\nown-9 1600000000.gone\n" + "x".repeat(71)
                        + " 1700000003.x\n");
        UniqueIdImport.Result result =
                UniqueIdImport.into(ann.maildir(), Optional.empty()).fromList(list);
        assertThat(result.imported()).isEqualTo(2);
        assertThat(result.absent()).isEqualTo(1);
        assertThat(result.refused()).hasSize(2);
        assertImported("own-1", "own-2", "1700000003.x");
    }

    @Test
    @DisplayName("A second import counts, also one that gives back the name")
    void again() throws Exception {
        importList("a-1 1700000001.x,S=3\na-2 1700000002.x\n");
        importList("b-1 1700000001.x,S=3\n1700000002.x 1700000002.x\n");
        assertImported("b-1", "1700000002.x", "1700000003.x");
    }

    @Test
    @DisplayName("unique-ids=digest: an id that is the base name is given too, and the second import finds it so")
    void intoDigests() throws Exception {
        assertThat(importList("1700000001.x,S=3 1700000001.x,S=3\n").imported()).isEqualTo(1);
        MaildirOptions digests = Ann.HASTY.withUniqueIds(MaildirOptions.UniqueIdForm.DIGEST);
        assertThat(Ann.in(mail, digests, Clock.systemUTC()).ids()).contains("1700000001.x,S=3");
        assertThat(importList("1700000001.x,S=3 1700000001.x,S=3\n").unchanged())
                .isEqualTo(1);
    }

    private UniqueIdImport.Result importList(String lines) throws Exception {
        return UniqueIdImport.into(ann.maildir(), Optional.empty())
                .fromList(Files.writeString(mail.resolve("list"), lines));
    }

    @Test
    @DisplayName("A session of Dovecot that has its lock keeps import and check out, and leaves no lock behind")
    void beside() throws Exception {
        Path dotlock = Files.writeString(ann.maildir().resolve("dovecot-pop3-session.lock"), "1:dovecot");
        assertThatThrownBy(() -> importList("a-1 1700000001.x,S=3\n")).isInstanceOf(MaildropInUseException.class);
        assertThatThrownBy(() -> MaildirCheck.check(ann.maildir())).isInstanceOf(MaildropInUseException.class);
        assertThat(OpenFiles.below(mail)).isEmpty();
        Files.delete(dotlock);
        assertThat(importList("a-1 1700000001.x,S=3\n").imported()).isEqualTo(1);
        assertThat(MaildirCheck.check(ann.maildir())).isEmpty();
        assertThat(dotlock).doesNotExist();
    }

    @Test
    @DisplayName("C0041: no two messages get one unique-id, by the list or because one has it by its name")
    void noDoubles() throws Exception {
        Path list = Files.writeString(
                mail.resolve("list"), "same 1700000001.x,S=3\nsame 1700000002.x\n1700000001.x,S=3 1700000003.x\n");
        UniqueIdImport.Result result =
                UniqueIdImport.into(ann.maildir(), Optional.empty()).fromList(list);
        assertThat(result)
                .isEqualTo(new UniqueIdImport.Result(
                        2,
                        0,
                        0,
                        List.of("another message has the unique-id same, which new/1700000002.x should have")));
        assertThat(ann.ids()).containsExactly("same", "1700000002.x", "1700000001.x,S=3");
    }

    @Test
    @DisplayName("C0041: who keeps its own unique-id after all may keep it from another, and so on")
    void chain() throws Exception {
        UniqueIdImport.Result result =
                importList("1700000002.x 1700000001.x,S=3\n1700000003.x 1700000002.x\nnew-id 1600000000.gone\n");
        assertThat(result.refused()).hasSize(2).allMatch(text -> text.startsWith("another message has"));
        assertThat(result).isEqualTo(new UniqueIdImport.Result(0, 0, 1, result.refused()));
        assertThat(ann.ids()).containsExactly("1700000001.x,S=3", "1700000002.x", "1700000003.x");
    }

    @ParameterizedTest
    @DisplayName("C0038: unique-ids of 1 to 70 octets of 0x21 to 0x7E are taken")
    @ValueSource(strings = {"!", "~", "x", "0123456789012345678901234567890123456789012345678901234567890123456789"})
    void takenIds(String id) throws Exception {
        assertThat(importList(id + " 1700000002.x\n")).isEqualTo(new UniqueIdImport.Result(1, 0, 0, List.of()));
        assertThat(ann.ids()).containsExactly("1700000001.x,S=3", id, "1700000003.x");
    }

    @ParameterizedTest
    @DisplayName("C0038: and no others")
    @ValueSource(
            strings = {
                "\u007f",
                "x\u001f",
                "\t",
                "\u00e9",
                "",
                "01234567890123456789012345678901234567890123456789012345678901234567890"
            })
    void refusedIds(String id) throws Exception {
        UniqueIdImport.Result result = importList(id + " 1700000002.x\n");
        assertThat(result.refused())
                .singleElement()
                .asString()
                .startsWith(id.isEmpty() ? "expected a unique-id, a space" : "expected 1 to 70 octets");
        assertThat(result.imported() + result.unchanged() + result.absent()).isZero();
        assertThat(ann.ids()).contains("1700000002.x");
    }

    @Test
    @DisplayName("Without the list of the other server nothing happens")
    void noList() throws Exception {
        assertThatThrownBy(() ->
                        UniqueIdImport.into(ann.maildir(), Optional.empty()).fromDovecot("%u"))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("dovecot-uidlist");
        assertThatThrownBy(() ->
                        UniqueIdImport.into(ann.maildir(), Optional.empty()).fromCourier())
                .isInstanceOf(IOException.class);
        assertThatThrownBy(() ->
                        UniqueIdImport.into(ann.maildir(), Optional.empty()).fromList(mail.resolve("none")))
                .isInstanceOf(IOException.class);
        assertThat(ann.maildir().resolve("pop3j.ids")).doesNotExist();
        assertThat(OpenFiles.below(mail)).isEmpty();
    }
}
