package org.pop3j.sasl;

import java.text.Normalizer;
import java.util.PrimitiveIterator;

/**
 * SASLprep (RFC 4013): the one form of user names and passwords that look the same (R4616-03, R5034-15). ASCII without
 * control characters stays as it is.
 */
public final class SaslPrep {
    private SaslPrep() {}

    /**
     * Prepares text that will be kept: code points that Unicode 3.2 has not assigned are prohibited.
     *
     * @param text any text
     * @return the prepared text, perhaps empty
     * @throws IllegalArgumentException if a character is prohibited or directions are mixed; the message does not repeat
     *     the text
     */
    public static String stored(String text) {
        String prepared = query(text);
        if (prepared.codePoints().anyMatch(StringprepTable.UNASSIGNED::contains)) {
            throw new IllegalArgumentException("a character is none that SASLprep knows (RFC 3454 table A.1)");
        }
        return prepared;
    }

    /**
     * Prepares text that is compared with what was kept.
     *
     * @param text any text
     * @return the prepared text, perhaps empty
     * @throws IllegalArgumentException if a character is prohibited or directions are mixed; the message does not repeat
     *     the text
     */
    public static String query(String text) {
        if (text.chars().allMatch(c -> c >= ' ' && c <= '~')) {
            return text;
        }
        String prepared = Normalizer.normalize(mapped(text), Normalizer.Form.NFKC);
        if (prepared.codePoints().anyMatch(StringprepTable.PROHIBITED::contains)) {
            throw new IllegalArgumentException("SASLprep prohibits a character (RFC 4013 section 2.3)");
        }
        requireOneDirection(prepared);
        return prepared;
    }

    static boolean isPreparable(String text) {
        try {
            query(text);
            return true;
        } catch (IllegalArgumentException prohibited) {
            return false;
        }
    }

    private static String mapped(String text) {
        StringBuilder mapped = new StringBuilder(text.length());
        PrimitiveIterator.OfInt codePoints = text.codePoints().iterator();
        while (codePoints.hasNext()) {
            int codePoint = codePoints.nextInt();
            if (StringprepTable.SPACES.contains(codePoint)) {
                mapped.append(' ');
            } else if (!StringprepTable.MAPPED_TO_NOTHING.contains(codePoint)) {
                mapped.appendCodePoint(codePoint);
            }
        }
        return mapped.toString();
    }

    /** RFC 3454 section 6. */
    private static void requireOneDirection(String text) {
        if (text.codePoints().noneMatch(StringprepTable.RIGHT_TO_LEFT::contains)) {
            return;
        }
        boolean isMixed = text.codePoints().anyMatch(StringprepTable.LEFT_TO_RIGHT::contains);
        if (isMixed
                || !StringprepTable.RIGHT_TO_LEFT.contains(text.codePointAt(0))
                || !StringprepTable.RIGHT_TO_LEFT.contains(text.codePointBefore(text.length()))) {
            throw new IllegalArgumentException("characters of both directions are mixed (RFC 3454 section 6)");
        }
    }
}
