package org.pop3j.store.maildir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class FileThreadsTest {
    @Test
    @Timeout(60)
    @DisplayName("S-40: while all helpers are stuck, others do their work alone and leave nothing in the queue")
    void stuckHelpers() throws Exception {
        int sessions = FileThreads.MOST;
        CountDownLatch stuck = new CountDownLatch(sessions + FileThreads.MOST);
        CountDownLatch released = new CountDownLatch(1);
        List<Thread> waiting = new ArrayList<>();
        for (int i = 0; i < sessions; i++) {
            Thread session = new Thread(() -> FileThreads.share(() -> stick(stuck, released), FileThreads.HELPERS));
            session.start();
            waiting.add(session);
        }
        try {
            stuck.await();
            int queued = FileThreads.queued();
            assertThat(queued)
                    .as("three for each session, but for those that are at work")
                    .isEqualTo(sessions * FileThreads.HELPERS - FileThreads.MOST);
            AtomicInteger done = new AtomicInteger();
            for (int i = 0; i < 100; i++) {
                FileThreads.share(done::incrementAndGet, FileThreads.HELPERS);
            }
            assertThat(done).hasValue(100);
            assertThat(FileThreads.queued()).isEqualTo(queued);
        } finally {
            released.countDown();
            for (Thread session : waiting) {
                session.join();
            }
        }
    }

    @Test
    @Timeout(60)
    @DisplayName("S-40: each number of a range is worked on once, with helpers and without; never more than three help")
    void ranges() {
        for (int helpers : new int[] {0, 1, 3, 100}) {
            Set<String> threads = ConcurrentHashMap.newKeySet();
            AtomicIntegerArray done = new AtomicIntegerArray(500);
            FileThreads.share(
                    7,
                    493,
                    i -> {
                        threads.add(Thread.currentThread().toString());
                        done.incrementAndGet(i);
                    },
                    helpers);
            for (int i = 0; i < 500; i++) {
                assertThat(done.get(i)).as("%d", i).isEqualTo(i >= 7 && i < 493 ? 1 : 0);
            }
            assertThat(threads).hasSizeBetween(1, 1 + Math.min(helpers, FileThreads.HELPERS));
        }
    }

    @Test
    @Timeout(60)
    @DisplayName("S-40: a mistake in a helper is one of whoever asked, and the helper goes on for others")
    void mistake() throws Exception {
        for (int i = 0; i < 2 * FileThreads.MOST; i++) {
            CountDownLatch helped = new CountDownLatch(1);
            Thread here = Thread.currentThread();
            assertThatThrownBy(() -> FileThreads.share(
                            () -> {
                                if (Thread.currentThread() != here) {
                                    helped.countDown();
                                    throw new IllegalStateException("mistake");
                                }
                                stick(new CountDownLatch(0), helped);
                            },
                            1))
                    .hasRootCauseMessage("mistake");
        }
    }

    private static void stick(CountDownLatch stuck, CountDownLatch released) {
        stuck.countDown();
        try {
            released.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
