package org.pop3j.codec;

import java.util.Optional;

/**
 * A status line that a server sends (RFC 1939 section 3): {@code +OK} or {@code -ERR} in upper case, perhaps a response
 * code, and a text for people. Building one with octets that must not be on the wire is refused.
 *
 * @param status positive or negative
 * @param code the response code, if one fits
 * @param text printable ASCII; without a code it does not begin with an opening bracket (R2449-09)
 */
public record Reply(Status status, Optional<ResponseCode> code, String text) {
    private static final int LINE_WITHOUT_CRLF = Limits.REPLY_SENT - 2;

    /** Whether a reply is positive or negative. */
    public enum Status {
        /** The command was carried out. */
        OK("+OK"),
        /** The command was refused and changed nothing, unless its rule says otherwise. */
        ERR("-ERR");

        private final String indicator;

        Status(String indicator) {
            this.indicator = indicator;
        }
    }

    /**
     * Checks the text.
     *
     * @throws IllegalArgumentException if the text has an octet outside 0x20 to 0x7E, or looks like a response code
     */
    public Reply {
        if (!Ascii.isPrintable(text)) {
            throw new IllegalArgumentException("the text of a reply is printable ASCII, got " + PeerText.quote(text));
        }
        if (code.isEmpty() && text.startsWith("[")) {
            throw new IllegalArgumentException(
                    "only a response code begins with a bracket, got " + PeerText.quote(text));
        }
    }

    /**
     * A positive reply.
     *
     * @param text printable ASCII, may be empty
     * @return the reply
     */
    public static Reply ok(String text) {
        return new Reply(Status.OK, Optional.empty(), text);
    }

    /**
     * A negative reply.
     *
     * @param text what was wrong, for people, in printable ASCII
     * @return the reply
     */
    public static Reply err(String text) {
        return new Reply(Status.ERR, Optional.empty(), text);
    }

    /**
     * A negative reply with a response code.
     *
     * @param code the code
     * @param text what was wrong, for people, in printable ASCII
     * @return the reply
     */
    public static Reply err(ResponseCode code, String text) {
        return new Reply(Status.ERR, Optional.of(code), text);
    }

    /**
     * Whether the status is {@code +OK}.
     *
     * @return whether the reply is positive
     */
    public boolean isPositive() {
        return status == Status.OK;
    }

    /**
     * The line as it is sent, cut to the 510 octets that RFC 1939 section 3 allows (R1939-04).
     *
     * @return the line without CRLF
     */
    public String line() {
        StringBuilder line = new StringBuilder(status.indicator);
        code.ifPresent(c -> line.append(' ').append(c));
        if (!text.isEmpty()) {
            line.append(' ').append(text);
        }
        line.setLength(Math.min(line.length(), LINE_WITHOUT_CRLF));
        return line.toString();
    }
}
