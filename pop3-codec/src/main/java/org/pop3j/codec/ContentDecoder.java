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
        int run = i;
        while (i < end && place != Place.END) {
            byte octet = array[i];
            switch (place) {
                case LINE_START -> {
                    if (octet == '.') {
                        give(array, run, i);
                        run = i + 1;
                        place = Place.AFTER_DOT;
                        i++;
                    } else {
                        place = Place.IN_LINE;
                    }
                }
                case IN_LINE -> {
                    int lf = LineFeeds.indexOf(array, i, end);
                    boolean crlf = lf > i && array[lf - 1] == '\r';
                    place = crlf ? (lf == end ? Place.AFTER_CR : Place.LINE_START) : Place.IN_LINE;
                    i = Math.min(lf + 1, end);
                }
                case AFTER_CR -> {
                    place = octet == '\n' ? Place.LINE_START : Place.IN_LINE;
                    i += octet == '\n' ? 1 : 0;
                }
                case AFTER_DOT -> {
                    boolean cr = octet == '\r';
                    place = cr ? Place.AFTER_DOT_CR : Place.IN_LINE;
                    run = cr ? i + 1 : i;
                    i += cr ? 1 : 0;
                }
                case AFTER_DOT_CR -> {
                    if (octet == '\n') {
                        place = Place.END;
                        run = i + 1;
                        i++;
                    } else {
                        give(HELD_CR, 0, 1);
                        place = octet == '\r' ? Place.AFTER_CR : Place.IN_LINE;
                        i += octet == '\r' ? 1 : 0;
                    }
                }
                case END -> throw new IllegalStateException("unreachable: the loop ends at END");
            }
        }
        give(array, run, i);
        input.position(i - base);
        return place == Place.END;
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
