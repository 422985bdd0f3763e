package org.pop3j.store.maildir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.BitSet;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pop3j.store.maildir.MaildirOptions.Flags;
import org.pop3j.store.spi.Maildrop;

/** What is done to messages that were retrieved or deleted, by option. */
class FlagsTest {
    @TempDir
    Path mail;

    private Ann ann(Flags flags) throws Exception {
        return Ann.in(mail, Ann.HASTY.withFlags(flags), Clock.systemUTC());
    }

    @Test
    @DisplayName("M-03: a flag is added in the order of the alphabet, those of others stay, also keywords of Dovecot")
    void withFlag() {
        assertThat(InfoSuffix.with('S', "1.x")).isEqualTo("1.x:2,S");
        assertThat(InfoSuffix.with('S', "1.x:2,")).isEqualTo("1.x:2,S");
        assertThat(InfoSuffix.with('S', "1.x:2,S")).isEqualTo("1.x:2,S");
        assertThat(InfoSuffix.with('S', "1.x:2,FT")).isEqualTo("1.x:2,FST");
        assertThat(InfoSuffix.with('S', "1.x:2,RTab")).isEqualTo("1.x:2,RSTab");
        assertThat(InfoSuffix.with('S', "1.x:1,foo")).isEqualTo("1.x:1,foo");
    }

    @Test
    @DisplayName("flags=none: nothing is renamed")
    void none() throws Exception {
        Ann ann = ann(Flags.NONE);
        ann.plant("new", "1.x", "one");
        try (Maildrop drop = ann.open()) {
            assertThat(drop.commit(Ann.numbers(), Ann.numbers(1)).isEmpty()).isTrue();
        }
        assertThat(ann.files("new")).containsExactly("1.x");
    }

    @Test
    @DisplayName("flags=seen: retrieved messages go to cur with S, others stay, unique-ids and sizes too")
    void seen() throws Exception {
        Ann ann = ann(Flags.SEEN);
        ann.plant("new", "1.x", "one");
        ann.plant("cur", "2.x:2,R", "two");
        ann.plant("new", "3.x", "three");
        ann.plant("new", "4.x", "four");
        ann.plant("cur", "5.x:2,S", "five");
        ann.plant("new", "6.x:2,S", "six");
        try (Maildrop drop = ann.open()) {
            drop.octets();
            assertThatThrownBy(() -> drop.commit(Ann.numbers(), Ann.numbers(7)))
                    .isInstanceOf(IndexOutOfBoundsException.class);
            assertThat(drop.commit(Ann.numbers(4), Ann.numbers(1, 2, 4, 5, 6)).isEmpty())
                    .isTrue();
        }
        assertThat(ann.files("new")).containsExactly("3.x");
        assertThat(ann.files("cur")).containsExactly("1.x:2,S", "2.x:2,RS", "5.x:2,S", "6.x:2,S");
        try (Maildrop drop = ann.open()) {
            assertThat(Ann.ids(drop)).containsExactly("1.x", "2.x", "3.x", "5.x", "6.x");
            assertThat(Ann.text(drop, 1)).isEqualTo("one");
        }
    }

    @Test
    @DisplayName("flags=seen: a name that another message has is not taken from it")
    void seenButTaken() throws Exception {
        Ann ann = ann(Flags.SEEN);
        ann.plant("new", "1.x", "one");
        Path other = ann.plant("cur", "1.x:2,S", "other");
        try (Maildrop drop = ann.open()) {
            assertThat(drop.count()).isEqualTo(2);
            drop.commit(Ann.numbers(), Ann.numbers(1, 2));
        }
        assertThat(other).hasContent("other");
        assertThat(ann.files("new")).containsExactly("1.x");
    }

    @Test
    @DisplayName(
            "flags=trash: deleted messages go to .Trash, can be moved back under their unique-id, and go after a while")
    void trash() throws Exception {
        Ann ann = ann(Flags.TRASH);
        ann.plant("new", "1.x", "one");
        ann.plant("cur", "2.x:2,RS", "two");
        ann.plant("cur", "3.x:2,", "three");
        try (Maildrop drop = ann.open()) {
            assertThat(drop.commit(Ann.numbers(1, 2)).isEmpty()).isTrue();
        }
        assertThat(ann.ids()).containsExactly("3.x");
        Path trash = ann.maildir().resolve(".Trash/cur");
        assertThat(trash.resolve("1.x:2,")).hasContent("one");
        Files.writeString(trash.resolve("4.other:2,T"), "of a mail program");
        Files.move(trash.resolve("2.x:2,RS"), ann.path("cur", "2.x:2,RS"));
        assertThat(ann.ids()).containsExactlyInAnyOrder("3.x", "2.x");

        openAt(Duration.ofDays(13));
        assertThat(trash.resolve("1.x:2,")).exists();
        openAt(Duration.ofDays(15));
        assertThat(trash.resolve("1.x:2,")).doesNotExist();
        assertThat(trash.resolve("4.other:2,T")).exists();
        assertThat(ann.files("cur")).containsExactly("2.x:2,RS", "3.x:2,");
    }

