package org.pop3j.codec;

import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/** What may stand in the arguments of a command: the one place that keeps CR, LF and NUL off the wire (S-17). */
final class Arguments {
    /** RFC 4422 section 3.1. */
    private static final Pattern MECHANISM = Pattern.compile("[A-Z0-9_-]{1,20}");

    private static final Pattern DIGEST = Pattern.compile("[0-9a-f]{32}");

    /** RFC 4647 section 2.1, the basic range. */
    private static final Pattern LANGUAGE_RANGE = Pattern.compile("\\*|[A-Za-z]{1,8}(-[A-Za-z0-9]{1,8})*");

    private Arguments() {}

    /** Refuses all but a word; the message shows only the character that is wrong, for people type passwords anywhere. */
    static void requireWord(String text, String what) {
        text.chars().filter(c -> !isPrintable(c)).findFirst().ifPresent(wrong -> {
            throw notPrintable(what, "one with " + PeerText.quote(Character.toString(wrong)));
        });
        requireText(text, what);
        if (text.indexOf(' ') >= 0) {
            throw new IllegalArgumentException("expected " + what + " without SPACE");
        }
    }

    /** Refuses an empty text, control characters, and what UTF-8 cannot say; the message shows nothing of the text. */
    static void requireText(String text, String what) {
        boolean encodes = StandardCharsets.UTF_8.newEncoder().canEncode(text);
        if (text.isEmpty() || !encodes || !text.chars().allMatch(Arguments::isPrintable)) {
            throw notPrintable(what, "one that is not");
        }
    }

    static String requireMechanism(String name) {
        String upper = Ascii.upperCase(name);
        if (!MECHANISM.matcher(upper).matches()) {
            throw new IllegalArgumentException("expected the name of a SASL mechanism: 1 to 20 of A-Z, 0-9, - and _");
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

    private static boolean isPrintable(int c) {
        return !Character.isISOControl(c);
    }

    private static IllegalArgumentException notPrintable(String what, String shown) {
        return new IllegalArgumentException("expected " + what + " of printable characters, got " + shown);
    }
}
