package org.pop3j.sasl;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.security.sasl.SaslException;

/**
 * What a client of OAUTHBEARER or XOAUTH2 sends (RFC 7628 section 3.1): key-value pairs, each ended by 0x01, and another
 * 0x01 behind the last. Read pair by pair: an expression for the whole would need stack for each of them.
 *
 * @param user the user, empty if the client leaves that to the token
 * @param token the bearer token
 */
record OAuthMessage(String user, String token) {
    private static final char SEPARATOR = 1;
    private static final String AUTHORIZATION = "auth=";
    private static final String USER = "user=";
    private static final Pattern GS2_HEADER = Pattern.compile("[ny],(?:a=([^,]+))?,");
    private static final Pattern PAIR = Pattern.compile("[A-Za-z]+=[^\u0001]*");
    private static final Pattern BEARER = Pattern.compile("(?i:Bearer) +([A-Za-z0-9._~+/-]+=*)");

    /** {@code n,a=user,^A host=.. ^A port=.. ^A auth=Bearer token ^A^A}; keys other than auth are ignored. */
    static OAuthMessage bearer(String message) throws SaslException {
        int end = message.indexOf(SEPARATOR);
        Matcher header = GS2_HEADER.matcher(message.substring(0, Math.max(end, 0)));
        if (!header.matches()) {
            throw new SaslException("expected a GS2 header and a 0x01");
        }
        String user = ScramName.unescape(Optional.ofNullable(header.group(1)).orElse(""));
        return new OAuthMessage(user, token(message.substring(end + 1)));
    }

    /** {@code user=user ^A auth=Bearer token ^A^A}. */
    static OAuthMessage xoauth2(String message) throws SaslException {
        int end = message.indexOf(SEPARATOR);
        if (!message.startsWith(USER) || end <= USER.length()) {
            throw new SaslException("expected user=, a name and a 0x01");
        }
        return new OAuthMessage(message.substring(USER.length(), end), token(message.substring(end + 1)));
    }

    private static String token(String pairs) throws SaslException {
        Optional<String> token = Optional.empty();
        int from = 0;
        for (int end = end(pairs, from); end > from; end = end(pairs, from)) {
            String pair = pairs.substring(from, end);
            if (!PAIR.matcher(pair).matches()) {
                throw new SaslException("expected key=value in front of a 0x01");
            }
            if (pair.startsWith(AUTHORIZATION) && token.isEmpty()) {
                token = Optional.of(bearerToken(pair.substring(AUTHORIZATION.length())));
            }
            from = end + 1;
        }
        if (from != pairs.length() - 1) {
            throw new SaslException("expected nothing behind the second of two 0x01");
        }
        return token.orElseThrow(() -> new SaslException("expected the key auth"));
    }

    private static int end(String pairs, int from) throws SaslException {
        int end = pairs.indexOf(SEPARATOR, from);
        if (end < 0) {
            throw new SaslException("expected two 0x01 at the end");
        }
        return end;
    }

    private static String bearerToken(String value) throws SaslException {
        Matcher bearer = BEARER.matcher(value);
        if (!bearer.matches()) {
            throw new SaslException("expected a bearer token");
        }
        return bearer.group(1);
    }

    /** The user, not the token. */
    @Override
    public String toString() {
        return "OAuthMessage[" + user + "]";
    }
}
