package org.pop3j.store.maildir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.pop3j.store.spi.Maildrop;
import org.pop3j.store.spi.MaildropFailedException;
import org.pop3j.store.spi.MaildropInUseException;

/** Our own files in another folder than the Maildir, and Maildirs in which nobody can write. */
class ControlFolderTest {
    private static final String[] OURS = {"pop3j.cache", "pop3j.ids", "pop3j.lock"};

    @TempDir
    Path folder;

    private Path mail;
    private Path control;

    @BeforeEach
    void folders() throws Exception {
        mail = Files.createDirectory(folder.resolve("mail"));
        control = Files.createDirectory(folder.resolve("control"));
    }

    private Ann ann(Path below) throws Exception {
        return Ann.in(below, Ann.HASTY.withControl(control.toString()), Clock.systemUTC());
    }

    private static List<String> names(Path where) throws Exception {
        try (Stream<Path> files = Files.list(where)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    @Test
    @DisplayName(
            "M-06, S-38: lock, cache and unique-ids are in the control folder, with mode 0700, none in the Maildir")
    void elsewhere() throws Exception {
        Ann ann = ann(mail);
        ann.deliver("one\n", "id-1");
        ann.plant("new", "1700000001.x", "two\n");
        try (Maildrop drop = ann.open()) {
            assertThat(drop.octets()).isEqualTo(10);
            assertThat(drop.commit(Ann.numbers(1)).isEmpty()).isTrue();
            assertThatThrownBy(ann::open).isInstanceOf(MaildropInUseException.class);
        }
        assertThat(names(ann.maildir())).containsExactly("cur", "new", "tmp");
        assertThat(names(control.resolve("ann"))).contains(OURS);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(control.resolve("ann"))))
                .isEqualTo("rwx------");
    }

    @Test
    @DisplayName(
            "R1939-27, M-06: on a read-only file system mail is listed and read, several at a time; nothing is removed")
    void readOnly() throws Exception {
        Ann writable = Ann.in(mail);
        writable.plant("new", "1700000001.x", "one\n");
        writable.plant("cur", "%FF:2,S", "two\n");
        List<String> ids = writable.ids();
        readOnly(seen -> {
            Ann ann = new Ann(seen.resolve("ann"), MaildirStore.in(seen.toString(), Ann.HASTY));
            try (Maildrop drop = ann.open();
                    Maildrop beside = ann.open()) {
                assertThat(Ann.ids(drop)).isEqualTo(ids);
                assertThat(drop.octets()).isEqualTo(10);
                assertThat(Ann.text(drop, 1)).isEqualTo("one\n");
                assertThat(beside.count()).isEqualTo(2);
                assertThat(drop.commit(Ann.numbers(1, 2))).isEqualTo(Ann.numbers(1, 2));
            }
            assertThat(ann.ids()).isEqualTo(ids);
            assertThatThrownBy(() -> ann.deliver("three")).isInstanceOf(MaildropFailedException.class);
        });
        assertThat(writable.ids()).isEqualTo(ids);
    }

    @Test
    @DisplayName("C0039: with a control folder a read-only Maildir has a lock, and its unique-ids and cache are kept")
    void readOnlyWithControl() throws Exception {
        Ann writable = Ann.in(mail);
        Path first = writable.plant("new", "msg.1", "one\n");
        ann(mail);
        try (Maildrop drop = ann(mail).open()) {
            drop.commit(Ann.numbers(1));
        }
        assertThat(first).doesNotExist();
        writable.plant("new", "msg.1", "another\n");
        List<String> salted = ann(mail).ids();
        assertThat(salted).doesNotContain("msg.1");
        Files.delete(control.resolve("ann/pop3j.cache"));
        readOnly(seen -> {
            Ann ann = new Ann(
                    seen.resolve("ann"), MaildirStore.in(seen.toString(), Ann.HASTY.withControl(control.toString())));
            try (Maildrop drop = ann.open()) {
                assertThat(Ann.ids(drop)).isEqualTo(salted);
                assertThat(drop.octets()).isEqualTo(9);
                assertThatThrownBy(ann::open).isInstanceOf(MaildropInUseException.class);
                assertThat(drop.commit(Ann.numbers(1))).isEqualTo(Ann.numbers(1));
            }
            assertThat(control.resolve("ann/pop3j.cache")).isNotEmptyFile();
            assertThat(ann.ids()).isEqualTo(salted);
        });
        assertThat(ann(mail).ids()).isEqualTo(salted);
    }

    private interface Work {
        void in(Path seen) throws Exception;
    }

    private void readOnly(Work work) throws Exception {
        Path seen = Files.createDirectory(folder.resolve("seen"));
        Programs.need("needs the right to mount", "mount", "--bind", mail.toString(), seen.toString());
        try {
            Programs.need("needs the right to mount", "mount", "-o", "remount,bind,ro", seen.toString());
            work.in(seen);
        } finally {
            Programs.run("umount", seen.toString());
        }
    }

