package org.pop3j.store.maildir;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.BitSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pop3j.store.maildir.MaildirOptions.Flags;
import org.pop3j.store.maildir.MaildirOptions.Lock;

/** S-39: what the end of a session does to the files, in order: what a power cut would leave follows from that. */
class CommitCallsTest {
    @TempDir
    Path mail;

    private Ann ann;
    private WatchedFolder folder;

    @BeforeEach
    void fill() throws Exception {
        ann = Ann.in(mail);
        ann.plant("new", "1700000001.x", "one");
        ann.plant("cur", "1700000002.x:2,", "two");
        ann.plant("cur", "1700000003.x:2,", "three");
        ann.ids();
        folder = WatchedFolder.of(ann.maildir());
    }

    private interface Work {
        BitSet in(OpenMaildir drop) throws Exception;
    }

    private Opening session(MaildirOptions options, Work work, BitSet expected) throws Exception {
        Maildir maildir = folder.maildir(ann.maildir());
        Opening opening = Opening.of(maildir, options, new Recent(), Clock.systemUTC());
        try (OpenMaildir drop = new OpenMaildir(opening, options, System::nanoTime)) {
            folder.calls();
            assertThat(work.in(drop)).isEqualTo(expected);
        }
        return opening;
    }

    @Test
    @DisplayName("S-39: removals are written down, then they are done, then the folders they were in are made durable")
    void removed() throws Exception {
        session(Ann.HASTY, drop -> drop.commit(Ann.numbers(1, 2)), new BitSet());
        assertThat(folder.changes())
                .startsWith(
                        "write pop3j.ids",
                        "force pop3j.ids",
                        "force .",
                        "delete new/1700000001.x",
                        "delete cur/1700000002.x:2,",
                        "force new",
                        "force cur");
    }

    @Test
    @DisplayName("S-39: only of folders from which something was removed; what fails is told and stays")
    void failed() throws Exception {
        folder.fail("delete new/1700000001.x");
        session(Ann.HASTY, drop -> drop.commit(Ann.numbers(1, 3)), Ann.numbers(1));
        assertThat(folder.changes())
                .contains("delete cur/1700000003.x:2,", "force cur")
                .doesNotContain("force new");
        assertThat(ann.ids()).containsExactly("1700000001.x", "1700000002.x");
    }

    @Test
    @DisplayName("S-39: a message is durable in the trash before it is durably gone from its folder")
    void trash() throws Exception {
        session(Ann.HASTY.withFlags(Flags.TRASH), drop -> drop.commit(Ann.numbers(2)), new BitSet());
        assertThat(folder.changes())
                .containsSubsequence("force pop3j.ids", "move cur/1700000002.x:2,", "force .Trash/cur/.", "force cur");
    }

    @Test
    @DisplayName("S-39: and so it is where sessions beside this one can still read it")
    void withdrawn() throws Exception {
        session(Ann.HASTY.withLock(Lock.SNAPSHOT), drop -> drop.commit(Ann.numbers(2)), new BitSet());
        assertThat(folder.changes())
                .containsSubsequence(
                        "force pop3j.ids", "move cur/1700000002.x:2,", "force pop3j.removed/.", "force cur");
    }

    @Test
    @DisplayName("M-03: what is marked as seen is known under its new name, without another look at the folders")
    void seen() throws Exception {
        Opening opening = session(
                Ann.HASTY.withFlags(Flags.SEEN), drop -> drop.commit(new BitSet(), Ann.numbers(1)), new BitSet());
        assertThat(opening.known().messages().part(0)).isEqualTo(Part.CUR);
        assertThat(opening.known().messages().name(0)).hasToString("1700000001.x:2,S");
        assertThat(folder.calls()).contains("move new/1700000001.x").doesNotContain("list new", "list cur");
    }

    @Test
    @DisplayName("M-03: one that is gone, or cannot be marked as seen, keeps no other from it")
    void notSeen() throws Exception {
        folder.fail("move cur/1700000002.x:2,");
        session(
                Ann.HASTY.withFlags(Flags.SEEN),
                drop -> {
                    Files.delete(ann.path("new", "1700000001.x"));
                    return drop.commit(new BitSet(), Ann.numbers(1, 2, 3));
                },
                new BitSet());
        assertThat(ann.files("cur")).containsExactly("1700000002.x:2,", "1700000003.x:2,S");
    }
}
