package org.pop3j.codec;

/**
 * The unique-id listing of one message (UIDL, RFC 1939 section 7).
 *
 * @param number the message
 * @param uniqueId its unique-id
 */
public record UniqueIdListing(MessageNumber number, UniqueId uniqueId) {
    /**
     * Reads a line of UIDL, or the text behind {@code +OK} of {@code UIDL n}; further fields are ignored (C0038).
     *
     * @param line the line without CRLF
     * @return the unique-id listing
     * @throws SyntaxException if a field is missing or malformed
     */
    public static UniqueIdListing parse(String line) throws SyntaxException {
        Fields fields = new Fields(line);
        MessageNumber number = MessageNumber.parse(fields.next());
        return new UniqueIdListing(number, UniqueId.parse(fields.next()));
    }

    /**
     * The listing as a server sends it: number, SPACE, unique-id.
     *
     * @return the line without CRLF
     * @throws IllegalStateException if the unique-id is longer than a server may send (C0039)
     */
    public String text() {
        if (!uniqueId.isConformant()) {
            throw new IllegalStateException("a server sends unique-ids of at most " + Limits.UNIQUE_ID_SENT
                    + " octets, this one has " + uniqueId.value().length());
        }
        return number + " " + uniqueId.value();
    }
}
