package org.pop3j.cli;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/**
 * The lines of one message in an mbox: CRLF becomes LF, {@code >} goes before each line of {@code >}s and {@code From }, an
 * empty line ends the message. A bare CR is data.
 */
final class MboxLines {
    private static final byte[] FROM = "From ".getBytes(StandardCharsets.US_ASCII);

    private final OutputStream out;
    private final StringBuilder held = new StringBuilder();
    private boolean mayBeFrom = true;
    private boolean afterCr;
    private boolean atLineStart = true;

    MboxLines(OutputStream out) {
        this.out = out;
    }

    void write(byte[] octets, int length) throws IOException {
        for (int i = 0; i < length; i++) {
            take(octets[i]);
        }
    }

    void finish() throws IOException {
        releaseCr();
        release();
        if (!atLineStart) {
            out.write('\n');
        }
        out.write('\n');
    }

    private void take(byte octet) throws IOException {
        if (octet == '\n') {
            afterCr = false;
            release();
            out.write('\n');
            mayBeFrom = true;
            atLineStart = true;
            return;
        }
        releaseCr();
        if (octet == '\r') {
            afterCr = true;
        } else {
            put(octet);
        }
    }

    private void releaseCr() throws IOException {
        if (afterCr) {
            afterCr = false;
            put((byte) '\r');
        }
    }

    /** Holds back what may become {@code >>From }: the quote goes before it. */
    private void put(byte octet) throws IOException {
        atLineStart = false;
        if (!mayBeFrom) {
            out.write(octet);
            return;
        }
        held.append((char) octet);
        int from = held.length() - quotes();
        boolean isQuote = octet == '>' && from == 0;
        if (isQuote || from >= 1 && from <= FROM.length && octet == FROM[from - 1]) {
            if (from == FROM.length) {
                out.write('>');
                release();
            }
        } else {
            release();
        }
    }

    private int quotes() {
        int quotes = 0;
        while (quotes < held.length() && held.charAt(quotes) == '>') {
            quotes++;
        }
        return quotes;
    }

    private void release() throws IOException {
        mayBeFrom = false;
        for (int i = 0; i < held.length(); i++) {
            out.write(held.charAt(i));
        }
        held.setLength(0);
    }
}
