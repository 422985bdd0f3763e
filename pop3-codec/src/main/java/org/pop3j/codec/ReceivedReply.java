package org.pop3j.codec;

import java.util.Optional;

/**
 * A status line that a client received, read as tolerantly as D-3 says: positive if and only if the first octet is a
 * plus sign.
 *
 * @param isPositive whether the command was carried out
 * @param code the response code, if the text begins with one
 * @param text the text behind the status indicator and the response code, an octet string
 * @param raw the whole line without CRLF, an octet string
 */
public record ReceivedReply(boolean isPositive, Optional<ResponseCode> code, String text, String raw) {
    /**
     * Reads a status line outside an AUTH exchange. Every line is a reply, even an empty one (V0001).
     *
     * @param line an octet string without CRLF
     * @return the reply
     */
    public static ReceivedReply parse(String line) {
        String text = behindIndicator(line);
        Optional<ResponseCode> code = ResponseCode.parse(text);
        String rest = code.isPresent() ? Fields.trim(text.substring(text.indexOf(']') + 1)) : text;
        return new ReceivedReply(line.startsWith("+"), code, rest, line);
    }

    /**
     * Whether the status indicator is anything but {@code +OK} or {@code -ERR}: a deviation that a strict caller may
     * refuse (D-3).
     *
     * @return whether the line leaves RFC 1939
     */
    public boolean deviates() {
        return !(raw.equals("+OK") || raw.startsWith("+OK ") || raw.equals("-ERR") || raw.startsWith("-ERR "));
    }

    /**
     * The text behind the status indicator as it came, response code included: what STAT and LIST put figures in.
     *
     * @return the text, an octet string
     */
    public String fullText() {
        return behindIndicator(raw);
    }

    /** The line, escaped, so that it may be logged. */
    @Override
    public String toString() {
        return PeerText.escape(raw);
    }

    /** The status indicator ends at SPACE, TAB, or a bracket right behind it (D-4). */
    private static String behindIndicator(String line) {
        int end = 0;
        while (end < line.length() && !Fields.isBlank(line.charAt(end)) && line.charAt(end) != '[') {
            end++;
        }
        return Fields.trim(line.substring(end));
    }
}
