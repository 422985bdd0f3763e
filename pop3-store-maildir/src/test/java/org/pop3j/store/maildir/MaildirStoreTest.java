package org.pop3j.store.maildir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pop3j.store.spi.Maildrop;
import org.pop3j.store.spi.MaildropException;
import org.pop3j.store.spi.MaildropFailedException;
import org.pop3j.store.spi.MaildropInUseException;
import org.pop3j.store.spi.MaildropName;
import org.pop3j.store.spi.UnknownMaildropException;

class MaildirStoreTest {
    @TempDir
    Path mail;

    private Ann ann;

    @BeforeEach
    void createAnn() throws MaildropException {
        ann = Ann.in(mail);
    }

    @Test
    @DisplayName("A delivered message comes back octet for octet")
    void roundTrip() throws Exception {
        String id = ann.deliver("Subject: hi\n\n.one\r\ntwo").value();

        try (Maildrop drop = ann.open()) {
            assertThat(Ann.ids(drop)).containsExactly(id);
            assertThat(Ann.text(drop, 1)).isEqualTo("Subject: hi\n\n.one\r\ntwo");
            assertThat(drop.octets(1)).isEqualTo("Subject: hi\r\n\r\n.one\r\ntwo\r\n".length());
        }
    }

    @Test
    @DisplayName("R1939-13 R1939-15: a second session is refused until the first ends, which may be told twice")
    void exclusive() throws Exception {
        Maildrop first = ann.open();
        assertThatThrownBy(ann::open).isInstanceOf(MaildropInUseException.class);
        first.close();
        Maildrop second = ann.open();
        first.close();
        assertThatThrownBy(ann::open).isInstanceOf(MaildropInUseException.class);
        second.close();
    }

    @Test
    @DisplayName("R1939-16 R1939-26 S-33: a snapshot, of which commit removes exactly what it names")
    void snapshotAndCommit() throws Exception {
        String one = ann.deliver("1").value();
        ann.deliver("2");
        String three = ann.deliver("3").value();
        String four;
        try (Maildrop drop = ann.open()) {
            four = ann.deliver("4").value();
            assertThat(drop.count()).isEqualTo(3);
            assertThat(drop.commit(Ann.numbers(2))).isEqualTo(new BitSet());
        }
        assertThat(ann.ids()).containsExactly(one, three, four);
    }

    @Test
    @DisplayName("Numbers that are not there")
    void noSuchNumber() throws Exception {
        ann.deliver("1");
        try (Maildrop drop = ann.open()) {
            for (int number : new int[] {-1, 0, 2}) {
                assertThatThrownBy(() -> drop.octets(number)).isInstanceOf(IndexOutOfBoundsException.class);
                assertThatThrownBy(() -> drop.uniqueId(number)).isInstanceOf(IndexOutOfBoundsException.class);
                assertThatThrownBy(() -> drop.content(number)).isInstanceOf(IndexOutOfBoundsException.class);
            }
            assertThatThrownBy(() -> drop.commit(Ann.numbers(1, 2))).isInstanceOf(IndexOutOfBoundsException.class);
            assertThatThrownBy(() -> drop.commit(Ann.numbers(0, 1))).isInstanceOf(IndexOutOfBoundsException.class);
            assertThat(drop.commit(new BitSet())).isEqualTo(new BitSet());
        }
        assertThat(ann.ids()).hasSize(1);
    }

    @Test
    @DisplayName("R1939-27: closing removes nothing")
    void closingRemovesNothing() throws Exception {
        ann.deliver("1");
        ann.open().close();
        assertThat(ann.ids()).hasSize(1);
    }

    @Test
    @DisplayName("Opening an unknown maildrop makes nothing; opening a known one only the lock file and the cache")
    void opensWithoutMaking() throws Exception {
        MaildropName bob = new MaildropName("bob");
        assertThatThrownBy(() -> ann.store().open(bob)).isInstanceOf(UnknownMaildropException.class);
        ann.open().close();
        try (Stream<Path> files = Files.walk(mail)) {
            assertThat(files.map(file -> mail.relativize(file).toString()))
                    .containsExactlyInAnyOrder(
                            "", "ann", "ann/cur", "ann/new", "ann/tmp", "ann/pop3j.lock", "ann/pop3j.cache");
        }
    }

    @Test
    @DisplayName("Sessions, refused ones too, leave no file open")
    void leavesNothingOpen() throws Exception {
        ann.deliver("one");
        useAll();
        assertThat(OpenFiles.below(mail)).isEmpty();
    }

    private void useAll() throws Exception {
        try (Maildrop drop = ann.open()) {
            assertThatThrownBy(ann::open).isInstanceOf(MaildropInUseException.class);
            assertThat(Ann.text(drop, 1)).isEqualTo("one");
            assertThat(drop.octets(1)).isEqualTo(5);
            ann.deliver("two", "same-id");
        }
        Path parked = Files.move(ann.maildir().resolve("pop3j.lock"), mail.resolve("parked"));
        Files.createDirectory(ann.maildir().resolve("pop3j.lock"));
        assertThatThrownBy(ann::open).isInstanceOf(MaildropFailedException.class);
        Files.delete(ann.maildir().resolve("pop3j.lock"));
        assertThat(Programs.run("mkfifo", ann.maildir().resolve("pop3j.lock").toString()))
                .isZero();
        assertThatThrownBy(ann::open)
                .isInstanceOf(MaildropFailedException.class)
                .hasMessageContaining(ann.maildir().toString());
        Files.delete(ann.maildir().resolve("pop3j.lock"));
        Files.move(parked, ann.maildir().resolve("pop3j.lock"));
    }

    @Test
    @DisplayName("R1939-13: the lock is for one maildrop: another one can be open at the same time")
    void twoMaildrops() throws Exception {
        MaildropName bob = new MaildropName("bob");
        ann.store().create(bob);
        try (Maildrop drop = ann.open()) {
            ann.store().open(bob).close();
            assertThat(drop.count()).isZero();
        }
    }
}
