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
        while (position < line.length() && isBlank(line.charAt(position))) {
            position++;
        }
        int start = position;
        while (position < line.length() && !isBlank(line.charAt(position))) {
            position++;
        }
        return line.substring(start, position);
    }

    private static boolean isBlank(char c) {
        return c == ' ' || c == '\t';
    }
}
