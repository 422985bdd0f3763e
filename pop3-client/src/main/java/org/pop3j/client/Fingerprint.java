package org.pop3j.client;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Set;

/**
 * A digest of a message, where its unique-id does not tell it from the others. Header lines that servers change by themselves
 * do not count.
 */
final class Fingerprint extends OutputStream {
    private static final Set<String> CHANGING = Set.of("status", "x-status", "x-uidl", "x-keywords", "lines");
    private static final int LONGEST_NAME = 20;

    private final MessageDigest digest = sha256();
    private final StringBuilder name = new StringBuilder();
    private Place place = Place.NAME;

    private enum Place {
        /** At the start of a header line, its name not whole. */
        NAME,
        /** In a line that counts. */
        COUNTED,
        /** In a line that does not. */
        LEFT_OUT,
        /** The header is over: everything counts. */
        BODY
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    /** 32 hexadecimal digits. */
    String text() {
        flushName();
        return HexFormat.of().formatHex(digest.digest(), 0, 16);
    }

    @Override
    public void write(int octet) {
        char c = (char) (octet & 0xFF);
        switch (place) {
            case NAME -> name(c);
            case COUNTED -> counted(c);
            case LEFT_OUT -> place = c == '\n' ? Place.NAME : Place.LEFT_OUT;
            case BODY -> digest.update((byte) c);
        }
    }

    @Override
    public void write(byte[] octets, int offset, int length) throws IOException {
        for (int i = offset; i < offset + length; i++) {
            if (place == Place.BODY) {
                digest.update(octets, i, offset + length - i);
                return;
            }
            write(octets[i]);
        }
    }

    private void name(char c) {
        if (c == '\n' && name.toString().strip().isEmpty()) {
            name.setLength(0);
            place = Place.BODY;
            return;
        }
        name.append(c);
        if (c == ':' && CHANGING.contains(name.substring(0, name.length() - 1).toLowerCase(Locale.ROOT))) {
            name.setLength(0);
            place = Place.LEFT_OUT;
        } else if (c == ':' || c == '\n' || name.length() > LONGEST_NAME) {
            flushName();
            place = c == '\n' ? Place.NAME : Place.COUNTED;
        }
    }

    private void counted(char c) {
        digest.update((byte) c);
        place = c == '\n' ? Place.NAME : Place.COUNTED;
    }

    private void flushName() {
        digest.update(name.toString().getBytes(StandardCharsets.ISO_8859_1));
        name.setLength(0);
    }
}
