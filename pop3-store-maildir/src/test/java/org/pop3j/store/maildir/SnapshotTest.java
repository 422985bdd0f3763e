package org.pop3j.store.maildir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.pop3j.store.spi.Maildrop;
import org.pop3j.store.spi.MaildropFailedException;

/** Several sessions at once in one Maildir ({@code lock=snapshot}): nobody removes messages under the others. */
@Timeout(60)
class SnapshotTest {
    private static final MaildirOptions SNAPSHOT = Ann.HASTY.withLock(MaildirOptions.Lock.SNAPSHOT);

    @TempDir
    Path mail;

    private Ann ann;
    private Path removed;

    @BeforeEach
    void createAnn() throws Exception {
        ann = Ann.in(mail, SNAPSHOT, Clock.systemUTC());
        removed = ann.maildir().resolve("pop3j.removed");
        ann.plant("new", "1700000001.x", "one\n");
        ann.plant("cur", "1700000002.%FFx:2,S", "two\n");
        ann.plant("new", "1700000003.x", "three\n");
    }

    private static Clock in(Duration later) {
        return Clock.fixed(Instant.now().plus(later), ZoneOffset.UTC);
    }

    @Test
    @DisplayName(
            "R1939-13, R1939-16: what one session removes the others still count, list and read; later ones do not see it")
    void besideEachOther() throws Exception {
        try (Maildrop first = ann.open();
                Maildrop second = ann.open();
                Maildrop third = ann.open()) {
            assertThat(second.commit(Ann.numbers(1, 2)).isEmpty()).isTrue();
            assertThat(ann.ids()).containsExactly("1700000003.x");
            for (Maildrop open : new Maildrop[] {first, third}) {
                assertThat(open.octets()).isEqualTo(17);
                assertThat(open.octets(2)).isEqualTo(5);
                assertThat(Ann.text(open, 1)).isEqualTo("one\n");
                assertThat(Ann.text(open, 2)).isEqualTo("two\n");
                assertThat(Ann.text(open, 1)).isEqualTo("one\n");
            }
            assertThat(first.commit(Ann.numbers(1, 3)).isEmpty()).isTrue();
            assertThat(Ann.text(third, 3)).isEqualTo("three\n");
        }
        assertThat(ann.ids()).isEmpty();
    }

    @Test
    @DisplayName("M-07, C0040: they lie in pop3j.removed for an hour, and go at the first login after it")
    void emptied() throws Exception {
        try (Maildrop drop = ann.open()) {
            drop.commit(Ann.numbers(1, 2));
        }
        assertThat(removed.resolve("1700000001.x")).hasContent("one\n");
        assertThat(ann.path("pop3j.removed", "1700000002.%FFx")).hasContent("two\n");
        Ann.in(mail, SNAPSHOT, in(Duration.ofMinutes(59))).ids();
        assertThat(removed.resolve("1700000001.x")).exists();
        try (Maildrop holder = ann.open()) {
            assertThat(holder.count()).isEqualTo(1);
            Ann.in(mail, SNAPSHOT, in(Duration.ofMinutes(61))).ids();
            assertThat(removed.resolve("1700000001.x"))
                    .as("only who has the lock tidies up")
                    .exists();
        }
        Ann.in(mail, SNAPSHOT, in(Duration.ofMinutes(61))).ids();
        assertThat(removed).isEmptyDirectory();
    }

    @Test
    @DisplayName("M-07: to the second; and nothing stays open")
    void emptiedToTheSecond() throws Exception {
        Instant then = Instant.ofEpochSecond(1_800_000_000);
        try (Maildrop drop =
                Ann.in(mail, SNAPSHOT, Clock.fixed(then, ZoneOffset.UTC)).open()) {
            drop.commit(Ann.numbers(1));
        }
        assertThat(OpenFiles.below(mail)).isEmpty();
        try (Maildir maildir = Folders.openMaildir(ann.maildir())) {
            Withdrawn.empty(maildir, Clock.fixed(then.plus(Withdrawn.KEPT), ZoneOffset.UTC));
            assertThat(removed.resolve("1700000001.x")).exists();
            Withdrawn.empty(maildir, Clock.fixed(then.plus(Withdrawn.KEPT).plusSeconds(1), ZoneOffset.UTC));
            assertThat(removed).isEmptyDirectory();
        }
    }

