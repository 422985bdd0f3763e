package org.pop3j.codec;

/**
 * The number of a message within one session (RFC 1939 section 4): 1 is the first.
 *
 * @param value the number, 1 or greater
 */
public record MessageNumber(int value) implements Comparable<MessageNumber> {
    /**
     * Checks the number.
     *
     * @throws IllegalArgumentException if the value is less than 1
     */
    public MessageNumber {
        if (value < 1) {
            throw new IllegalArgumentException("message-numbers begin at 1, got " + value);
        }
    }

    /**
     * Reads a message-number from a command or a listing.
     *
     * @param text decimal ASCII digits (S-09)
     * @return the number
     * @throws SyntaxException if it is no decimal number, 0, or greater than {@link Integer#MAX_VALUE}
     */
    public static MessageNumber parse(String text) throws SyntaxException {
        int value = Digits.parseInt(text, "a message-number");
        if (value == 0) {
            throw new SyntaxException("message-numbers begin at 1, got 0");
        }
        return new MessageNumber(value);
    }

    @Override
    public int compareTo(MessageNumber other) {
        return Integer.compare(value, other.value);
    }

    /** The number in decimal digits, as the wire has it. */
    @Override
    public String toString() {
        return Integer.toString(value);
    }
}
