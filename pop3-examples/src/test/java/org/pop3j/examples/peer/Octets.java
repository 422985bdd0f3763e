package org.pop3j.examples.peer;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Octets as text, a character an octet (ISO 8859-1), so that they can be compared and shown. */
final class Octets {
    private static final int SHOWN = 40;

    private Octets() {}

    static String of(byte[] octets) {
        return new String(octets, StandardCharsets.ISO_8859_1);
    }

    static String of(Path file) {
        try {
            return of(Files.readAllBytes(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String sha256(byte[] octets) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(octets));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    /**
     * Says where two differ.
     *
     * @param expected what should have come
     * @param got what came
     * @return the sizes, the place, and the octets around it
     */
    static String difference(String expected, String got) {
        int shorter = Math.min(expected.length(), got.length());
        int at = 0;
        while (at < shorter && expected.charAt(at) == got.charAt(at)) {
            at++;
        }
        return "expected " + expected.length() + " octets, got " + got.length() + "; the first difference is at octet "
                + at + ": expected " + around(expected, at) + ", got " + around(got, at);
    }

    private static String around(String octets, int at) {
        StringBuilder shown = new StringBuilder("'");
        for (int i = Math.max(0, at - SHOWN / 2); i < Math.min(octets.length(), at + SHOWN); i++) {
            char octet = octets.charAt(i);
            shown.append(octet >= 0x20 && octet < 0x7F ? String.valueOf(octet) : String.format("\\x%02x", (int) octet));
        }
        return shown.append('\'').toString();
    }
}
