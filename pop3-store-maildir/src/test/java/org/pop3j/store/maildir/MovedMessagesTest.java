package org.pop3j.store.maildir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pop3j.store.spi.Maildrop;
import org.pop3j.store.spi.MaildropException;
import org.pop3j.store.spi.MaildropFailedException;

/** Others rename, remove and replace messages between two commands of a session. */
class MovedMessagesTest {
    @TempDir
    Path mail;

    private Ann ann;

    @BeforeEach
    void createAnn() throws MaildropException {
        ann = Ann.in(mail);
    }

    @Test
    @DisplayName("M-03: a message moved from new to cur, or given other flags, is still read and removed")
    void movedMeanwhile() throws Exception {
        Path one = ann.plant("new", "1.x", "one");
        Path two = ann.plant("cur", "2.x:2,", "two");
        ann.plant("cur", "3.x:2,", "three");
        try (Maildrop drop = ann.open()) {
            Path moved = Files.move(one, ann.path("cur", "1.x:2,S"));
            Files.move(two, ann.path("cur", "2.x:2,FS"));
            assertThat(Ann.text(drop, 1)).isEqualTo("one");
            assertThat(drop.octets(2)).isEqualTo(5);
            assertThat(Ann.ids(drop)).containsExactly("1.x", "2.x", "3.x");
            Files.move(moved, ann.path("cur", "1.x:2,RS"));
            assertThat(drop.commit(Ann.numbers(1, 2)).cardinality()).isZero();
        }
        assertThat(ann.ids()).containsExactly("3.x");
    }

    @Test
    @DisplayName("A message that others removed cannot be read, counts as removed, and comes back with its file")
    void removedMeanwhile() throws Exception {
        Path one = ann.plant("new", "1.x", "one");
        ann.plant("new", "2.x", "two");
        try (Maildrop drop = ann.open()) {
            Path parked = Files.move(one, mail.resolve("parked"));
            assertThatThrownBy(() -> drop.content(1))
                    .isInstanceOf(MaildropFailedException.class)
                    .hasMessageContaining("message gone");
            assertThatThrownBy(() -> drop.content(1)).hasMessageContaining("message gone");
            Files.move(parked, one);
            assertThat(drop.commit(Ann.numbers(1, 2)).cardinality()).isZero();
        }
        assertThat(ann.files("new")).containsExactly("1.x");
    }

    @Test
    @DisplayName(
            "A message that others removed this instant counts as removed, though the thread is woken as it waits to be sure")
    void wokenMeanwhile() throws Exception {
        Path one = ann.plant("new", "1.x", "one");
        try (Maildrop drop = ann.open()) {
            Files.delete(one);
            LockSupport.unpark(Thread.currentThread());
            assertThat(drop.commit(Ann.numbers(1)).isEmpty()).isTrue();
        }
    }

    @ParameterizedTest
    @DisplayName(
            "R1939-26: a message that got another base during the session is not removed, which is told, and keeps its unique-id")
    @ValueSource(strings = {"1700000001.a,U=1:2,S", "1700000009.other:2,"})
    void rebased(String name) throws Exception {
        Path one = ann.plant("new", "1700000001.a", "one");
        Path two = ann.plant("new", "1700000002.b", "second");
        ann.plant("new", "1700000003.c", "three");
        try (Maildrop drop = ann.open()) {
            Files.move(one, ann.path("cur", name));
            Files.delete(two);
            assertThat(drop.commit(Ann.numbers(1, 2, 3))).isEqualTo(Ann.numbers(1));
        }
        assertThat(ann.ids()).containsExactly(name.contains(",U=") ? "1700000001.a" : "1700000009.other");
        try (Maildrop drop = ann.open()) {
            assertThat(drop.commit(Ann.numbers(1)).isEmpty()).isTrue();
        }
        assertThat(ann.ids()).isEmpty();
    }

    @Test
    @DisplayName("R1939-26: what is removed under its other base before the session ends counts as removed")
    void rebasedAndRemoved() throws Exception {
        Path one = ann.plant("new", "1700000001.a", "one");
        Path two = ann.plant("new", "1700000002.b", "second");
        try (Maildrop drop = ann.open()) {
            Path other = Files.move(one, ann.path("cur", "1700000001.a,U=1:2,"));
            assertThatThrownBy(() -> drop.content(1)).hasRootCauseInstanceOf(MessageGoneException.class);
            Files.delete(other);
            Files.delete(two);
            assertThatThrownBy(() -> drop.content(2)).hasRootCauseInstanceOf(MessageGoneException.class);
            assertThat(drop.commit(Ann.numbers(1, 2)).isEmpty()).isTrue();
        }
        assertThat(ann.ids()).isEmpty();
    }

    @Test
    @DisplayName("S-33: another message that took the name of a listed one is neither read nor removed")
    void nameTakenByAnother() throws Exception {
        Path one = ann.plant("new", "1.x", "one");
        try (Maildrop drop = ann.open()) {
            Path other = Files.writeString(mail.resolve("other"), "other");
            Files.move(other, one, StandardCopyOption.REPLACE_EXISTING);
            assertThatThrownBy(() -> drop.content(1)).isInstanceOf(MaildropFailedException.class);
            assertThat(drop.commit(Ann.numbers(1)).cardinality()).isZero();
        }
        assertThat(Files.readString(one)).isEqualTo("other");
    }

    @Test
    @DisplayName("S-33: nor removed where nobody has read the message before")
    void nameTakenByAnotherUnread() throws Exception {
        Path one = ann.plant("new", "1.x", "one");
        try (Maildrop drop = ann.open()) {
            Path other = Files.writeString(mail.resolve("other"), "other");
            Files.move(other, one, StandardCopyOption.REPLACE_EXISTING);
            assertThat(drop.commit(Ann.numbers(1)).cardinality()).isZero();
        }
        assertThat(one).hasContent("other");
        assertThat(ann.ids()).hasSize(1).doesNotContain("1.x");
    }

    @Test
    @DisplayName("An open message stays readable when its file is removed")
    void openStaysReadable() throws Exception {
        Path one = ann.plant("new", "1.x", "one");
        try (Maildrop drop = ann.open();
                var content = drop.content(1)) {
            Files.delete(one);
            assertThat(content.octets().readAllBytes()).asString().isEqualTo("one");
        }
    }
}
