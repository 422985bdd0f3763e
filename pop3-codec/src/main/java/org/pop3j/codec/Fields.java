package org.pop3j.codec;

import java.util.OptionalLong;

/** Cuts fields off a received line at runs of SPACE and TAB (D-1); what nobody asks for is ignored. */
final class Fields {
    /** As many as fit into a long, whatever they are. */
    private static final int MOST_DIGITS = 18;

    private final String line;
    private int position;

    Fields(String line) {
        this.line = line;
    }

    /** The next field, or an empty string at the end of the line. */
    String next() {
        position = skipBlanks(line, position);
        int start = position;
        while (position < line.length() && !isBlank(line.charAt(position))) {
            position++;
        }
        return line.substring(start, position);
    }

    /** The next field as a number, if it is one of 1 to 18 digits: read in place, for listings are long. */
    OptionalLong nextSmallNumber() {
        int start = skipBlanks(line, position);
        long value = 0;
        int i = start;
        while (i < line.length() && i - start < MOST_DIGITS && line.charAt(i) >= '0' && line.charAt(i) <= '9') {
            value = 10 * value + line.charAt(i) - '0';
            i++;
        }
        if (i == start || i < line.length() && !isBlank(line.charAt(i))) {
            return OptionalLong.empty();
        }
        position = i;
        return OptionalLong.of(value);
    }

    /** The index of the first character from {@code from} on that is neither SPACE nor TAB. */
    static int skipBlanks(String text, int from) {
        int i = from;
        while (i < text.length() && isBlank(text.charAt(i))) {
            i++;
        }
        return i;
    }

    /** The text without SPACE and TAB at its ends; other control characters are data. */
    static String trim(String text) {
        int end = text.length();
        while (end > 0 && isBlank(text.charAt(end - 1))) {
            end--;
        }
        return text.substring(Math.min(skipBlanks(text, 0), end), end);
    }

    static boolean isBlank(char c) {
        return c == ' ' || c == '\t';
    }
}
