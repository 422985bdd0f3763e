package org.pop3j.codec;

import java.util.Base64;

/**
 * Base64 as RFC 5034 section 4 wants it (R5034-11): only the alphabet, full padding, padding only at the end. The JDK's
 * decoder alone would take missing padding.
 */
public final class StrictBase64 {
    private StrictBase64() {}

    /**
     * Encodes with padding and without line ends.
     *
     * @param octets any octets
     * @return base64 text, empty for no octets
     */
    public static String encode(byte[] octets) {
        return Base64.getEncoder().encodeToString(octets);
    }

    /**
     * Decodes.
     *
     * @param text base64 text, may be empty
     * @return the octets
     * @throws SyntaxException if there is anything but base64; the message does not repeat the text, which may be a
     *     secret
     */
    public static byte[] decode(String text) throws SyntaxException {
        if (text.length() % 4 != 0) {
            throw new SyntaxException("expected base64 with its padding, got " + text.length() + " characters");
        }
        try {
            return Base64.getDecoder().decode(text);
        } catch (IllegalArgumentException e) {
            throw new SyntaxException("expected base64, got a character that is not of its alphabet");
        }
    }
}
