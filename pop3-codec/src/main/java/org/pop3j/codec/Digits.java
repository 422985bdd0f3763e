package org.pop3j.codec;

/** Decimal numbers of the wire (S-09): ASCII digits only, no sign, and an overflow is an error, never a wrap. */
final class Digits {
    private Digits() {}

    static long parseLong(String text, String what) throws SyntaxException {
        return parse(text, Long.MAX_VALUE, what);
    }

    static int parseInt(String text, String what) throws SyntaxException {
        return (int) parse(text, Integer.MAX_VALUE, what);
    }

    private static long parse(String text, long max, String what) throws SyntaxException {
        if (text.isEmpty()) {
            throw new SyntaxException("expected " + what + ", got nothing");
        }
        long value = 0;
        for (int i = 0; i < text.length(); i++) {
            int digit = text.charAt(i) - '0';
            if (digit < 0 || digit > 9) {
                throw new SyntaxException("expected " + what + " in decimal digits, got " + PeerText.quote(text));
            }
            if (value > (max - digit) / 10) {
                throw new SyntaxException(what + " is too large: " + PeerText.quote(text));
            }
            value = value * 10 + digit;
        }
        return value;
    }
}
