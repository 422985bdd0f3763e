package org.pop3j.store.maildir;

/** Finds the messages of a base in a {@link Catalogue}: a table of indexes with open addressing. */
final class CatalogueIndex {
    /** No such message. */
    static final int NONE = -1;

    private final Catalogue catalogue;
    private final int[] table;
    private final int mask;

    /** Knows the messages that the catalogue has now. */
    CatalogueIndex(Catalogue catalogue) {
        this.catalogue = catalogue;
        this.table = new int[Integer.highestOneBit(Math.max(8, catalogue.count() * 2)) * 2];
        this.mask = table.length - 1;
        for (int index = 0; index < catalogue.count(); index++) {
            add(index);
        }
    }

    private void add(int index) {
        int slot = slot(catalogue.octets(), catalogue.nameAt(index), catalogue.baseLength(index));
        while (table[slot] != 0) {
            slot = slot + 1 & mask;
        }
        table[slot] = index + 1;
    }

    /** The first message with that base. */
    int first(byte[] base, int length) {
        return from(slot(base, 0, length), base, length, NONE);
    }

    /** The next message with that base behind one that was found. */
    int next(int found, byte[] base, int length) {
        return from(slot(base, 0, length), base, length, found);
    }

    private int from(int start, byte[] base, int length, int behind) {
        boolean isBehind = behind == NONE;
        for (int slot = start; table[slot] != 0; slot = slot + 1 & mask) {
            int index = table[slot] - 1;
            if (isBehind && catalogue.hasBase(index, base, length)) {
                return index;
            }
            isBehind |= index == behind;
        }
        return NONE;
    }

    private int slot(byte[] octets, int offset, int length) {
        int hash = 1;
        for (int i = offset; i < offset + length; i++) {
            hash = 31 * hash + octets[i];
        }
        hash *= 0x9E3779B1;
        return (hash ^ hash >>> 15) & mask;
    }
}
