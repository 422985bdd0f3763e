package org.pop3j.store.maildir;

import java.nio.file.Path;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What identifies a message in its Maildir: the octets of its file name up to the colon. They stay when flags change or the
 * file moves from {@code new} to {@code cur} (M-03).
 *
 * @param octets the octets, one char of 0x00 to 0xFF each
 */
record BaseName(String octets) implements Comparable<BaseName> {
    private static final Pattern TIME = Pattern.compile("([0-9]{1,12})\\.(?:[^.]*?M([0-9]{1,9}))?.*", Pattern.DOTALL);
    private static final long MICROS_PER_SECOND = 1_000_000;

    /**
     * Reads the octets of a file name. Names come from a directory stream and need not be text in the locale's character
     * set: only a name of ASCII is read as text, any other by way of its URI, which keeps every octet.
     */
    static BaseName of(Path file) {
        String text = String.valueOf(file.getFileName());
        String octets = isAscii(text) ? text : lastOctets(file.toUri().getRawPath());
        int colon = octets.indexOf(':');
        return new BaseName(colon < 0 ? octets : octets.substring(0, colon));
    }

    /** When the message was delivered, as far as the name tells: microseconds since 1970. */
    OptionalLong deliveredMicros() {
        Matcher time = TIME.matcher(octets);
        if (!time.matches()) {
            return OptionalLong.empty();
        }
        long micros = time.group(2) == null ? 0 : Long.parseLong(time.group(2));
        return OptionalLong.of(Long.parseLong(time.group(1)) * MICROS_PER_SECOND + micros);
    }

    @Override
    public int compareTo(BaseName other) {
        return octets.compareTo(other.octets);
    }

    private static boolean isAscii(String text) {
        return text.chars().allMatch(c -> c < 0x80);
    }

    private static String lastOctets(String rawPath) {
        String raw = rawPath.endsWith("/") ? rawPath.substring(0, rawPath.length() - 1) : rawPath;
        StringBuilder octets = new StringBuilder();
        for (int i = raw.lastIndexOf('/') + 1; i < raw.length(); i++) {
            if (raw.charAt(i) == '%') {
                octets.append((char) Integer.parseInt(raw, i + 1, i + 3, 16));
                i += 2;
            } else {
                octets.append(raw.charAt(i));
            }
        }
        return octets.toString();
    }
}