    @Test
    @DisplayName("C0039: unique-ids of a read-only Maildir that were written down in it when it was not")
    void readOnlyWithIds() throws Exception {
        Ann writable = Ann.in(mail);
        writable.plant("new", "msg.1", "one\n");
        try (Maildrop drop = writable.open()) {
            drop.commit(Ann.numbers(1));
        }
        writable.plant("new", "msg.1", "another\n");
        List<String> salted = writable.ids();
        Files.delete(writable.maildir().resolve("pop3j.cache"));
        readOnly(seen -> assertThat(new Ann(seen.resolve("ann"), MaildirStore.in(seen.toString(), Ann.HASTY)).ids())
                .isEqualTo(salted));
    }

    @Test
    @DisplayName(
            "R1939-16: the cache of a read-only Maildir that was written when it was not keeps the order of its messages")
    void readOnlyWithCache() throws Exception {
        Ann writable = Ann.in(mail);
        writable.plant("new", "1700000001.x", "one\n");
        writable.ids();
        writable.plant("new", "1600000001.x", "old, came late\n");
        assertThat(writable.ids()).containsExactly("1700000001.x", "1600000001.x");
        readOnly(seen -> assertThat(new Ann(seen.resolve("ann"), MaildirStore.in(seen.toString(), Ann.HASTY)).ids())
                .containsExactly("1700000001.x", "1600000001.x"));
    }

    @Test
    @DisplayName("M-06: a control folder in which nothing can be written is no reason to do without a lock")
    void readOnlyControl() throws Exception {
        Ann.in(mail);
        Files.createDirectories(mail.resolve("control/ann"));
        readOnly(seen -> {
            MaildirOptions options =
                    Ann.HASTY.withControl(seen.resolve("control").toString());
            Ann ann = new Ann(seen.resolve("ann"), MaildirStore.in(seen.toString(), options));
            assertThatThrownBy(ann::open).isInstanceOf(MaildropFailedException.class);
        });
    }

    @Test
    @DisplayName(
            "S-16, S-38: the control folder is entered like a Maildir: its parent must be there, no link is followed")
    void entered() throws Exception {
        Files.createSymbolicLink(control.resolve("ann"), Files.createDirectory(folder.resolve("elsewhere")));
        Ann ann = ann(mail);
        assertThatThrownBy(ann::open).isInstanceOf(MaildropFailedException.class);
        assertThat(names(folder.resolve("elsewhere"))).isEmpty();
        assertThat(OpenFiles.below(folder)).isEmpty();
        Files.delete(control.resolve("ann"));
        assertThat(ann.ids()).isEmpty();
        Files.move(control, folder.resolve("moved"));
        assertThatThrownBy(ann::open)
                .isInstanceOf(MaildropFailedException.class)
                .hasMessageContaining("there is no folder " + control);
    }

    @Test
    @DisplayName("M-06: check and import go by the files of the control folder, which must be there")
    void maintenance() throws Exception {
        Ann ann = ann(mail);
        ann.plant("new", "1700000001.x", "one\n");
        Path own = control.resolve("ann");
        Path list = Files.writeString(folder.resolve("list"), "id-1 1700000001.x\n");
        assertThatThrownBy(() -> MaildirCheck.check(ann.maildir(), Optional.of(own)))
                .isInstanceOf(NoSuchFileException.class);
        assertThat(ann.ids()).containsExactly("1700000001.x");
        UniqueIdImport.into(ann.maildir(), Optional.of(own)).fromList(list);
        assertThat(ann.ids()).containsExactly("id-1");
        Files.writeString(own.resolve("pop3j.ids"), "torn", StandardOpenOption.APPEND);
        assertThat(MaildirCheck.check(ann.maildir(), Optional.of(own))).hasSize(1);
        assertThat(MaildirCheck.repair(ann.maildir(), Optional.of(own))).hasSize(1);
        assertThat(MaildirCheck.check(ann.maildir(), Optional.of(own))).isEmpty();
        assertThat(ann.ids()).containsExactly("id-1");
        assertThat(names(ann.maildir())).containsExactly("cur", "new", "tmp");
        assertThatThrownBy(() -> MaildirCheck.check(list, Optional.of(own))).isInstanceOf(IOException.class);
        assertThat(OpenFiles.below(folder)).isEmpty();
    }

    @ParameterizedTest(name = "{0} and {1}: {2}")
    @DisplayName("S-16: two maildrops never share a control folder")
    @CsvSource({
        "/mail, /control, true",
        "/mail/%d/%n/Maildir, /control/%d/%n, true",
        "/mail/%d/%n, /control, true",
        "/mail/%n, /control/%n, true",
        "/mail/%n, /control/%d, false",
        "/mail/%d/%n, /control/%n, false",
        "/mail, /control/%n, false",
        "/mail/%u, /control/x-%d, false"
    })
    void tellsApart(String folders, String controls, boolean isGood) {
        MaildirOptions options = Ann.HASTY.withControl(controls);
        if (isGood) {
            MaildirStore.in(folders, options).close();
        } else {
            assertThatThrownBy(() -> MaildirStore.in(folders, options))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("expected placeholders in the control folder");
        }
    }

    @ParameterizedTest
    @DisplayName("control folders that are none")
    @ValueSource(strings = {"", "control", "./control", "/control/%x"})
    void refused(String text) {
        assertThatThrownBy(() -> OptionQuery.read("control=" + text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("expected");
    }
}
