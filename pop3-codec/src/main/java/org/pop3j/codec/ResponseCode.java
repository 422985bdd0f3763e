package org.pop3j.codec;

import java.util.Optional;

/**
 * A response code in square brackets at the start of a reply's text (RFC 2449 section 8): levels between slashes, in
 * either case. Equality does not look at case.
 *
 * @param value the levels in upper case without brackets, for example {@code SYS/TEMP}
 */
public record ResponseCode(String value) {
    /** The maildrop is locked by another session; the credentials were right (RFC 2449 section 8.1.2). */
    public static final ResponseCode IN_USE = new ResponseCode("IN-USE");

    /** The last login is too recent (RFC 2449 section 8.1.1). */
    public static final ResponseCode LOGIN_DELAY = new ResponseCode("LOGIN-DELAY");

    /** The credentials are wrong, and only that (RFC 3206 section 5). */
    public static final ResponseCode AUTH = new ResponseCode("AUTH");

    /** A fault that should pass by itself (RFC 3206 section 4). */
    public static final ResponseCode SYS_TEMP = new ResponseCode("SYS/TEMP");

    /** A fault that needs an operator (RFC 3206 section 4). */
    public static final ResponseCode SYS_PERM = new ResponseCode("SYS/PERM");

    /** The message needs UTF8 mode (RFC 6856 section 5). */
    public static final ResponseCode UTF8 = new ResponseCode("UTF8");

    /**
     * Checks the levels and turns them into upper case.
     *
     * @throws IllegalArgumentException if a level is empty or has an octet outside 0x21 to 0x7E, or one of {@code []}
     */
    public ResponseCode {
        value = Ascii.upperCase(value);
        if (!isLegal(value)) {
            throw new IllegalArgumentException("not a response code: " + PeerText.quote(value));
        }
    }

    /**
     * Finds the code that a reply's text begins with.
     *
     * @param text the text behind the status indicator
     * @return the code, or empty if there is none or it is malformed
     */
    public static Optional<ResponseCode> parse(String text) {
        int end = text.indexOf(']');
        if (!text.startsWith("[") || end < 0) {
            return Optional.empty();
        }
        String levels = text.substring(1, end);
        return isLegal(levels) ? Optional.of(new ResponseCode(levels)) : Optional.empty();
    }

    /**
     * Whether this is the other code or a special case of it: {@code SYS/TEMP/FOO} is {@code SYS/TEMP} (R2449-10).
     *
     * @param general a code that is perhaps more general
     * @return whether all levels of the other code begin this one
     */
    public boolean is(ResponseCode general) {
        return value.equals(general.value) || value.startsWith(general.value + "/");
    }

    /** The code in brackets, as the wire has it. */
    @Override
    public String toString() {
        return "[" + value + "]";
    }

    private static boolean isLegal(String levels) {
        return !levels.startsWith("/")
                && !levels.endsWith("/")
                && !levels.contains("//")
                && Ascii.isWord(levels)
                && levels.indexOf('[') < 0
                && levels.indexOf(']') < 0;
    }
}
