package org.pop3j.server;

import java.util.Arrays;

/** Some lines of a unique-id listing, made by the thread that asks the store and sent by that of the session. */
final class ListingLines {
    private static final int LIKELY_OCTETS = 64;
    private static final int MOST_DIGITS = 10;

    private byte[] octets;
    private int length;

    /** Room for so many lines, more or less. */
    ListingLines(int lines) {
        this.octets = new byte[lines * LIKELY_OCTETS];
    }

    /**
     * Adds a line: number, SPACE, unique-id.
     *
     * @throws IllegalStateException if that is no unique-id: the store is wrong, and the client must not suffer (D-7)
     */
    void add(int number, byte[] id, int offset, int count) {
        requireUniqueId(id, offset, count);
        int most = length + MOST_DIGITS + count + 3;
        if (most > octets.length) {
            octets = Arrays.copyOf(octets, most + (most >> 1));
        }
        decimal(number);
        octets[length++] = ' ';
        System.arraycopy(id, offset, octets, length, count);
        length += count;
        octets[length++] = '\r';
        octets[length++] = '\n';
    }

    private static void requireUniqueId(byte[] id, int offset, int count) {
        boolean isWord = count > 0;
        for (int i = offset; i < offset + count; i++) {
            isWord &= id[i] > 0x20 && id[i] < 0x7F;
        }
        if (!isWord) {
            throw new IllegalStateException(
                    "a store gave a unique-id with octets outside 0x21 to 0x7E, or without any");
        }
    }

    private void decimal(int number) {
        int digits = 1;
        for (int rest = number; rest > 9; rest /= 10) {
            digits++;
        }
        int rest = number;
        for (int i = length + digits - 1; i >= length; i--) {
            octets[i] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
        length += digits;
    }

    byte[] octets() {
        return octets;
    }

    int length() {
        return length;
    }
}
