package org.pop3j.codec;

/**
 * Finds where TOP ends in the stored octets of a message: the header, the blank line, and n lines of the body (RFC 1939
 * section 7). A line ends at LF, with or without CR before it, just where {@link ContentEncoder} makes a wire line end.
 *
 * <p>Octets may come in any pieces. One cutter serves one message and one thread.
 */
public final class TopCutter {
    private long linesLeft;
    private boolean inHeader = true;
    /** Octets of the unfinished line, without its LF. */
    private long lineOctets;

    private boolean startsWithCr;

    /**
     * Makes a cutter.
     *
     * @param bodyLines how many lines of the body to let through
     * @throws IllegalArgumentException if that is less than 0
     */
    public TopCutter(int bodyLines) {
        if (bodyLines < 0) {
            throw new IllegalArgumentException("TOP takes 0 or more body lines, got " + bodyLines);
        }
        this.linesLeft = bodyLines;
    }

    /**
     * How many of the next octets belong to the answer.
     *
     * @param stored the stored octets
     * @param offset where they begin
     * @param length how many there are
     * @return how many to send: all of them until the cutter {@link #isComplete()}
     */
    public int take(byte[] stored, int offset, int length) {
        int end = offset + length;
        int i = offset;
        while (i < end && !isComplete()) {
            int lf = LineFeeds.indexOf(stored, i, end);
            if (lineOctets == 0) {
                startsWithCr = stored[i] == '\r';
            }
            lineOctets += lf - i;
            if (lf == end) {
                return length;
            }
            endOfLine();
            i = lf + 1;
        }
        return i - offset;
    }

    /**
     * Whether all that was asked for has been let through.
     *
     * @return whether nothing more will be taken
     */
    public boolean isComplete() {
        return !inHeader && linesLeft == 0;
    }

    /**
     * Whether the blank line behind the header has been seen. Where it is missing, TOP sends one all the same (I-02).
     *
     * @return whether the header has ended
     */
    public boolean hasHeaderEnded() {
        return !inHeader;
    }

    private void endOfLine() {
        if (!inHeader) {
            linesLeft--;
        } else {
            inHeader = !isBlank();
        }
        lineOctets = 0;
    }

    private boolean isBlank() {
        return lineOctets == 0 || (lineOctets == 1 && startsWithCr);
    }
}
