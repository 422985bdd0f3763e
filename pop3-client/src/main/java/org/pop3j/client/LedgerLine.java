package org.pop3j.client;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.HexFormat;
import java.util.Optional;
import java.util.zip.CRC32;

/**
 * One line of a ledger: {@code 2 CHECKSUM EVENT TIME ACCOUNT KEY NOTE}. Fields are UTF-8, with percent escapes for SPACE,
 * percent and what is not printable; the checksum is the CRC-32 of all that follows it, so that a line that a crash has cut or
 * a disk has damaged does not count.
 *
 * @param event what happened
 * @param when when
 * @param account whose message
 * @param key which message
 * @param note a word for people
 */
record LedgerLine(Event event, Instant when, String account, String key, String note) {
    private static final String VERSION = "2";

    /** What can happen to a message. */
    enum Event {
        /** Its delivery to the consumer begins; without a later line it was cut short. */
        BEGUN,
        /** The attempt that began says nothing about the message. */
        EXCUSED,
        /** The consumer has it. */
        TAKEN,
        /** The server is asked to delete it; whether it did, the next listing shows. */
        DELETED,
        /** It failed too often, and is left alone. */
        ASIDE,
        /** It was not in the listing for the first time. */
        ABSENT,
        /** Nothing is known of it any more. */
        FORGOTTEN
    }

    /** The line with its line feed. */
    byte[] octets() {
        String rest = String.join(" ", event.name(), when.toString(), encode(account), encode(key), encode(note));
        return (VERSION + " " + checksum(rest) + " " + rest + "\n").getBytes(StandardCharsets.US_ASCII);
    }

    /**
     * Reads a line; those of the first version, {@code TIME ACCOUNT KEY} without checksum, say that a message was taken.
     *
     * @return the line, empty if it is damaged
     */
    static Optional<LedgerLine> parse(String line) {
        String[] fields = line.split(" ", -1);
        try {
            if (fields.length == 3) {
                return Optional.of(new LedgerLine(
                        Event.TAKEN, Instant.parse(fields[0]), fields[1].replace("%20", " "), fields[2], ""));
            }
            boolean isWhole = fields.length == 7
                    && fields[0].equals(VERSION)
                    && fields[1].equals(checksum(line.substring(VERSION.length() + fields[1].length() + 2)));
            return isWhole
                    ? Optional.of(new LedgerLine(
                            Event.valueOf(fields[2]),
                            Instant.parse(fields[3]),
                            decode(fields[4]),
                            decode(fields[5]),
                            decode(fields[6])))
                    : Optional.empty();
        } catch (DateTimeParseException | IllegalArgumentException damaged) {
            return Optional.empty();
        }
    }

    private static String checksum(String text) {
        CRC32 crc = new CRC32();
        crc.update(text.getBytes(StandardCharsets.US_ASCII));
        return HexFormat.of().toHexDigits((int) crc.getValue());
    }

    private static String encode(String text) {
        StringBuilder out = new StringBuilder(text.length());
        for (byte octet : text.getBytes(StandardCharsets.UTF_8)) {
            if (octet > 0x20 && octet < 0x7F && octet != '%') {
                out.append((char) octet);
            } else {
                out.append(String.format("%%%02X", octet & 0xFF));
            }
        }
        return out.toString();
    }

    private static String decode(String text) {
        byte[] octets = new byte[text.length()];
        int length = 0;
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) == '%') {
                octets[length++] = (byte) Integer.parseInt(text.substring(i + 1, i + 3), 16);
                i += 2;
            } else {
                octets[length++] = (byte) text.charAt(i);
            }
        }
        return new String(octets, 0, length, StandardCharsets.UTF_8);
    }
}
