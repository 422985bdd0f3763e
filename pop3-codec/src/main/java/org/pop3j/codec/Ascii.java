package org.pop3j.codec;

/**
 * Letters and words as the RFCs mean them: ASCII only. The JDK's {@code toUpperCase} and {@code equalsIgnoreCase} would
 * also make letters of ASCII out of others, such as SS out of a sharp s (S-36).
 */
final class Ascii {
    private Ascii() {}

    /** The text with the letters a to z in upper case and everything else as it is. */
    static String upperCase(String text) {
        StringBuilder upper = new StringBuilder(text);
        for (int i = 0; i < upper.length(); i++) {
            char c = upper.charAt(i);
            if (c >= 'a' && c <= 'z') {
                upper.setCharAt(i, (char) (c - 'a' + 'A'));
            }
        }
        return upper.toString();
    }

    /** Whether the text has one or more characters, all of 0x21 to 0x7E. */
    static boolean isWord(String text) {
        return !text.isEmpty() && text.chars().allMatch(c -> c > 0x20 && c < 0x7F);
    }

    /** Whether all characters are of 0x20 to 0x7E. */
    static boolean isPrintable(String text) {
        return text.chars().allMatch(c -> c >= 0x20 && c < 0x7F);
    }
}
