package org.pop3j.store.maildir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.pop3j.store.spi.MaildropFailedException;
import org.pop3j.store.spi.MaildropName;
import org.pop3j.store.spi.UnknownMaildropException;

class FolderTemplateTest {
    @TempDir
    Path mail;

    @ParameterizedTest
    @DisplayName("Templates")
    @CsvSource({
        "/srv/mail,            ann,             /srv/mail, ann",
        "/srv/mail/%u/Maildir, ann,             /srv/mail, ann/Maildir",
        "/srv/%d/%n,           ann@example.org, /srv,      example.org/ann",
        "/srv/%d/%n,           a@b@c.org,       /srv,      c.org/a@b",
        "/srv/m-%u,            ann@example.org, /srv,      m-ann@example.org",
        "/srv/%n,              ann,             /srv,      ann",
        "/srv/%d,              @example.org,    /srv,      example.org",
        "/%u,                  ann,             /,         ann",
        "/srv/100%%/x,         ann,             /srv/100%/x, ann",
        "/srv/%u/100%%,        ann,             /srv,      ann/100%",
        "/srv,                 _A.b-c+d=e~f@G,  /srv,      _A.b-c+d=e~f@G",
    })
    void templates(String template, String name, String fixed, String below) throws Exception {
        FolderTemplate folder = FolderTemplate.of(template);
        assertThat(folder.fixed()).isEqualTo(Path.of(fixed));
        assertThat(folder.below(new MaildropName(name))).isEqualTo(Path.of(below));
    }

    @ParameterizedTest
    @DisplayName("Templates that mean nothing")
    @ValueSource(strings = {"/srv/%x", "/srv/%", "/srv/%U", "/srv/%%%"})
    void badTemplates(String template) {
        assertThatThrownBy(() -> FolderTemplate.of(template))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("%u, %n, %d or %%");
    }

    @ParameterizedTest
    @DisplayName("S-16: names that could lead elsewhere are unknown, to open, to deliver and to create")
    @ValueSource(
            strings = {
                "..",
                ".",
                "../other",
                "other/../other",
                "/other",
                "a/b",
                "a\\b",
                "%2e%2e",
                "%u",
                ".hidden",
                "-option",
                "~other",
                "@",
                "oth er",
                "other ",
                "\u00f6ther",
                "\uff0e\uff0e",
                "oth\u202eer",
                "o\u0308ther",
                "\u043ether",
                "\u2024\u2024",
                "a\u2215b",
                "\ufb01le",
                "\u0131d",
                "c:other",
                "other:ads",
                "*",
                "$HOME"
            })
    void hostileNames(String name) throws Exception {
        MaildirStore store = MaildirStore.in(mail.toString());
        store.create(new MaildropName("other"));
        MaildropName hostile = new MaildropName(name);

        assertThatThrownBy(() -> store.open(hostile)).isInstanceOf(UnknownMaildropException.class);
        assertThatThrownBy(() -> store.create(hostile)).isInstanceOf(UnknownMaildropException.class);
        assertThatThrownBy(() -> store.deliver(hostile, InputStream.nullInputStream(), Optional.empty()))
                .isInstanceOf(UnknownMaildropException.class);
        assertThat(Files.list(mail)).containsExactly(mail.resolve("other"));
    }

