package org.pop3j.codec;

/** Cuts fields off a received line at runs of SPACE and TAB (D-1); what nobody asks for is ignored. */
final class Fields {
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
