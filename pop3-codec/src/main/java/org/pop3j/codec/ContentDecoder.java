package org.pop3j.codec;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;

/**
 * Turns wire octets back into the octets of a message: the inverse of {@link ContentEncoder}.
 *
 * <p>Only CRLF, dot, CRLF ends the message; any other line that begins with a dot loses that dot (D-5). Bare CR and bare
 * LF are data (D-6). Octets may come in any pieces, the dot at the edge of one included (S-12). One decoder serves one
 * message and one thread.
 */
public final class ContentDecoder {
    private static final byte[] HELD_CR = {'\r'};

    private enum Place {
        LINE_START,
        IN_LINE,
        AFTER_CR,
        /** A dot at a line start, not given out yet. */
        AFTER_DOT,
        /** A dot and a CR at a line start, neither given out yet. */
        AFTER_DOT_CR,
        END
    }

    private final OutputStream target;
    private Place place = Place.LINE_START;
    private long octets;

    /** Where the octets begin that have been taken from the array and not been given out. */
    private int run;

    /**
     * Makes a decoder for one message.
     *
     * @param target takes the message's octets
     */
    public ContentDecoder(OutputStream target) {
        this.target = target;
    }

    /**
     * Decodes octets up to the end of the termination line, or all of them.
     *
     * @param input an array-backed buffer; its position is moved behind what was taken, and never behind the termination
     *     line
     * @return whether the message is complete
     * @throws IOException if the target fails
     */
    public boolean decode(ByteBuffer input) throws IOException {
        byte[] array = input.array();
        int base = input.arrayOffset();
        int end = base + input.limit();
        int i = base + input.position();
        run = i;
        while (i < end && place != Place.END) {
            i = step(array, i, end);
        }
        give(array, run, i);
        input.position(i - base);
        return place == Place.END;
    }

    /** Takes octets, perhaps none, to the next place; gives where to go on. */
    private int step(byte[] array, int i, int end) throws IOException {
        return switch (place) {
            case LINE_START -> lineStart(array, i);
            case IN_LINE -> inLine(array, i, end);
            case AFTER_CR -> afterCr(array, i);
            case AFTER_DOT -> afterDot(array, i);
            case AFTER_DOT_CR -> afterDotCr(array, i);
            case END -> throw new IllegalStateException("unreachable: the loop ends at END");
        };
    }

    private int lineStart(byte[] array, int i) throws IOException {
        if (array[i] != '.') {
            place = Place.IN_LINE;
            return i;
        }
        give(array, run, i);
        run = i + 1;
        place = Place.AFTER_DOT;
        return i + 1;
    }

    private int inLine(byte[] array, int i, int end) {
        int lf = LineFeeds.indexOf(array, i, end);
        if (lf > i && array[lf - 1] == '\r') {
            place = lf == end ? Place.AFTER_CR : Place.LINE_START;
        }
        return Math.min(lf + 1, end);
    }

    private int afterCr(byte[] array, int i) {
        boolean isCrlf = array[i] == '\n';
        place = isCrlf ? Place.LINE_START : Place.IN_LINE;
        return isCrlf ? i + 1 : i;
    }

    private int afterDot(byte[] array, int i) {
        boolean isCr = array[i] == '\r';
        place = isCr ? Place.AFTER_DOT_CR : Place.IN_LINE;
        run = isCr ? i + 1 : i;
        return run;
    }

    /** The held CR turns out to be half of the termination line, or data that a second CR may still end. */
    private int afterDotCr(byte[] array, int i) throws IOException {
        if (array[i] == '\n') {
            place = Place.END;
            run = i + 1;
            return run;
        }
        give(HELD_CR, 0, 1);
        place = Place.AFTER_CR;
        return i;
    }

    /**
     * The octets given to the target so far, as LIST counts them.
     *
     * @return octets
     */
    public long octets() {
        return octets;
    }

    private void give(byte[] array, int from, int to) throws IOException {
        if (to > from) {
            target.write(array, from, to - from);
            octets += to - from;
        }
    }
}
