package org.pop3j.store.maildir;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pop3j.store.spi.Maildrop;
import org.pop3j.store.spi.MaildropException;
import org.pop3j.store.spi.MaildropFailedException;

/** Real file systems that have no room left; {@code FailingCallsTest} has each call by itself. */
@DisplayName("A file system without room")
class FullDiskTest {
    private static final String MESSAGE = "Subject: large\n\n" + "0123456789abcdef\n".repeat(4_000);
    private static final int MOST = 1_000;

    @TempDir
    Path folder;

    @Test
    @DisplayName(
            "that is full (tmpfs): a delivery fails and leaves nothing, mail is read, removed, and delivered again")
    void full() throws Exception {
        Path disk = Files.createDirectory(folder.resolve("disk"));
        Programs.need("needs the right to mount", "mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", disk.toString());
        try {
            useUp(disk);
        } finally {
            Programs.run("umount", disk.toString());
        }
    }

    @Test
    @DisplayName("whose quota is used up (btrfs, EDQUOT): the same")
    void quota() throws Exception {
        Programs.need("needs btrfs (apt-get install btrfs-progs)", "mkfs.btrfs", "--version");
        Path image = folder.resolve("image");
        Path disk = Files.createDirectory(folder.resolve("disk"));
        assertThat(Programs.run("truncate", "-s", "128M", image.toString())).isZero();
        assertThat(Programs.run("mkfs.btrfs", "-q", image.toString())).isZero();
        Programs.need("needs the right to mount", "mount", "-o", "loop", image.toString(), disk.toString());
        try {
            Path limited = disk.resolve("limited");
            Programs.need("needs btrfs with quotas", "btrfs", "quota", "enable", disk.toString());
            assertThat(Programs.run("btrfs", "subvolume", "create", limited.toString()))
                    .isZero();
            assertThat(Programs.run("btrfs", "qgroup", "limit", "1M", limited.toString()))
                    .isZero();
            useUp(limited);
        } finally {
            Programs.run("umount", disk.toString());
        }
    }

    private static void useUp(Path mail) throws Exception {
        Ann ann = Ann.in(mail);
        assertThat(ann.ids()).isEmpty();
        List<String> delivered = new ArrayList<>();
        MaildropException refusal = fill(ann, delivered);
        assertThat(refusal).isInstanceOf(MaildropFailedException.class);
        assertThat(delivered).hasSizeGreaterThan(5);
        assertThat(ann.files("new")).hasSameSizeAs(delivered);
        assertThat(ann.files("tmp")).isEmpty();
        try (Maildrop drop = ann.open()) {
            assertThat(Ann.ids(drop)).containsExactlyElementsOf(delivered);
            for (int number = 1; number <= drop.count(); number++) {
                assertThat(Ann.text(drop, number)).isEqualTo(MESSAGE);
            }
            assertThat(drop.octets())
                    .isEqualTo((long) delivered.size()
                            * MESSAGE.replace("\n", "\r\n").length());
            assertThat(drop.commit(Ann.numbers(1, 2, 3, 5)).isEmpty())
                    .as("all removed")
                    .isTrue();
        }
        List<String> left = new ArrayList<>(delivered.subList(5, delivered.size()));
        left.add(0, delivered.get(3));
        assertThat(ann.ids()).containsExactlyElementsOf(left);
        Programs.run("sync", "-f", mail.toString());
        String later = ann.deliver(MESSAGE).value();
        left.add(later);
        assertThat(ann.ids()).containsExactlyElementsOf(left);
    }

    private static MaildropException fill(Ann ann, List<String> delivered) throws Exception {
        while (delivered.size() < MOST) {
            try {
                delivered.add(ann.deliver(MESSAGE).value());
            } catch (MaildropException full) {
                return full;
            }
        }
        throw new AssertionError("never full");
    }
}
