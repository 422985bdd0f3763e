package org.pop3j.store.maildir;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Finds the messages of a base in a {@link Catalogue}: a table with open addressing. An entry has the hash of its base beside
 * the index, so that looking past the entries of other bases touches none of their names, each of which would be a miss of
 * the processor's cache.
 */
final class CatalogueIndex {
    /** No such message. */
    static final int NONE = -1;

    private static final VarHandle EIGHT_OCTETS =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private final Catalogue catalogue;
    private final long[] table;
    private final int mask;
    private int touched;

    /** Knows the messages that the catalogue has now. */
    CatalogueIndex(Catalogue catalogue) {
        this.catalogue = catalogue;
        this.table = new long[Integer.highestOneBit(Math.max(8, catalogue.count() * 2)) * 2];
        this.mask = table.length - 1;
        for (int index = 0; index < catalogue.count(); index++) {
            add(index);
        }
    }

    private void add(int index) {
        int hash = hash(catalogue.octets(), catalogue.nameAt(index), catalogue.baseLength(index));
        int slot = hash & mask;
        while (table[slot] != 0) {
            slot = slot + 1 & mask;
        }
        table[slot] = (long) hash << Integer.SIZE | index + 1;
    }

    /**
     * Reads what looking up some bases will read, before that is done: one lookup waits for one miss of the processor's cache
     * after the other, but here the misses of all of them overlap.
     *
     * @param hashes the {@linkplain #hash hashes} of the bases
     * @param messages room for as many numbers
     */
    void touch(int[] hashes, int[] messages) {
        for (int i = 0; i < hashes.length; i++) {
            messages[i] = (int) table[hashes[i] & mask] - 1;
        }
        byte[] octets = catalogue.octets();
        for (int message : messages) {
            if (message != NONE) {
                int at = catalogue.nameAt(message);
                touched += octets[at] + octets[at + catalogue.nameLength(message) - 1];
            }
        }
    }

    /** The first message with that base. */
    int first(byte[] base, int length) {
        return first(hash(base, 0, length), base, length);
    }

    /** The same for a hash that is known. */
    int first(int hash, byte[] base, int length) {
        return from(hash, base, 0, length, NONE);
    }

    /** The first message with the base of that one. */
    int first(int message) {
        byte[] octets = catalogue.octets();
        int at = catalogue.nameAt(message);
        int length = catalogue.baseLength(message);
        return from(hash(octets, at, length), octets, at, length, NONE);
    }

    /** The next message with that base behind one that was found. */
    int next(int found, byte[] base, int length) {
        return next(found, hash(base, 0, length), base, length);
    }

    /** The same for a hash that is known. */
    int next(int found, int hash, byte[] base, int length) {
        return from(hash, base, 0, length, found);
    }

    private int from(int hash, byte[] octets, int offset, int length, int behind) {
        boolean isBehind = behind == NONE;
        for (int slot = hash & mask; table[slot] != 0; slot = slot + 1 & mask) {
            if ((int) (table[slot] >>> Integer.SIZE) != hash) {
                continue;
            }
            int index = (int) table[slot] - 1;
            if (isBehind && catalogue.hasBase(index, octets, offset, length)) {
                return index;
            }
            isBehind |= index == behind;
        }
        return NONE;
    }

    /** Eight octets at a time: names are long, and each is hashed again whenever its folder is read. */
    static int hash(byte[] octets, int offset, int length) {
        long hash = length;
        int end = offset + length;
        int i = offset;
        for (; i + Long.BYTES <= end; i += Long.BYTES) {
            hash = mixed(hash ^ (long) EIGHT_OCTETS.get(octets, i));
        }
        for (; i < end; i++) {
            hash = mixed(hash ^ octets[i]);
        }
        return (int) hash;
    }

    private static long mixed(long hash) {
        long product = hash * 0x9E3779B97F4A7C15L;
        return product ^ product >>> Integer.SIZE;
    }
}
