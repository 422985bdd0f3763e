package org.pop3j.store.maildir;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class SizeThreadsTest {
    @Test
    @Timeout(60)
    @DisplayName("S-40: while all helpers are stuck, others do their work alone and leave nothing in the queue")
    void stuckHelpers() throws Exception {
        int sessions = SizeThreads.MOST;
        CountDownLatch stuck = new CountDownLatch(sessions + SizeThreads.MOST);
        CountDownLatch released = new CountDownLatch(1);
        List<Thread> waiting = new ArrayList<>();
        for (int i = 0; i < sessions; i++) {
            Thread session = new Thread(() -> SizeThreads.share(() -> stick(stuck, released), SizeThreads.HELPERS));
            session.start();
            waiting.add(session);
        }
        try {
            stuck.await();
            int queued = SizeThreads.queued();
            AtomicInteger done = new AtomicInteger();
            for (int i = 0; i < 100; i++) {
                SizeThreads.share(done::incrementAndGet, SizeThreads.HELPERS);
            }
            assertThat(done).hasValue(100);
            assertThat(SizeThreads.queued()).isEqualTo(queued);
        } finally {
            released.countDown();
            for (Thread session : waiting) {
                session.join();
            }
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
