package org.pop3j.sasl;

/** Refuses, in what callers give, the characters that end lines or fields (S-17). */
final class Clean {
    private Clean() {}

    static String require(String what, String text) {
        if (text.isEmpty()) {
            throw new IllegalArgumentException(what + " is empty");
        }
        if (text.chars().anyMatch(c -> c == 0 || c == '\r' || c == '\n')) {
            throw new IllegalArgumentException(what + " has a NUL, CR or LF");
        }
        return text;
    }
}
