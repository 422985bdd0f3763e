package org.pop3j.jakarta.mail;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;

/** Gathers a message in one array, which it gives away without a copy; grown to the expected size from the start. */
final class ContentBuffer extends OutputStream {
    /** The server's word is only a hint (I-04): it must not make us use up memory before anything has come. */
    private static final int MOST_IN_ADVANCE = 16 << 20;

    private static final int LEAST = 8192;

    /** The longest array that a JVM surely makes. */
    private static final int MOST = Integer.MAX_VALUE - 8;

    private byte[] octets;
    private int length;

    ContentBuffer(long expectedOctets) {
        octets = new byte[(int) Math.max(LEAST, Math.min(expectedOctets, MOST_IN_ADVANCE))];
    }

    @Override
    public void write(int octet) throws IOException {
        write(new byte[] {(byte) octet}, 0, 1);
    }

    @Override
    public void write(byte[] source, int offset, int count) throws IOException {
        if (count > octets.length - length) {
            octets = Arrays.copyOf(octets, grown((long) length + count));
        }
        System.arraycopy(source, offset, octets, length, count);
        length += count;
    }

    int length() {
        return length;
    }

    /** The array as it is; octets behind the length mean nothing. */
    byte[] array() {
        return octets;
    }

    void clear() {
        length = 0;
    }

    /** Gives back memory that an unusually long message has taken. */
    void shrinkTo(int mostOctets) {
        if (octets.length > mostOctets) {
            octets = new byte[Math.min(mostOctets, LEAST)];
        }
    }

    /** The array, cut where more than an eighth of it would be kept for nothing. */
    byte[] octets() {
        return octets.length - length > octets.length / 8 ? Arrays.copyOf(octets, length) : octets;
    }

    private int grown(long needed) throws IOException {
        if (needed > MOST) {
            throw new IOException("a message of more than " + MOST + " octets does not fit into memory: use writeTo");
        }
        return (int) Math.max(needed, Math.min(2L * octets.length, MOST));
    }
}
