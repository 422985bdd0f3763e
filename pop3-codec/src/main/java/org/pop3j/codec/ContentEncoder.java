package org.pop3j.codec;

import java.io.IOException;
import java.io.OutputStream;

/**
 * Turns the stored octets of a message into wire octets, and counts them: the only place where that happens.
 *
 * <p>Every bare LF becomes CRLF, CRLF stays, a bare CR is data; a message that does not end with CRLF gets one
 * (R1939-06); a line that begins with a dot gets one more (R1939-05). {@link #octets()} counts what RFC 1939 section 11
 * counts: the wire octets without the stuffed dots and the termination line, the added CRLF included (R1939-39). A store
 * that needs a size runs the same class {@linkplain #counting() without a target}, so LIST equals RETR by construction
 * (S-11).
 *
 * <p>Octets may come in any pieces. One encoder serves one message and one thread.
 */
public final class ContentEncoder {
    private static final byte[] CRLF = {'\r', '\n'};
    private static final byte[] TERMINATION = {'.', '\r', '\n'};

    private final OutputStream target;
    private long octets;
    private boolean atLineStart = true;
    private boolean afterCr;

    /**
     * Makes an encoder for one message.
     *
     * @param target takes the wire octets; buffer it, pieces are as short as lines
     */
    public ContentEncoder(OutputStream target) {
        this.target = target;
    }

    /**
     * Makes an encoder that only counts.
     *
     * @return an encoder without a target
     */
    public static ContentEncoder counting() {
        return new ContentEncoder(OutputStream.nullOutputStream());
    }

    /**
     * Encodes the next octets of the message.
     *
     * @param stored the stored octets
     * @param offset where they begin
     * @param length how many
     * @throws IOException if the target fails
     */
    public void write(byte[] stored, int offset, int length) throws IOException {
        int end = offset + length;
        int run = offset;
        int i = offset;
        while (i < end) {
            if (atLineStart && stored[i] == '.') {
                target.write(stored, run, i - run);
                target.write('.');
                run = i;
            }
            int lf = LineFeeds.indexOf(stored, i, end);
            if (lf == end) {
                atLineStart = false;
                afterCr = stored[end - 1] == '\r';
                break;
            }
            boolean hasCr = lf == offset ? afterCr : stored[lf - 1] == '\r';
            if (!hasCr) {
                target.write(stored, run, lf - run);
                target.write(CRLF, 0, CRLF.length);
                octets++;
                run = lf + 1;
            }
            atLineStart = true;
            afterCr = false;
            i = lf + 1;
        }
        target.write(stored, run, end - run);
        octets += length;
    }

    /**
     * Ends the message: adds the last CRLF if it is missing. An empty message stays empty (R1939-06).
     *
     * @return {@link #octets()}, now final
     * @throws IOException if the target fails
     */
    public long finish() throws IOException {
        if (!atLineStart) {
            target.write(CRLF, 0, CRLF.length);
            octets += CRLF.length;
            atLineStart = true;
            afterCr = false;
        }
        return octets;
    }

    /**
     * Ends the message and writes the termination line: CRLF, dot, CRLF as the receiver sees it.
     *
     * @return {@link #octets()}, now final
     * @throws IOException if the target fails
     */
    public long terminate() throws IOException {
        finish();
        target.write(TERMINATION, 0, TERMINATION.length);
        return octets;
    }

    /**
     * The octets so far, as LIST counts them: no stuffed dots, no termination line.
     *
     * @return octets
     */
    public long octets() {
        return octets;
    }
}
