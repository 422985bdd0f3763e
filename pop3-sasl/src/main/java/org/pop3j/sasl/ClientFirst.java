package org.pop3j.sasl;

import javax.security.sasl.SaslException;

/**
 * SCRAM's client-first-message (RFC 5802 section 7).
 *
 * @param flag the GS2 flag: {@code n}, {@code y} or {@code p=type}
 * @param authorizationId as whom to act, empty for the user itself
 * @param gs2Header flag and authorization id as they were sent, with both commas
 * @param bare the rest, as it was sent
 * @param name the user name
 * @param nonce the client's nonce
 */
record ClientFirst(String flag, String authorizationId, String gs2Header, String bare, String name, String nonce) {
    static ClientFirst parse(String message) throws SaslException {
        int firstComma = message.indexOf(',');
        int secondComma = message.indexOf(',', firstComma + 1);
        if (firstComma < 0 || secondComma < 0) {
            throw new SaslException("expected a GS2 header with two commas");
        }
        String bare = message.substring(secondComma + 1);
        ScramMessage attributes = ScramMessage.of(bare);
        String name = ScramName.unescape(attributes.take('n'));
        String nonce = requireNonce(attributes.take('r'));
        attributes.skipExtensions();
        return new ClientFirst(
                message.substring(0, firstComma),
                authorizationId(message.substring(firstComma + 1, secondComma)),
                message.substring(0, secondComma + 1),
                bare,
                name,
                nonce);
    }

    private static String authorizationId(String field) throws SaslException {
        if (field.isEmpty()) {
            return "";
        }
        if (!field.startsWith("a=") || field.length() == 2) {
            throw new SaslException("expected a= with a name in the GS2 header");
        }
        return ScramName.unescape(field.substring(2));
    }

    private static String requireNonce(String nonce) throws SaslException {
        if (nonce.isEmpty() || nonce.chars().anyMatch(c -> c < '!' || c > '~')) {
            throw new SaslException("expected a nonce of visible ASCII characters");
        }
        return nonce;
    }
}
