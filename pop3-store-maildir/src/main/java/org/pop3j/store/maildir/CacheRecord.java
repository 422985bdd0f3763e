package org.pop3j.store.maildir;

import java.nio.ByteBuffer;
import java.util.zip.CRC32C;

/**
 * The records of the cache file: kind, length, content, checksum over all before it, integers with the highest octet first.
 * A record stands for itself: a damaged one is left out, and reading goes on at the next octet where a whole one begins.
 */
final class CacheRecord {
    /** Figures for making room, and the version of the format. */
    static final byte BEGIN = (byte) 0xC0;
    /** A message, under a new arrival number or in place of what the file had under that number before. */
    static final byte MESSAGE = (byte) 0xC1;
    /** The message of an arrival number is gone. */
    static final byte DEAD = (byte) 0xC2;
    /** State of folders and of the file of unique-ids; only good at the end of the file. */
    static final byte STAMP = (byte) 0xC3;
    /** Many messages under rising arrival numbers, see {@link CacheBlock}. */
    static final byte BLOCK = (byte) 0xC4;

    static final int FRAME = 1 + 2;
    static final int CHECKSUM = 4;
    private static final int FIELDS = 4 + 1 + 2 + 2 + 1 + 8 + 8 + 8;
    /** The shortest record of a message. */
    static final int SHORTEST_MESSAGE = FRAME + FIELDS + CHECKSUM;

    static final int LONGEST = 1 << 15;

    private CacheRecord() {}

    /** The fields of a message before its name and its own unique-id. */
    record Fields(
            int arrival, int bits, int nameLength, int baseLength, int idLength, long wire, long file, long print) {}

    /** The octets that the record of a message takes in the file. */
    static int octets(Catalogue messages, int index) {
        return SHORTEST_MESSAGE + messages.nameLength(index) + messages.idLength(index);
    }

    static void message(ByteBuffer target, Catalogue messages, int index) {
        int start = begin(target, MESSAGE);
        int nameLength = messages.nameLength(index);
        int idLength = messages.idLength(index);
        target.putInt(messages.arrival(index)).put((byte) messages.bits(index));
        target.putShort((short) nameLength).putShort((short) messages.baseLength(index));
        target.put((byte) idLength);
        target.putLong(messages.wire(index)).putLong(messages.file(index)).putLong(messages.print(index));
        target.put(messages.octets(), messages.nameAt(index), nameLength + idLength);
        end(target, start);
    }

    static void dead(ByteBuffer target, int arrival) {
        int start = begin(target, DEAD);
        target.putInt(arrival);
        end(target, start);
    }

    static void begin(ByteBuffer target, int messages, int octetsOfNames) {
        int start = begin(target, BEGIN);
        target.putInt(messages).putInt(octetsOfNames);
        end(target, start);
    }

    static void stamp(ByteBuffer target, Known known) {
        int start = begin(target, STAMP);
        target.putInt(known.messages().count()).putInt(known.messages().nextArrival());
        for (Part part : new Part[] {Part.NEW, Part.CUR}) {
            FolderStamp stamp = known.stamp(part);
            target.putLong(stamp.modifiedNanos()).putLong(stamp.key());
        }
        target.putLong(known.ids().octets()).putLong(known.ids().modifiedNanos());
        target.putLong(known.tidied());
        end(target, start);
    }

    static int begin(ByteBuffer target, byte kind) {
        int start = target.position();
        target.put(kind).putShort((short) 0);
        return start;
    }

    static void end(ByteBuffer target, int start) {
        target.putShort(start + 1, (short) (target.position() + CHECKSUM - start));
        target.putInt(checksum(target.array(), start, target.position() - start));
    }

    /**
     * The length of the record that begins at an offset.
     *
     * @return 0 if none begins there that is whole
     */
    static int wholeAt(ByteBuffer source, int offset) {
        int left = source.limit() - offset;
        if (left < FRAME + CHECKSUM || source.get(offset) < BEGIN || source.get(offset) > BLOCK) {
            return 0;
        }
        int length = source.getShort(offset + 1) & 0xFFFF;
        if (length < FRAME + CHECKSUM || length > Math.min(left, LONGEST)) {
            return 0;
        }
        int content = length - CHECKSUM;
        return source.getInt(offset + content) == checksum(source.array(), offset, content) ? length : 0;
    }

    /** Whether a record may begin there whose end has not been read. */
    static boolean mayBeCut(ByteBuffer source, int offset) {
        return source.limit() - offset < LONGEST;
    }

    private static int checksum(byte[] octets, int offset, int length) {
        CRC32C checksum = new CRC32C();
        checksum.update(octets, offset, length);
        return (int) checksum.getValue();
    }

    /** The fields of the message at an offset; its name begins {@link #nameAt behind them}. */
    static Fields fields(ByteBuffer source, int offset) {
        int at = offset + FRAME;
        return new Fields(
                source.getInt(at),
                source.get(at + 4),
                source.getShort(at + 5) & 0xFFFF,
                source.getShort(at + 7) & 0xFFFF,
                source.get(at + 9) & 0xFF,
                source.getLong(at + 10),
                source.getLong(at + 18),
                source.getLong(at + 26));
    }

    static int nameAt(int offset) {
        return offset + FRAME + FIELDS;
    }

    static int contentAt(int offset) {
        return offset + FRAME;
    }
}
