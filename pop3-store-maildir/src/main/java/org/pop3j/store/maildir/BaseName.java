package org.pop3j.store.maildir;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.OptionalLong;

/**
 * What identifies a message in its Maildir: the octets of its file name up to the colon. They stay when flags change or the
 * file moves from {@code new} to {@code cur} (M-03).
 *
 * @param octets the octets, one char of 0x00 to 0xFF each
 */
record BaseName(String octets) {
    private static final long MICROS_PER_SECOND = 1_000_000;
    private static final int SECONDS_DIGITS = 12;
    private static final int MICROS_DIGITS = 9;

    /** Reads the octets of a file name. */
    static BaseName of(Path file) {
        NameReader name = new NameReader();
        name.read(file);
        return new BaseName(name.text().substring(0, name.baseLength()));
    }

    /**
     * When the message was delivered, as far as the name tells: seconds before the first dot, {@code M} and microseconds
     * behind it.
     *
     * @return microseconds since 1970
     */
    OptionalLong deliveredMicros() {
        byte[] name = octets.getBytes(StandardCharsets.ISO_8859_1);
        if (!tellsTime(name, 0, name.length)) {
            return OptionalLong.empty();
        }
        int dot = digits(name, 0, name.length, SECONDS_DIGITS);
        return OptionalLong.of(Long.parseLong(octets, 0, dot, 10) * MICROS_PER_SECOND + micros(name, dot + 1));
    }

    private long micros(byte[] name, int from) {
        int end = octets.indexOf('.', from) < 0 ? octets.length() : octets.indexOf('.', from);
        for (int m = octets.indexOf('M', from); m >= 0 && m < end; m = octets.indexOf('M', m + 1)) {
            int digits = digits(name, m + 1, end - m - 1, MICROS_DIGITS);
            if (digits > 0) {
                return Long.parseLong(octets, m + 1, m + 1 + digits, 10);
            }
        }
        return 0;
    }

    /** Whether the name tells a time, as names do that are never used for another message (maildir(5)). */
    static boolean tellsTime(byte[] octets, int offset, int length) {
        int digits = digits(octets, offset, length, SECONDS_DIGITS);
        return digits > 0 && digits < length && octets[offset + digits] == '.';
    }

    /** How many digits stand at the beginning of some octets, at most so many. */
    private static int digits(byte[] octets, int offset, int length, int atMost) {
        int digits = 0;
        while (digits < Math.min(length, atMost) && octets[offset + digits] >= '0' && octets[offset + digits] <= '9') {
            digits++;
        }
        return digits;
    }
}
