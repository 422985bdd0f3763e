package org.pop3j.store.maildir;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * Reads the octets of file names, one name at a time into the same array.
 *
 * <p>Names come from a directory stream and need not be text in the locale's character set: only a name of ASCII is read as
 * text, any other by way of its URI, which keeps every octet.
 */
final class NameReader {
    private byte[] octets = new byte[256];
    private int length;
    private int baseLength;

    /** Reads the last element of a path. */
    void read(Path file) {
        String text = file.toString();
        byte[] encoded = text.getBytes(StandardCharsets.UTF_8);
        if (encoded.length != text.length()) {
            // Not all of it is ASCII.
            readRaw(file);
            return;
        }
        int start = text.lastIndexOf('/') + 1;
        int colon = text.indexOf(':', start);
        length = encoded.length - start;
        baseLength = colon < 0 ? length : colon - start;
        reserve(length);
        System.arraycopy(encoded, start, octets, 0, length);
    }

    /** The octets of the name; {@link #length()} of them, until the next name is read. */
    byte[] octets() {
        return octets;
    }

    int length() {
        return length;
    }

    /** How many octets there are before the colon. */
    int baseLength() {
        return baseLength;
    }

    /** Whether it begins with a dot, and so is no message (M-02). */
    boolean isHidden() {
        return length == 0 || octets[0] == '.';
    }

    /** The name as text, one char an octet. */
    String text() {
        return new String(octets, 0, length, StandardCharsets.ISO_8859_1);
    }

    private void readRaw(Path file) {
        String raw = file.toUri().getRawPath();
        int end = raw.endsWith("/") ? raw.length() - 1 : raw.length();
        reserve(end);
        length = 0;
        for (int i = raw.lastIndexOf('/', end - 1) + 1; i < end; i++) {
            int octet = raw.charAt(i);
            if (octet == '%') {
                octet = Integer.parseInt(raw, i + 1, i + 3, 16);
                i += 2;
            }
            octets[length++] = (byte) octet;
        }
        baseLength = baseLength(octets, 0, length);
    }

    private void reserve(int count) {
        if (octets.length < count) {
            octets = new byte[2 * count];
        }
    }

    /** How many of the octets of a name stand before its colon. */
    static int baseLength(byte[] octets, int offset, int length) {
        for (int i = 0; i < length; i++) {
            if (octets[offset + i] == ':') {
                return i;
            }
        }
        return length;
    }
}
