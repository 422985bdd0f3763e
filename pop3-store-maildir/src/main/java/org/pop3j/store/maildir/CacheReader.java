package org.pop3j.store.maildir;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/**
 * Reads a cache file. Whatever is damaged is left out, and then the stamps at the end count for nothing: the folders are
 * read, and what was left out is found again. So damage costs time and never a message.
 */
final class CacheReader {
    private static final int PIECE = 1 << 20;

    private final FileChannel channel;
    private final long length;
    private final ByteBuffer window = ByteBuffer.allocate(PIECE);
    private final CacheBlock block = new CacheBlock();
    private CacheReplay replay = new CacheReplay(0, 0);
    private boolean isDamaged;
    private boolean isAtEnd;

    CacheReader(FileChannel channel, long length) {
        this.channel = channel;
        this.length = length;
    }

    /** Reads from the position of the channel to the end of the file. */
    Known read() throws IOException {
        while (!isAtEnd) {
            fill();
            take();
        }
        return replay.finish(isDamaged);
    }

    /** Whether something was left out. */
    boolean isDamaged() {
        return isDamaged;
    }

    /** Octets of the file that no longer count. */
    long deadOctets() {
        return replay.deadOctets();
    }

    private void fill() throws IOException {
        while (window.hasRemaining() && !isAtEnd) {
            isAtEnd = channel.read(window) < 0;
        }
    }

    /** Takes the whole records of the window and keeps the rest. */
    private void take() {
        window.flip();
        int at = 0;
        while (at < window.limit() && (isAtEnd || !CacheRecord.mayBeCut(window, at))) {
            int octets = CacheRecord.wholeAt(window, at);
            if (octets > 0 && take(at, octets)) {
                at += octets;
            } else {
                isDamaged = true;
                at++;
            }
        }
        window.position(at);
        window.compact();
    }

    private boolean take(int at, int octets) {
        return switch (window.get(at)) {
            case CacheRecord.BEGIN -> begin(CacheRecord.contentAt(at));
            case CacheRecord.MESSAGE -> replay.message(window, at, octets);
            case CacheRecord.DEAD -> replay.dead(window.getInt(CacheRecord.contentAt(at)), octets);
            case CacheRecord.STAMP -> replay.stamp(window, at, octets);
            case CacheRecord.BLOCK -> block.read(window, at, octets, replay.lastArrival()) && replay.block(block);
            default -> false;
        };
    }

    /** Room for everything at once; the figures are hints, and no larger than the file allows. */
    private boolean begin(int content) {
        if (replay.isEmpty()) {
            long messages = Math.min(length / CacheBlock.SHORTEST, window.getInt(content));
            long octets = Math.min(length, window.getInt(content + 4));
            replay = new CacheReplay((int) Math.max(0, messages), (int) Math.max(0, octets));
        }
        return true;
    }
}
