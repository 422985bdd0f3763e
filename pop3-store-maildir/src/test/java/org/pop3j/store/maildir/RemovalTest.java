package org.pop3j.store.maildir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pop3j.store.spi.Maildrop;
import org.pop3j.store.spi.MaildropFailedException;

class RemovalTest {
    @TempDir
    Path mail;

    @Test
    @DisplayName("R1939-26: what cannot be removed is reported, the rest is removed")
    void immutable() throws Exception {
        Ann ann = Ann.in(mail);
        ann.plant("new", "1.x", "one");
        Path two = ann.plant("new", "2.x", "two");
        ann.plant("cur", "3.x:2,", "three");
        ann.plant("cur", "4.x:2,", "four");
        Programs.need("needs a file system with immutable files", "chattr", "+i", two.toString());
        try (Maildrop drop = ann.open()) {
            assertThat(Ann.text(drop, 2)).isEqualTo("two");
            assertThat(drop.commit(Ann.numbers(1, 2, 3))).isEqualTo(Ann.numbers(2));
        } finally {
            Programs.run("chattr", "-i", two.toString());
        }
        assertThat(ann.ids()).containsExactly("2.x", "4.x");
    }

    @Test
    @DisplayName(
            "R1939-14: a Maildir that cannot be locked, though mail can be removed, is refused, and not told in use later")
    void noLock() throws Exception {
        Ann ann = Ann.in(mail);
        Programs.need(
                "needs a file system with immutable files",
                "chattr",
                "+i",
                ann.maildir().toString());
        try {
            assertThatThrownBy(ann::open).isInstanceOf(MaildropFailedException.class);
            assertThatThrownBy(ann::open).isInstanceOf(MaildropFailedException.class);
        } finally {
            Programs.run("chattr", "-i", ann.maildir().toString());
        }
        ann.open().close();
    }

    @Test
    @DisplayName("A message that only may be read is read: a read-only file")
    void readOnlyFile() throws Exception {
        Ann ann = Ann.in(mail);
        Path one = ann.plant("new", "1.x", "one");
        Programs.need("needs a file system with immutable files", "chattr", "+i", one.toString());
        try (Maildrop drop = ann.open()) {
            assertThat(drop.octets()).isEqualTo(5);
        } finally {
            Programs.run("chattr", "-i", one.toString());
        }
    }
}