    @ParameterizedTest
    @DisplayName("S-16: a name with NUL or another control character is none, for any store")
    @ValueSource(strings = {"other\0", "\0", "other\0/../x", "oth\ner", "other\r", "other\u007f", "oth\u0085er"})
    void controls(String name) {
        assertThatThrownBy(() -> new MaildropName(name)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    @DisplayName("S-16: upper and lower case are two names with a folder each, nothing is folded")
    void upperCase() throws Exception {
        MaildirStore store = MaildirStore.in(mail + "/%d/%n");
        for (String name : new String[] {"Ann@b", "ann@b", "ann@B"}) {
            store.create(new MaildropName(name));
        }
        assertThat(mail.resolve("b")).isDirectoryContaining(path -> path.endsWith("Ann"));
        assertThat(mail.resolve("b")).isDirectoryContaining(path -> path.endsWith("ann"));
        assertThat(mail.resolve("B")).isDirectoryContaining(path -> path.endsWith("ann"));
    }

    @Test
    @DisplayName("S-16: name, local part and domain are checked each")
    void partsOfNames() throws Exception {
        FolderTemplate folder = FolderTemplate.of("/srv/%d/%n");
        for (String name :
                new String[] {"ann", "ann@", "@example.org", "ann@..", "..@example.org", "a".repeat(256) + "@b"}) {
            assertThatThrownBy(() -> folder.below(new MaildropName(name)))
                    .as(name)
                    .isInstanceOf(UnknownMaildropException.class)
                    .hasMessageContaining("expected letters");
        }
        assertThat(folder.below(new MaildropName("a".repeat(255) + "@b"))).hasToString("b/" + "a".repeat(255));
    }

    @Test
    @DisplayName("S-16: adm never opens admin, nor does a name in other letters")
    void noPrefixes() throws Exception {
        MaildirStore store = MaildirStore.in(mail.toString());
        store.create(new MaildropName("admin"));
        for (String name : new String[] {"adm", "admin2", "Admin", "admi"}) {
            assertThatThrownBy(() -> store.open(new MaildropName(name))).isInstanceOf(UnknownMaildropException.class);
        }
        store.open(new MaildropName("admin")).close();
    }

    @Test
    @DisplayName("S-16: a symbolic link below the mail folder is not followed, one above is")
    void symbolicLinks() throws Exception {
        Path elsewhere = mail.resolve("elsewhere");
        Path inside = Files.createDirectories(mail.resolve("inside"));
        MaildirStore.in(elsewhere(elsewhere)).create(new MaildropName("bob"));
        Files.createSymbolicLink(inside.resolve("bob"), elsewhere.resolve("bob"));
        Files.createSymbolicLink(mail.resolve("alias"), elsewhere);

        MaildirStore store = MaildirStore.in(inside.toString());
        assertThatThrownBy(() -> store.open(new MaildropName("bob"))).isInstanceOf(MaildropFailedException.class);
        assertThatThrownBy(() -> store.create(new MaildropName("bob"))).isInstanceOf(MaildropFailedException.class);
        MaildirStore.in(mail.resolve("alias").toString())
                .open(new MaildropName("bob"))
                .close();
    }

    @Test
    @DisplayName("S-38: a Maildir whose cur is a FIFO or a link is broken, not unknown, and nobody waits")
    void plantedFolders() throws Exception {
        Ann ann = Ann.in(mail);
        Path cur = ann.maildir().resolve("cur");
        Files.delete(cur);
        assertThat(Programs.run("mkfifo", cur.toString())).isZero();
        assertThatThrownBy(ann::open).isInstanceOf(MaildropFailedException.class);

        Files.delete(cur);
        Files.createSymbolicLink(cur, ann.maildir().resolve("new"));
        assertThatThrownBy(ann::open).isInstanceOf(MaildropFailedException.class);

        Files.delete(cur);
        assertThatThrownBy(ann::open).isInstanceOf(MaildropFailedException.class);
        ann.store().create(Ann.NAME);
        ann.open().close();
    }

    @Test
    @DisplayName("create makes private folders, and those on the way")
    void create() throws Exception {
        MaildirStore store = MaildirStore.in(mail + "/%d/%n/Maildir");
        store.create(new MaildropName("ann@example.org"));
        store.create(new MaildropName("ann@example.org"));
        for (String made : new String[] {"", "/ann", "/ann/Maildir", "/ann/Maildir/new", "/ann/Maildir/tmp"}) {
            Path folder = Path.of(mail + "/example.org" + made);
            assertThat(java.nio.file.attribute.PosixFilePermissions.toString(Files.getPosixFilePermissions(folder)))
                    .isEqualTo("rwx------");
        }
        store.open(new MaildropName("ann@example.org")).close();
    }

    @Test
    @DisplayName("A mail folder that is missing is told from a missing Maildir")
    void missingMailFolder() {
        MaildirStore store = MaildirStore.in(mail.resolve("typo").toString());
        assertThatThrownBy(() -> store.open(Ann.NAME))
                .isInstanceOf(MaildropFailedException.class)
                .hasMessageContaining("typo");
        assertThatThrownBy(() -> store.create(Ann.NAME)).isInstanceOf(MaildropFailedException.class);
    }

    private static String elsewhere(Path folder) throws java.io.IOException {
        return Files.createDirectories(folder).toString();
    }
}
