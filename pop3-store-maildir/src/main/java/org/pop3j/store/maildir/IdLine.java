package org.pop3j.store.maildir;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.CRC32C;

/**
 * A line of the file of unique-ids: kind, time in seconds since 1970, print, base, unique-id or {@code -}, checksum.
 *
 * @param kind what it says
 * @param seconds when it was written
 * @param print the {@link Look#print} of the file, {@link Look#NO_PRINT} for any
 * @param base the base name, one char an octet
 * @param id the unique-id, empty where the kind needs none
 */
record IdLine(Kind kind, long seconds, long print, String base, String id) {
    /** What a line says. */
    enum Kind {
        /** The message has this unique-id, whatever its name is: imported, or salted because the plain one was in use. */
        PINNED('P'),
        /** The message was removed; its unique-id must not come back. */
        REMOVED('R'),
        /** The message was delivered under a delivery id, whose mark is in the base. */
        DELIVERED('D');

        private final char letter;

        Kind(char letter) {
            this.letter = letter;
        }
    }

    private static final Pattern FORM =
            Pattern.compile("(([PRD]) ([0-9]{1,18}) ([0-9a-f]{1,16}) (\\S+) (\\S+)) ([0-9a-f]{8})");
    private static final Pattern BAD_ESCAPE = Pattern.compile("%(?![0-9A-F]{2})");
    private static final String NO_ID = "-";
    private static final String NO_OCTETS = "%";

    static IdLine pinned(long seconds, String base, long print, String id) {
        return new IdLine(Kind.PINNED, seconds, print, base, id);
    }

    static IdLine removed(long seconds, String base, long print) {
        return new IdLine(Kind.REMOVED, seconds, print, base, "");
    }

    static IdLine delivered(long seconds, String base) {
        return new IdLine(Kind.DELIVERED, seconds, Look.NO_PRINT, base, "");
    }

    /** The line without its end. */
    String text() {
        String text = kind.letter + " " + seconds + " " + Long.toHexString(print) + " " + escaped(base) + " "
                + (id.isEmpty() ? NO_ID : id);
        return text + String.format(" %08x", checksum(text));
    }

    /** Reads a line; empty if it is damaged. */
    static Optional<IdLine> parse(String line) {
        Matcher form = FORM.matcher(line);
        if (!form.matches()
                || checksum(form.group(1)) != Long.parseLong(form.group(7), 16)
                || !isEscaped(form.group(5))) {
            return Optional.empty();
        }
        Kind kind = kind(form.group(2).charAt(0));
        String id = form.group(6).equals(NO_ID) && kind != Kind.PINNED ? "" : form.group(6);
        return Optional.of(new IdLine(
                kind,
                Long.parseLong(form.group(3)),
                Long.parseUnsignedLong(form.group(4), 16),
                unescaped(form.group(5)),
                id));
    }

    private static Kind kind(char letter) {
        for (Kind kind : Kind.values()) {
            if (kind.letter == letter) {
                return kind;
            }
        }
        throw new IllegalArgumentException("expected P, R or D, got " + letter);
    }

    private static long checksum(String text) {
        CRC32C checksum = new CRC32C();
        checksum.update(text.getBytes(StandardCharsets.ISO_8859_1));
        return checksum.getValue();
    }

    /** Octets outside 0x21 to 0x7E, and the percent sign, as {@code %XX}. */
    private static String escaped(String base) {
        if (base.isEmpty()) {
            return NO_OCTETS;
        }
        StringBuilder text = new StringBuilder(base.length());
        for (int i = 0; i < base.length(); i++) {
            char c = base.charAt(i);
            if (c > 0x20 && c < 0x7F && c != '%') {
                text.append(c);
            } else {
                text.append(String.format("%%%02X", (int) c));
            }
        }
        return text.toString();
    }

    private static boolean isEscaped(String text) {
        return text.equals(NO_OCTETS) || !BAD_ESCAPE.matcher(text).find();
    }

    private static String unescaped(String text) {
        if (text.equals(NO_OCTETS)) {
            return "";
        }
        StringBuilder base = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) == '%') {
                base.append((char) Integer.parseInt(text, i + 1, i + 3, 16));
                i += 2;
            } else {
                base.append(text.charAt(i));
            }
        }
        return base.toString();
    }
}
