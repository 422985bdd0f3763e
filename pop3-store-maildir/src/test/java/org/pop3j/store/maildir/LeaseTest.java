package org.pop3j.store.maildir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.concurrent.atomic.AtomicLong;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pop3j.store.spi.LeaseLostException;
import org.pop3j.store.spi.Maildrop;

/** When a session looks whether it still has its lock. */
class LeaseTest {
    private static final long SECOND = 1_000_000_000;

    @TempDir
    Path mail;

    private final AtomicLong nanoTime = new AtomicLong(Long.MAX_VALUE - SECOND / 2);
    private Ann ann;
    private Path lockFile;
    private Maildrop drop;

    @BeforeEach
    void open() throws Exception {
        ann = Ann.in(mail);
        ann.deliver("one");
        lockFile = ann.maildir().resolve("pop3j.lock");
        Maildir maildir = new Folders(FolderTemplate.of(mail.toString())).open(Ann.NAME);
        Opening opening = Opening.of(maildir, Ann.HASTY, new Recent(), Clock.systemUTC());
        drop = new OpenMaildir(opening, Ann.HASTY, nanoTime::get);
    }

    @AfterEach
    void close() throws Exception {
        drop.close();
    }

    @Test
    @DisplayName("A listing looks once a second, not for each message")
    void listing() throws Exception {
        drop.uniqueId(1);
        Files.delete(lockFile);
        nanoTime.addAndGet(SECOND - 1);
        assertThat(drop.octets(1)).isEqualTo(5);
        assertThat(drop.uniqueId(1)).isNotNull();
        nanoTime.addAndGet(1);
        assertLost(() -> drop.octets(1));
        assertLost(() -> drop.uniqueId(1));
    }

    @Test
    @DisplayName("The first question of a session looks")
    void first() throws Exception {
        Files.delete(lockFile);
        assertLost(() -> drop.octets(1));
    }

    @Test
    @DisplayName("Everything else looks each time")
    void eachTime() throws Exception {
        assertThat(drop.count()).isEqualTo(1);
        Path parked = Files.move(lockFile, mail.resolve("parked"));
        assertLost(() -> drop.commit(Ann.numbers(1)));
        assertThat(ann.files("new")).hasSize(1);
        Files.move(parked, lockFile);
        assertLost(drop::count);
    }

    @Test
    @DisplayName(
            "count, octets and unique-ids of many, and content look each time, and what one finds the listing knows at once")
    void others() throws Exception {
        for (ThrowingCallable question : new ThrowingCallable[] {
            () -> drop.count(),
            () -> drop.octets(),
            () -> drop.octets(1, new long[1]),
            () -> drop.uniqueIds(1, 1, (number, octets, offset, length) -> {}),
            () -> drop.content(1)
        }) {
            drop.close();
            open();
            drop.octets(1);
            Files.delete(lockFile);
            drop.octets(1);
            assertLost(question);
            assertLost(() -> drop.octets(1));
        }
    }

    private static void assertLost(ThrowingCallable question) {
        assertThatThrownBy(question).isInstanceOf(LeaseLostException.class);
    }
}
