package org.pop3j.codec;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Finds lines in octets that arrive in any pieces. Only CRLF ends a line; bare CR and bare LF are data (D-6). Memory is
 * bounded: a line longer than the limit is swallowed up to its CRLF and then reported as overlong (R2449-05, S-05).
 *
 * <p>Push form: feed it whatever arrived, one octet at a time if need be. {@link LineReader} is the pull form.
 */
public final class LineDecoder {
    private static final int FIRST_CAPACITY = 128;

    /** What a piece of input came to. */
    public enum Outcome {
        /** The piece is used up and the line has not ended. */
        NEEDS_MORE,
        /** A line is complete: take it with {@link LineDecoder#line()}. */
        LINE,
        /** A line ended that was longer than the limit; its octets are gone. */
        OVERLONG
    }

    private final int limit;
    private final LineEnd lineEnd;
    private byte[] octets = new byte[FIRST_CAPACITY];
    private int length;
    private long swallowed;
    private boolean afterCr;
    private boolean isComplete;

    /**
     * Makes a decoder.
     *
     * @param limitOctets the longest line to accept, CRLF included, at least 2
     */
    public LineDecoder(int limitOctets) {
        this(limitOctets, LineEnd.CRLF);
    }

    /**
     * Makes a decoder.
     *
     * @param limitOctets the longest line to accept, line end included, at least 2
     * @param lineEnd what ends a line
     */
    public LineDecoder(int limitOctets, LineEnd lineEnd) {
        if (limitOctets < 2) {
            throw new IllegalArgumentException("a line has at least the 2 octets of CRLF, got " + limitOctets);
        }
        this.limit = limitOctets;
        this.lineEnd = lineEnd;
    }

    /**
     * Takes octets up to and including the next CRLF, or all of them.
     *
     * @param input its position is moved behind what was taken
     * @return what it came to
     */
    public Outcome feed(ByteBuffer input) {
        if (isComplete) {
            isComplete = false;
            length = 0;
        }
        while (input.hasRemaining()) {
            byte octet = input.get();
            if (octet == '\n' && (afterCr || lineEnd == LineEnd.CRLF_OR_LF)) {
                return endOfLine();
            }
            afterCr = octet == '\r';
            keep(octet);
        }
        return Outcome.NEEDS_MORE;
    }

    /**
     * The line that the last {@link #feed} completed.
     *
     * @return an octet string without CRLF
     */
    public String line() {
        return new String(octets, 0, length, StandardCharsets.ISO_8859_1);
    }

    /**
     * How many octets of an unfinished overlong line have been thrown away: a caller may give up.
     *
     * @return octets beyond the limit, 0 while the line is within it
     */
    public long swallowedOctets() {
        return swallowed;
    }

    private Outcome endOfLine() {
        boolean overlong = swallowed > 0 || length + 1 > limit;
        length = overlong ? 0 : afterCr ? length - 1 : length;
        afterCr = false;
        swallowed = 0;
        isComplete = true;
        return overlong ? Outcome.OVERLONG : Outcome.LINE;
    }

    private void keep(byte octet) {
        if (length == limit) {
            swallowed++;
            return;
        }
        if (length == octets.length) {
            octets = Arrays.copyOf(octets, Math.min(limit, 2 * length));
        }
        octets[length++] = octet;
    }
}
