package org.pop3j.store.maildir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.BitSet;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.pop3j.store.spi.Maildrop;
import org.pop3j.store.spi.MaildropException;
import org.pop3j.store.spi.MaildropFailedException;

/** Several sessions at once in one Maildir, which exclude nobody ({@code lock=none}). */
@Timeout(60)
class SharedSessionsTest {
    @TempDir
    Path mail;

    private Ann ann;

    @BeforeEach
    void createAnn() throws Exception {
        ann = Ann.in(mail, Ann.HASTY.withLock(MaildirOptions.Lock.NONE), Clock.systemUTC());
        ann.plant("new", "1700000001.x", "one\n");
        ann.plant("new", "1700000002.x", "two\n");
        ann.plant("new", "1700000003.x", "three\n");
    }

    @Test
    @DisplayName(
            "R1939-16: each has its snapshot; what one removes is gone for the others, whose numbers and sizes stay")
    void besideEachOther() throws Exception {
        try (Maildrop first = ann.open();
                Maildrop second = ann.open()) {
            assertThat(second.octets(1)).isEqualTo(5);
            assertThat(first.commit(Ann.numbers(1)).isEmpty()).isTrue();

            assertThat(second.count()).isEqualTo(3);
            assertThat(second.octets(1)).isEqualTo(5);
            assertThatThrownBy(() -> second.content(1)).isInstanceOf(MaildropFailedException.class);
            assertThat(Ann.text(second, 2)).isEqualTo("two\n");
            assertThat(second.commit(Ann.numbers(1, 2)).isEmpty()).isTrue();
        }
        assertThat(ann.ids()).containsExactly("1700000003.x");
    }

    @Test
    @DisplayName("C0040: one without the lock writes removals down while nobody writes the file of unique-ids anew")
    void writesBesideNobody() throws Exception {
        try (Maildrop holder = ann.open();
                Maildrop beside = ann.open();
                Maildir maildir = Folders.openMaildir(ann.maildir())) {
            assertThat(holder.count()).isEqualTo(3);
            MaildirLock rewriting =
                    MaildirLock.take(maildir, Delivery.LOCK, Duration.ZERO).orElseThrow();
            CompletableFuture<BitSet> left = new CompletableFuture<>();
            Thread removing = new Thread(() -> {
                try {
                    left.complete(beside.commit(Ann.numbers(2)));
                } catch (MaildropException | RuntimeException e) {
                    left.completeExceptionally(e);
                }
            });
            removing.start();
            while (removing.getState() != Thread.State.TIMED_WAITING && removing.isAlive()) {
                Thread.onSpinWait();
            }
            assertThat(ann.maildir().resolve("pop3j.ids")).doesNotExist();
            new IdFile(maildir).replace(java.util.List.of());
            rewriting.close();
            assertThat(left.get().isEmpty()).isTrue();
        }
        assertThat(Files.readString(ann.maildir().resolve("pop3j.ids"))).contains(" 1700000002.x ");
    }
}
