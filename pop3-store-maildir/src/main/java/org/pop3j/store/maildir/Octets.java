package org.pop3j.store.maildir;

import java.util.Arrays;

/** Octets in one array that grows: a million names without a million objects. Belongs to one thread at a time. */
final class Octets {
    private byte[] octets;
    private int length;

    Octets(int capacity) {
        this.octets = new byte[capacity];
    }

    /** Copies octets in behind the others; gives where they begin. */
    int append(byte[] from, int offset, int count) {
        if (octets.length - length < count) {
            octets = Arrays.copyOf(octets, Math.max(length + count, length + (length >> 1) + 64));
        }
        System.arraycopy(from, offset, octets, length, count);
        int at = length;
        length += count;
        return at;
    }

    /** The array itself; another one after the next {@link #append}. */
    byte[] array() {
        return octets;
    }

    int length() {
        return length;
    }

    /** What it takes of the heap. */
    int capacity() {
        return octets.length;
    }
}
