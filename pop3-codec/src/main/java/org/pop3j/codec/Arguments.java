package org.pop3j.codec;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.Pattern;

/** What may stand in the arguments of a command: the one place that keeps CR, LF and NUL off the wire (S-17). */
final class Arguments {
    /** RFC 4422 section 3.1. */
    private static final Pattern MECHANISM = Pattern.compile("[A-Z0-9_-]{1,20}");

    private static final Pattern DIGEST = Pattern.compile("[0-9a-f]{32}");

    /** RFC 4647 section 2.1, the basic range. */
    private static final Pattern LANGUAGE_RANGE = Pattern.compile("\\*|[A-Za-z]{1,8}(-[A-Za-z0-9]{1,8})*");

    private Arguments() {}

    static void requireWord(String text, String what) {
        requireText(text, what, PeerText.quote(text));
        if (text.indexOf(' ') >= 0) {
            throw new IllegalArgumentException("expected " + what + " without SPACE, got " + PeerText.quote(text));
        }
    }

    static void requireSecret(String text, String what) {
        requireText(text, what, "one that is not");
    }

    static String requireMechanism(String name) {
        String upper = name.toUpperCase(Locale.ROOT);
        if (!MECHANISM.matcher(upper).matches()) {
            throw new IllegalArgumentException("expected the name of a SASL mechanism, got " + PeerText.quote(name));
        }
        return upper;
    }

    static void requireInitialResponse(String text) {
        if (text.isEmpty()) {
            throw new IllegalArgumentException("an initial response that is empty is written \"=\"");
        }
        if (!text.equals("=")) {
            try {
                StrictBase64.decode(text);
            } catch (SyntaxException e) {
                throw new IllegalArgumentException(e.getMessage(), e);
            }
        }
    }

    static void requireDigest(String digest) {
        if (!DIGEST.matcher(digest).matches()) {
            throw new IllegalArgumentException("expected a digest of 32 lower-case hexadecimal digits");
        }
    }

    static void requireLanguageRange(String range) {
        if (!LANGUAGE_RANGE.matcher(range).matches()) {
            throw new IllegalArgumentException("expected a language range, got " + PeerText.quote(range));
        }
    }

    private static void requireText(String text, String what, String shown) {
        boolean printable = text.chars().allMatch(c -> c >= 0x20 && c != 0x7F && !(c >= 0x80 && c < 0xA0));
        if (text.isEmpty() || !printable || !StandardCharsets.UTF_8.newEncoder().canEncode(text)) {
            throw new IllegalArgumentException("expected " + what + " of printable characters, got " + shown);
        }
    }
}
