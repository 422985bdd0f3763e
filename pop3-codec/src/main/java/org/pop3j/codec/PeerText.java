package org.pop3j.codec;

/**
 * Makes text of the other side fit to be logged, thrown or shown (S-25, S-26, S-27): printable ASCII stays, everything
 * else becomes a backslash escape, so that no control character, line end or bidirectional mark gets through.
 */
public final class PeerText {
    private static final int SHOWN = 80;

    private PeerText() {}

    /**
     * Escapes everything but printable ASCII; the backslash itself is doubled.
     *
     * @param text any text
     * @return printable ASCII
     */
    public static String escape(CharSequence text) {
        StringBuilder out = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            append(out, text.charAt(i));
        }
        return out.toString();
    }

    /**
     * Escapes, cuts after 80 characters of input, and puts double quotes around.
     *
     * @param text any text
     * @return the text as it may stand in a message
     */
    public static String quote(CharSequence text) {
        boolean cut = text.length() > SHOWN;
        String shown = escape(cut ? text.subSequence(0, SHOWN) : text);
        return cut ? '"' + shown + "\"..." : '"' + shown + '"';
    }

    private static void append(StringBuilder out, char c) {
        if (c == '\\') {
            out.append("\\\\");
        } else if (c >= 0x20 && c < 0x7F) {
            out.append(c);
        } else if (c < 0x100) {
            appendHex(out.append("\\x"), c, 2);
        } else {
            appendHex(out.append("\\u"), c, 4);
        }
    }

    private static void appendHex(StringBuilder out, int value, int digits) {
        for (int shift = 4 * (digits - 1); shift >= 0; shift -= 4) {
            out.append(Character.forDigit(value >> shift & 0xF, 16));
        }
    }
}
