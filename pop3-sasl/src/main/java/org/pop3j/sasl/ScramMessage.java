package org.pop3j.sasl;

import java.util.Base64;
import javax.security.sasl.SaslException;

/** Reads a SCRAM message attribute by attribute, in the order of RFC 5802 section 7. */
final class ScramMessage {
    private final String text;
    private int position;

    private ScramMessage(String text) {
        this.text = text;
    }

    static ScramMessage of(String text) {
        return new ScramMessage(text);
    }

    /**
     * Takes the value of the next attribute, which must have that name.
     *
     * @throws SaslException if it has another one; {@code m=} is a mandatory extension, and none is known (R5802-02)
     */
    String take(char name) throws SaslException {
        refuseMandatoryExtension();
        if (!startsWith(name)) {
            throw new SaslException("expected the attribute " + name + "=");
        }
        int comma = text.indexOf(',', position);
        int end = comma < 0 ? text.length() : comma;
        String value = text.substring(position + 2, end);
        position = Math.min(end + 1, text.length());
        return value;
    }

    boolean startsWith(char name) {
        return text.startsWith(name + "=", position);
    }

    /** Takes an attribute of base64, strictly. */
    byte[] takeBase64(char name) throws SaslException {
        String value = take(name);
        try {
            byte[] octets = Base64.getDecoder().decode(value);
            if (Base64.getEncoder().encodeToString(octets).equals(value)) {
                return octets;
            }
        } catch (IllegalArgumentException notBase64) {
            // The same as base64 without its padding: said below.
        }
        throw new SaslException("expected base64 in the attribute " + name + "=");
    }

    /** Unknown optional extensions are ignored (R5802-02), but have the form of attributes. */
    void skipExtensions() throws SaslException {
        while (position < text.length()) {
            refuseMandatoryExtension();
            if (!text.substring(position).matches("(?s)[A-Za-z]=[^,].*")) {
                throw new SaslException("expected an extension of the form letter=value");
            }
            take(text.charAt(position));
        }
    }

    void requireEnd() throws SaslException {
        if (position < text.length()) {
            throw new SaslException("expected nothing more");
        }
    }

    private void refuseMandatoryExtension() throws SaslException {
        if (startsWith('m')) {
            throw new SaslException("the other side demands an extension that is not known here");
        }
    }
}