    @Test
    @DisplayName(
            "M-03, R1939-26: names with octets that are no text go to .Trash as they are, and the rest of QUIT goes on")
    void trashOfRawNames() throws Exception {
        Ann ann = ann(Flags.TRASH);
        ann.plant("new", "1.%FF%C3x", "one");
        ann.plant("cur", "2.%E4:2,S", "two");
        ann.plant("new", "3.x", "three");
        List<String> before = ann.ids();
        try (Maildrop drop = ann.open()) {
            assertThat(drop.commit(Ann.numbers(1, 2, 3)).isEmpty()).isTrue();
        }
        assertThat(ann.path(".Trash/cur", "1.%FF%C3x:2,")).hasContent("one");
        assertThat(ann.path(".Trash/cur", "2.%E4:2,S")).hasContent("two");
        assertThat(ann.path(".Trash/cur", "3.x:2,")).hasContent("three");
        Files.move(ann.path(".Trash/cur", "1.%FF%C3x:2,"), ann.path("cur", "1.%FF%C3x:2,"));
        assertThat(ann.ids()).containsExactly(before.get(0));
    }

    @Test
    @DisplayName(
            "flags=trash: what has the name in .Trash already stays, and the message is not removed; nothing stays open")
    void trashIsTaken() throws Exception {
        Ann ann = ann(Flags.TRASH);
        ann.plant("new", "1.x", "one");
        ann.plant("new", "2.x", "two");
        Path trash = Files.createDirectories(ann.maildir().resolve(".Trash/cur"));
        Path other = Files.writeString(trash.resolve("1.x:2,"), "other");
        try (Maildrop drop = ann.open()) {
            assertThat(drop.commit(Ann.numbers(1, 2))).isEqualTo(Ann.numbers(1));
        }
        assertThat(other).hasContent("other");
        assertThat(ann.files("new")).containsExactly("1.x");
        assertThat(OpenFiles.below(mail)).isEmpty();
    }

    @Test
    @DisplayName("M-07: the trash is emptied of what was removed longer ago than it is kept, to the second")
    void trashToTheSecond() throws Exception {
        Instant removed = Instant.ofEpochSecond(1_800_000_000);
        MaildirOptions options = Ann.HASTY.withFlags(Flags.TRASH);
        Ann ann = Ann.in(mail, options, Clock.fixed(removed, ZoneOffset.UTC));
        ann.plant("new", "1.x", "one");
        try (Maildrop drop = ann.open()) {
            drop.commit(Ann.numbers(1));
        }
        try (Maildir maildir = Folders.openMaildir(ann.maildir())) {
            Duration kept = Duration.ofDays(14);
            Trash.empty(maildir, kept, Clock.fixed(removed.plus(kept), ZoneOffset.UTC));
            assertThat(ann.files(".Trash/cur")).containsExactly("1.x:2,");
            Trash.empty(maildir, kept, Clock.fixed(removed.plus(kept).plusSeconds(1), ZoneOffset.UTC));
            assertThat(ann.files(".Trash/cur")).isEmpty();
        }
    }

    @Test
    @DisplayName("lock=none: only the session that has the lock tidies up, the trash too")
    void trashWithoutLock() throws Exception {
        MaildirOptions options = Ann.HASTY.withFlags(Flags.TRASH).withLock(MaildirOptions.Lock.NONE);
        Ann ann = Ann.in(mail, options, Clock.systemUTC());
        ann.plant("new", "1.x", "one");
        try (Maildrop drop = ann.open()) {
            drop.commit(Ann.numbers(1));
        }
        Path trashed = ann.maildir().resolve(".Trash/cur/1.x:2,");
        Clock later = Clock.fixed(Instant.now().plus(Duration.ofDays(15)), ZoneOffset.UTC);
        Maildrop holder = ann.open();
        try (Maildrop beside = Ann.in(mail, options, later).open()) {
            assertThat(beside.count()).isZero();
            assertThat(trashed).exists();
        } finally {
            holder.close();
        }
        Ann.in(mail, options, later).open().close();
        assertThat(trashed).doesNotExist();
    }

    @Test
    @DisplayName("flags=trash: a removal is remembered as long as its file lies in the trash, so that this is emptied")
    void trashKeptLonger() throws Exception {
        MaildirOptions options = Ann.HASTY
                .withFlags(Flags.TRASH)
                .withTrashKept(Duration.ofDays(60))
                .withRemovedKept(Duration.ofDays(7));
        assertThat(options.withFlags(Flags.SEEN).remembered()).isEqualTo(Duration.ofDays(7));
        Ann ann = Ann.in(mail, options, Clock.systemUTC());
        for (int i = 0; i < 400; i++) {
            ann.plant("new", 1_700_000_000L + i + ".M0P1." + "h".repeat(180), "x");
        }
        BitSet all = new BitSet();
        all.set(1, 401);
        try (Maildrop drop = ann.open()) {
            assertThat(drop.commit(all).isEmpty()).isTrue();
        }
        openAt(options, Duration.ofDays(30));
        assertThat(ann.files(".Trash/cur")).hasSize(400);
        openAt(options, Duration.ofDays(61));
        assertThat(ann.files(".Trash/cur")).isEmpty();
    }

    private void openAt(MaildirOptions options, Duration later) throws Exception {
        Clock clock = Clock.fixed(Instant.now().plus(later), ZoneOffset.UTC);
        Ann.in(mail, options, clock).open().close();
    }

    private void openAt(Duration later) throws Exception {
        openAt(Ann.HASTY.withFlags(Flags.TRASH), later);
    }
}
