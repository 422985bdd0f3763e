package org.pop3j.server;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** Octets from one thread to another, in memory, in the pieces in which they were written. */
final class OctetPipe {
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final ArrayDeque<byte[]> pieces = new ArrayDeque<>();
    private boolean isClosed;
    private int waitingReaders;

    InputStream input() {
        return new InputStream() {
            @Override
            public int read() throws IOException {
                byte[] one = new byte[1];
                return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
            }

            @Override
            public int read(byte[] target, int offset, int length) throws IOException {
                return take(target, offset, length);
            }

            @Override
            public void close() {
                end();
            }
        };
    }

    OutputStream output() {
        return new OutputStream() {
            @Override
            public void write(int octet) throws IOException {
                write(new byte[] {(byte) octet}, 0, 1);
            }

            @Override
            public void write(byte[] octets, int offset, int length) throws IOException {
                put(octets, offset, length);
            }

            @Override
            public void close() {
                end();
            }
        };
    }

    void end() {
        lock.lock();
        try {
            isClosed = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Returns when somebody waits for octets and there are none. */
    void awaitReader() {
        lock.lock();
        try {
            while (!(waitingReaders > 0 && pieces.isEmpty()) && !isClosed) {
                changed.await();
            }
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        } finally {
            lock.unlock();
        }
    }

    private void put(byte[] octets, int offset, int length) throws IOException {
        lock.lock();
        try {
            if (isClosed) {
                throw new IOException("the pipe is closed");
            }
            if (length > 0) {
                pieces.add(Arrays.copyOfRange(octets, offset, offset + length));
                changed.signalAll();
            }
        } finally {
            lock.unlock();
        }
    }

    private int take(byte[] target, int offset, int length) throws IOException {
        lock.lock();
        try {
            while (pieces.isEmpty()) {
                if (isClosed) {
                    return -1;
                }
                waitingReaders++;
                changed.signalAll();
                changed.await();
                waitingReaders--;
            }
            byte[] piece = pieces.remove();
            int count = Math.min(length, piece.length);
            System.arraycopy(piece, 0, target, offset, count);
            if (count < piece.length) {
                pieces.addFirst(Arrays.copyOfRange(piece, count, piece.length));
            }
            return count;
        } catch (InterruptedException e) {
            throw new IOException("interrupted", e);
        } finally {
            lock.unlock();
        }
    }
}
