package org.pop3j.server;

import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Large buffers for sessions that are busy: a session holds one only between a command and its flushed answer, so that
 * thousands of idle sessions hold none. Safe for use by several threads.
 */
final class BufferPool {
    /** Output leaves when this much is waiting; messages are read in pieces of it. */
    static final int BUFFER_OCTETS = 1 << 16;

    /** Buffers kept for reuse; more are left to the garbage collector. */
    private static final int KEPT = 64;

    private final ConcurrentLinkedQueue<byte[]> free = new ConcurrentLinkedQueue<>();
    private final AtomicInteger kept = new AtomicInteger();

    byte[] take() {
        byte[] buffer = free.poll();
        if (buffer == null) {
            return new byte[BUFFER_OCTETS];
        }
        kept.decrementAndGet();
        return buffer;
    }

    void giveBack(byte[] buffer) {
        if (kept.incrementAndGet() <= KEPT) {
            free.add(buffer);
        } else {
            kept.decrementAndGet();
        }
    }
}
