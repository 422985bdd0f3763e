package org.pop3j.codec;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Finds the next LF, eight octets at a time: the one loop that sees every octet of every message. */
final class LineFeeds {
    private static final VarHandle EIGHT = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long LF = 0x0A0A0A0A0A0A0A0AL;
    private static final long LOW_BITS = 0x7F7F7F7F7F7F7F7FL;

    private LineFeeds() {}

    /** The index of the first LF in {@code octets[from, to)}, or {@code to} if there is none. */
    static int indexOf(byte[] octets, int from, int to) {
        int i = from;
        for (; i <= to - Long.BYTES; i += Long.BYTES) {
            long zeroWhereLf = (long) EIGHT.get(octets, i) ^ LF;
            // The high bit of each octet that is zero, exactly: no carry runs from one octet into the next.
            long found = ~(((zeroWhereLf & LOW_BITS) + LOW_BITS) | zeroWhereLf | LOW_BITS);
            if (found != 0) {
                return i + (Long.numberOfTrailingZeros(found) >>> 3);
            }
        }
        while (i < to && octets[i] != '\n') {
            i++;
        }
        return i;
    }
}