    @Test
    @DisplayName("They go within a day too when the store is exclusive again")
    void emptiedByOthers() throws Exception {
        try (Maildrop drop = ann.open()) {
            drop.commit(Ann.numbers(1));
        }
        Ann.in(mail, Ann.HASTY, in(Duration.ofHours(25))).ids();
        assertThat(removed).isEmptyDirectory();
    }

    @Test
    @DisplayName("What lies there without a line in pop3j.ids goes at once: a disk may be full")
    void withoutTombstone() throws Exception {
        try (Maildrop drop = ann.open()) {
            drop.commit(Ann.numbers(1));
        }
        Files.writeString(removed.resolve("1700000009.x"), "not written down");
        ann.ids();
        assertThat(removed.resolve("1700000009.x")).doesNotExist();
        assertThat(removed.resolve("1700000001.x")).exists();
    }

    @Test
    @DisplayName("What another program removes is gone, as is a message whose name came back with other content")
    void removedByOthers() throws Exception {
        try (Maildrop drop = ann.open()) {
            Files.delete(ann.path("new", "1700000001.x"));
            assertThatThrownBy(() -> drop.content(1)).isInstanceOf(MaildropFailedException.class);
            try (Maildrop beside = ann.open()) {
                beside.commit(Ann.numbers(1));
            }
            Files.writeString(ann.path("pop3j.removed", "1700000002.%FFx"), "longer than before");
            assertThatThrownBy(() -> drop.content(2)).isInstanceOf(MaildropFailedException.class);
            assertThat(Ann.text(drop, 3)).isEqualTo("three\n");
        }
    }

    @Test
    @DisplayName("A base that is removed again replaces the earlier one")
    void removedAgain() throws Exception {
        for (String text : new String[] {"a\n", "bcd\n"}) {
            ann.plant("new", "msg.1", text);
            try (Maildrop drop = ann.open()) {
                assertThat(drop.commit(Ann.numbers(4)).isEmpty()).isTrue();
            }
        }
        assertThat(removed.resolve("msg.1")).hasContent("bcd\n");
    }

    @Test
    @DisplayName("flags=trash: the others read it in the trash")
    void trash() throws Exception {
        Ann trashing = Ann.in(mail, SNAPSHOT.withFlags(MaildirOptions.Flags.TRASH), Clock.systemUTC());
        try (Maildrop first = trashing.open();
                Maildrop second = trashing.open()) {
            assertThat(second.commit(Ann.numbers(1, 2)).isEmpty()).isTrue();
            assertThat(first.octets()).isEqualTo(17);
            assertThat(Ann.text(first, 1)).isEqualTo("one\n");
            assertThat(Ann.text(first, 2)).isEqualTo("two\n");
        }
        assertThat(removed).doesNotExist();
    }

    @Test
    @DisplayName("S-38: a link in place of the folder is not followed, and then nothing is removed")
    void planted() throws Exception {
        Path elsewhere = Files.createDirectory(mail.resolve("elsewhere"));
        Files.createSymbolicLink(removed, elsewhere);
        try (Maildrop drop = ann.open()) {
            assertThatThrownBy(() -> drop.commit(Ann.numbers(1))).isInstanceOf(MaildropFailedException.class);
        }
        assertThat(elsewhere).isEmptyDirectory();
        assertThat(ann.ids()).hasSize(3);
        Files.delete(removed);
        Files.move(Files.writeString(mail.resolve("file"), "x"), removed, StandardCopyOption.REPLACE_EXISTING);
        try (Maildrop drop = ann.open()) {
            assertThatThrownBy(() -> drop.commit(Ann.numbers(1))).isInstanceOf(MaildropFailedException.class);
        }
    }
}
