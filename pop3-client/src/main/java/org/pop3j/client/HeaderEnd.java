package org.pop3j.client;

import java.nio.charset.StandardCharsets;

/** Watches whether a header ends with an empty line ({@link Quirk#MISSING_HEADER_END}). */
final class HeaderEnd {
    /** For contents whose header nobody watches: it misses nothing, and looks at no octet. */
    static final HeaderEnd UNWATCHED = new HeaderEnd(4);

    private static final byte[] NONE = {};
    private static final byte[] EMPTY_LINE = "\r\n".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] LINE_END_AND_EMPTY_LINE = "\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

    /** How many of the octets CR LF CR LF have come. */
    private int matched;

    private HeaderEnd(int matched) {
        this.matched = matched;
    }

    /** At the start of the content the first line end counts as come. */
    static HeaderEnd watched() {
        return new HeaderEnd(2);
    }

    void feed(byte[] octets, int offset, int length) {
        for (int i = offset; i < offset + length && matched < 4; i++) {
            byte wanted = matched % 2 == 0 ? (byte) '\r' : (byte) '\n';
            matched = octets[i] == wanted ? matched + 1 : octets[i] == '\r' ? 1 : 0;
        }
    }

    /** What has to be added: nothing, an empty line, or the end of the last line too. */
    byte[] missing() {
        return switch (matched) {
            case 4 -> NONE;
            case 2 -> EMPTY_LINE;
            default -> LINE_END_AND_EMPTY_LINE;
        };
    }
}
