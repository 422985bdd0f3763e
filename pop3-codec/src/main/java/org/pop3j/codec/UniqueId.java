package org.pop3j.codec;

/**
 * The unique-id of a message: an opaque, case-sensitive string that stays the same in all sessions (RFC 1939 section 7).
 *
 * <p>A server sends 1 to 70 octets of 0x21 to 0x7E; a client also takes longer ones (D-7, I-03), which {@link
 * #isConformant()} tells. It is never a file name or safe in one: encode it first (S-25).
 *
 * @param value one or more octets of 0x21 to 0x7E
 */
public record UniqueId(String value) {
    /**
     * Checks the octets.
     *
     * @throws IllegalArgumentException if the value is empty or has an octet outside 0x21 to 0x7E
     */
    public UniqueId {
        if (!Ascii.isWord(value)) {
            throw new IllegalArgumentException(
                    "a unique-id has octets of 0x21 to 0x7E, at least one; got " + PeerText.quote(value));
        }
    }

    /**
     * Reads a unique-id from a listing.
     *
     * @param text the octets
     * @return the unique-id
     * @throws SyntaxException if the text is empty or has an octet outside 0x21 to 0x7E
     */
    public static UniqueId parse(String text) throws SyntaxException {
        if (!Ascii.isWord(text)) {
            throw new SyntaxException("expected a unique-id of octets 0x21 to 0x7E, got " + PeerText.quote(text));
        }
        return new UniqueId(text);
    }

    /**
     * Whether a server may send it: at most 70 octets (C0039).
     *
     * @return whether RFC 1939 allows this length
     */
    public boolean isConformant() {
        return value.length() <= Limits.UNIQUE_ID_SENT;
    }

    @Override
    public String toString() {
        return value;
    }
}
