package org.pop3j.oauth;

import java.time.Duration;
import java.util.regex.Pattern;

/** Spans of time as OAuth 2 writes them: whole seconds, which some servers put between quotes. */
final class Seconds {
    private static final Pattern DIGITS = Pattern.compile("[0-9]{1,9}");

    private Seconds() {}

    /**
     * Reads one.
     *
     * @throws IllegalArgumentException if it is no number of at most nine digits
     */
    static Duration of(String text) {
        if (!DIGITS.matcher(text).matches()) {
            throw new IllegalArgumentException("expected seconds, got something else");
        }
        return Duration.ofSeconds(Integer.parseInt(text));
    }
}
