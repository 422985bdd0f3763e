package org.pop3j.store.maildir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pop3j.store.spi.Maildrop;
import org.pop3j.store.spi.MaildropException;
import org.pop3j.store.spi.MaildropFailedException;

/** Others use the Maildir while we do. */
@Timeout(120)
@SuppressWarnings("try") // a Busy works until closed, nobody needs its name
class BusyMaildirTest {
    private static final int LOGINS = Integer.getInteger("pop3j.soak", 1) > 1 ? 1_000 : 40;

    @TempDir
    Path mail;

    private Ann ann;

    @BeforeEach
    void createAnn() throws MaildropException {
        ann = Ann.in(mail);
    }

    @Test
    @Timeout(900)
    @DisplayName(
            "M-05: 40 logins, 1,000 with the profile soak, while all messages are renamed and others arrive: never one missing")
    void nothingHidden() throws Exception {
        nothingHidden(2_000, LOGINS);
    }

    @Test
    @Timeout(900)
    @DisplayName("M-05: the same where folders tell whole seconds, so that most changes do not show")
    void nothingHiddenInSeconds() throws Exception {
        Path image = mail.resolve("image");
        Path disk = Files.createDirectory(mail.resolve("disk"));
        assertThat(Programs.run("truncate", "-s", "64M", image.toString())).isZero();
        Programs.need("needs e2fsprogs", "mkfs.ext4", "-q", "-I", "128", "-N", "10000", image.toString());
        Programs.need("needs the right to mount", "mount", "-o", "loop", image.toString(), disk.toString());
        try {
            ann = Ann.in(disk);
            nothingHidden(2_000, LOGINS / 10);
        } finally {
            Programs.run("umount", disk.toString());
        }
    }

    /** So many messages that the system tells them in several pieces: between two of them a renamed one can be hidden. */
    private void nothingHidden(int messages, int logins) throws Exception {
        List<String> names = new ArrayList<>();
        List<Path> files = new ArrayList<>();
        for (int i = 0; i < messages; i++) {
            names.add((10_000 + i) + ".x");
            files.add(ann.plant("new", names.get(i), "message " + i));
        }
        long seed = System.nanoTime();
        System.out.println("seed " + seed);
        Random random = new Random(seed);
        try (Busy renaming = new Busy(() -> rename(names, files, random));
                Busy delivering = new Busy(() -> deliverSome())) {
            for (int login = 0; login < logins; login++) {
                List<String> ids = (login % 2 == 0 ? stranger() : ann).ids();
                Set<String> seen = new HashSet<>(ids);
                assertThat(ids).as("without doubled ones").hasSameSizeAs(seen);
                assertThat(names)
                        .filteredOn(name -> !seen.contains(name))
                        .as("missing at login " + login)
                        .isEmpty();
            }
        }
    }

    /** Who has never seen any of the messages, and so cannot know that one is missing. */
    private Ann stranger() throws Exception {
        Files.deleteIfExists(ann.maildir().resolve(CacheFile.FILE));
        return Ann.in(ann.maildir().getParent());
    }

    private Object deliverSome() throws Exception {
        List<String> delivered =
                ann.files("new").stream().filter(name -> !name.endsWith(".x")).toList();
        return delivered.size() < 30 ? ann.deliver("more") : Files.deleteIfExists(ann.path("new", delivered.get(0)));
    }

    private List<Path> rename(List<String> names, List<Path> files, Random random) throws IOException {
        int i = random.nextInt(files.size());
        List<String> flags = new ArrayList<>(List.of("D", "F", "P", "R", "S", "T"));
        Collections.shuffle(flags, random);
        String name = names.get(i) + ":2," + String.join("", flags.subList(0, random.nextInt(6)));
        files.set(i, Files.move(files.get(i), ann.path("cur", name), StandardCopyOption.ATOMIC_MOVE));
        return files;
    }

    @Test
    @Timeout(8)
    @DisplayName(
            "M-03: what others removed while the folder is never quiet is refused, and one look-up tells of all of it")
    void goneWhileBusy() throws Exception {
        List<Path> files = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            files.add(ann.plant("new", (10_000 + i) + ".x", "message"));
        }
        try (Busy delivering = new Busy(() -> deliverSome());
                Maildrop drop = ann.open()) {
            for (Path file : files) {
                Files.delete(file);
            }
            for (int number = 1; number <= files.size(); number++) {
                int gone = number;
                assertThatThrownBy(() -> drop.content(gone)).isInstanceOf(MaildropFailedException.class);
            }
        }
    }

    @ParameterizedTest
    @DisplayName(
            "S-38: a FIFO, link, folder or file of somebody else swapped in at any moment: never read, nobody waits")
    @ValueSource(strings = {"fifo", "link", "foreign"})
    void swapped(String kind) throws Exception {
        Path good = Files.writeString(mail.resolve("good"), "good");
        Path bad = planted(kind);
        Path name = ann.path("cur", "1.x:2,");
        Files.createLink(name, good);
        try (Busy swapping = new Busy(() -> {
            swap(bad, name);
            return swap(good, name);
        })) {
            int read = 0;
            for (int i = 0; i < 1000 || read < 100; i++) {
                read += readOnce();
            }
        }
    }

    private int readOnce() throws Exception {
        try (Maildrop drop = ann.open()) {
            if (drop.count() == 0) {
                return 0;
            }
            assertThat(drop.octets(1)).isIn(0L, 6L);
            assertThat(Ann.text(drop, 1)).isEqualTo("good");
            return 1;
        } catch (MaildropFailedException goneOrSwapped) {
            return 0;
        }
    }

    private Path planted(String kind) throws Exception {
        Path secret = Files.writeString(mail.resolve("secret"), "the secret of somebody else");
        Path bad = mail.resolve("bad");
        switch (kind) {
            case "fifo" -> assertThat(Programs.run("mkfifo", bad.toString())).isZero();
            case "link" -> Files.createSymbolicLink(bad, secret);
            case "foreign" -> {
                Programs.need("needs the right to give files away", "chown", "12345", secret.toString());
                Files.createLink(bad, secret);
            }
            default -> throw new IllegalArgumentException(kind);
        }
        return bad;
    }

    /** Renaming needs a name of its own: a second link of what shall come in. */
    private Path swap(Path incoming, Path name) throws IOException {
        Path link = mail.resolve("swap");
        Files.createLink(link, incoming);
        return Files.move(link, name, StandardCopyOption.ATOMIC_MOVE);
    }
}
