package org.pop3j.store.maildir;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.PrimitiveIterator;

/** Writes the records of a cache file. */
final class CacheWriter {
    private static final int PIECE = 1 << 20;

    private final Known known;
    private final Catalogue messages;
    private final ByteBuffer buffer = ByteBuffer.allocate(PIECE);

    CacheWriter(Known known) {
        this.known = known;
        this.messages = known.messages();
    }

    /** Writes a whole file behind its first line; gives the octets that will not count when something is appended. */
    long writeAll(FileChannel channel) throws IOException {
        long octets = 0;
        for (int index = 0; index < messages.count(); index++) {
            octets += messages.nameLength(index) + messages.idLength(index);
        }
        CacheRecord.begin(buffer, messages.count(), (int) Math.min(octets, Integer.MAX_VALUE - 8));
        for (int index = 0; index < messages.count(); ) {
            room(channel);
            index = CacheBlock.write(buffer, messages, index);
        }
        return finish(channel);
    }

    /** Appends what changed; gives the octets that no longer count then, about. */
    long append(FileChannel channel) throws IOException {
        long dead = 0;
        for (PrimitiveIterator.OfInt each = messages.changed().iterator(); each.hasNext(); ) {
            int index = each.nextInt();
            room(channel);
            CacheRecord.message(buffer, messages, index);
            dead += messages.isInCache(index) ? CacheRecord.octets(messages, index) : 0;
        }
        for (PrimitiveIterator.OfInt each = messages.dead().iterator(); each.hasNext(); ) {
            room(channel);
            CacheRecord.dead(buffer, each.nextInt());
            dead += 2L * CacheRecord.SHORTEST_MESSAGE;
        }
        return dead + finish(channel);
    }

    private long finish(FileChannel channel) throws IOException {
        room(channel);
        int before = buffer.position();
        CacheRecord.stamp(buffer, known);
        int stamp = buffer.position() - before;
        write(channel);
        return stamp;
    }

    private void room(FileChannel channel) throws IOException {
        if (buffer.remaining() < CacheRecord.LONGEST) {
            write(channel);
        }
    }

    private void write(FileChannel channel) throws IOException {
        buffer.flip();
        while (buffer.hasRemaining()) {
            channel.write(buffer);
        }
        buffer.clear();
    }
}
