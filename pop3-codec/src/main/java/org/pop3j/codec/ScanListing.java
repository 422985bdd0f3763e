package org.pop3j.codec;

import java.util.OptionalLong;

/**
 * The scan listing of one message: its number and its octets (LIST, RFC 1939 section 5).
 *
 * @param number the message
 * @param octets its exact size as RETR sends it, without byte-stuffing; from other servers only a hint (I-04)
 */
public record ScanListing(MessageNumber number, long octets) {
    /**
     * Checks the size.
     *
     * @throws IllegalArgumentException if the size is negative
     */
    public ScanListing {
        if (octets < 0) {
            throw new IllegalArgumentException("a message has no negative size: " + octets);
        }
    }

    /**
     * Reads a line of LIST, or the text behind {@code +OK} of {@code LIST n}; further fields are ignored (C0021).
     *
     * @param line the line without CRLF
     * @return the scan listing
     * @throws SyntaxException if a figure is missing, no decimal number or too large
     */
    public static ScanListing parse(String line) throws SyntaxException {
        Fields fields = new Fields(line);
        OptionalLong small = fields.nextSmallNumber();
        MessageNumber number = small.isPresent() && small.getAsLong() >= 1 && small.getAsLong() <= Integer.MAX_VALUE
                ? new MessageNumber((int) small.getAsLong())
                : MessageNumber.parse(small.isPresent() ? Long.toString(small.getAsLong()) : fields.next());
        OptionalLong octets = fields.nextSmallNumber();
        return new ScanListing(
                number,
                octets.isPresent()
                        ? octets.getAsLong()
                        : Digits.parseLong(fields.next(), "the octets of message " + number));
    }

    /**
     * The listing as a server sends it: number, SPACE, octets.
     *
     * @return the line without CRLF
     */
    public String text() {
        return number + " " + octets;
    }
}
