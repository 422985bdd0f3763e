package org.pop3j.conformance.server;

/**
 * A status line of the server.
 *
 * @param line the octets without CRLF
 */
record Answer(String line) {
    /** Whether it is positive: the first octet decides (V0001). */
    boolean isPositive() {
        return line.startsWith("+");
    }

    boolean isNegative() {
        return line.startsWith("-ERR");
    }

    /** What stands behind the status word. */
    String text() {
        int space = line.indexOf(' ');
        return space < 0 ? "" : line.substring(space + 1);
    }

    /** Whether the text begins with this response code, or with one below it. */
    boolean hasCode(String code) {
        String upper = text().toUpperCase(java.util.Locale.ROOT);
        return upper.startsWith("[" + code + "]") || upper.startsWith("[" + code + "/");
    }
}
