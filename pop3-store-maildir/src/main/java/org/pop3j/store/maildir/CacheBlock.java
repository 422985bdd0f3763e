package org.pop3j.store.maildir;

import java.nio.ByteBuffer;

/**
 * Many messages in one record of the cache file, column by column. A server that has just been started reads a large cache
 * before its code is compiled: columns are copied whole, and what is left to do for each message is little. Belongs to one
 * thread; each read replaces the messages of the one before.
 */
final class CacheBlock {
    private static final int COUNT = 2;
    /** Of a message beside its name and its own unique-id. */
    private static final int FIELDS = 4 + 8 + 8 + 8 + 2 + 2 + 1 + 1;
    /** A message takes at least this. */
    static final int SHORTEST = FIELDS + 1;

    private static final int MOST_OCTETS = CacheRecord.LONGEST - CacheRecord.FRAME - CacheRecord.CHECKSUM;
    private static final int MOST = MOST_OCTETS / SHORTEST;

    final int[] arrivals = new int[MOST];
    final long[] wire = new long[MOST];
    final long[] file = new long[MOST];
    final long[] prints = new long[MOST];
    final short[] nameLengths = new short[MOST];
    final short[] baseLengths = new short[MOST];
    final byte[] idLengths = new byte[MOST];
    final byte[] bits = new byte[MOST];
    private byte[] octets = new byte[0];
    private int namesAt;
    private int namesLength;
    private int count;

    int count() {
        return count;
    }

    /** Holds the names, each with the own unique-id behind it, from {@link #namesAt} on; of the buffer that was read. */
    byte[] octets() {
        return octets;
    }

    int namesAt() {
        return namesAt;
    }

    int namesLength() {
        return namesLength;
    }

    /** Writes messages from an index on, as many as a record takes; gives the index behind them. */
    static int write(ByteBuffer target, Catalogue messages, int from) {
        int to = end(messages, from);
        int start = CacheRecord.begin(target, CacheRecord.BLOCK);
        target.putShort((short) (to - from));
        for (int i = from; i < to; i++) {
            target.putInt(messages.arrival(i));
        }
        for (int i = from; i < to; i++) {
            target.putLong(messages.wire(i));
        }
        for (int i = from; i < to; i++) {
            target.putLong(messages.file(i));
        }
        for (int i = from; i < to; i++) {
            target.putLong(messages.print(i));
        }
        for (int i = from; i < to; i++) {
            target.putShort((short) messages.nameLength(i));
        }
        for (int i = from; i < to; i++) {
            target.putShort((short) messages.baseLength(i));
        }
        for (int i = from; i < to; i++) {
            target.put((byte) messages.idLength(i));
        }
        for (int i = from; i < to; i++) {
            target.put((byte) messages.bits(i));
        }
        for (int i = from; i < to; i++) {
            target.put(messages.octets(), messages.nameAt(i), messages.nameLength(i) + messages.idLength(i));
        }
        CacheRecord.end(target, start);
        return to;
    }

    private static int end(Catalogue messages, int from) {
        int left = MOST_OCTETS - COUNT;
        int to = from;
        while (to < messages.count()) {
            left -= FIELDS + messages.nameLength(to) + messages.idLength(to);
            if (left < 0) {
                break;
            }
            to++;
        }
        return to;
    }

    /**
     * Reads a record.
     *
     * @param behind the arrival number that all of them must be behind
     * @return whether it makes sense
     */
    boolean read(ByteBuffer source, int offset, int length, int behind) {
        int at = CacheRecord.contentAt(offset);
        int end = offset + length - CacheRecord.CHECKSUM;
        count = length < CacheRecord.FRAME + COUNT + CacheRecord.CHECKSUM ? 0 : source.getShort(at);
        namesAt = at + COUNT + count * FIELDS;
        namesLength = end - namesAt;
        if (count <= 0 || namesLength < count) {
            return false;
        }
        octets = source.array();
        copyColumns(source.duplicate().position(at + COUNT));
        return isGood(behind);
    }

    private void copyColumns(ByteBuffer source) {
        source.asIntBuffer().get(arrivals, 0, count);
        source.position(source.position() + count * Integer.BYTES);
        for (long[] column : new long[][] {wire, file, prints}) {
            source.asLongBuffer().get(column, 0, count);
            source.position(source.position() + count * Long.BYTES);
        }
        for (short[] column : new short[][] {nameLengths, baseLengths}) {
            source.asShortBuffer().get(column, 0, count);
            source.position(source.position() + count * Short.BYTES);
        }
        source.get(idLengths, 0, count).get(bits, 0, count);
    }

    private boolean isGood(int behind) {
        int last = behind;
        int at = namesAt;
        int end = namesAt + namesLength;
        for (int i = 0; i < count; i++) {
            int arrival = arrivals[i];
            int nameLength = nameLengths[i];
            int baseLength = baseLengths[i];
            if (arrival <= last || nameLength <= 0 || baseLength < 0 || baseLength > nameLength || at >= end) {
                return false;
            }
            if (octets[at] == '.' || bits[i] < 0 || bits[i] > Catalogue.MOST_BITS || idLengths[i] < 0) {
                return false;
            }
            last = arrival;
            at += nameLength + idLengths[i];
        }
        return at == end && last < CacheReplay.LAST_ARRIVAL;
    }
}
