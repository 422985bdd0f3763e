package org.pop3j.store.maildir;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** Digests as letters and digits that are safe in file names and unique-ids: the alphabet of RFC 4648, in lower case. */
final class Base32 {
    private static final String ALPHABET = "abcdefghijklmnopqrstuvwxyz234567";
    private static final int BITS_A_LETTER = 5;

    private Base32() {}

    /** The first bits of the SHA-256 of some octets; {@code bits} is a multiple of 5. */
    static String ofSha256(byte[] octets, int bits) {
        byte[] digest = sha256(octets);
        StringBuilder letters = new StringBuilder(bits / BITS_A_LETTER);
        int waiting = 0;
        int waitingBits = 0;
        for (int i = 0; letters.length() < bits / BITS_A_LETTER; i++) {
            waiting = waiting << 8 | digest[i] & 0xFF;
            waitingBits += 8;
            while (waitingBits >= BITS_A_LETTER && letters.length() < bits / BITS_A_LETTER) {
                waitingBits -= BITS_A_LETTER;
                letters.append(ALPHABET.charAt(waiting >> waitingBits & 31));
            }
        }
        return letters.toString();
    }

    static boolean isLetter(byte octet) {
        return ALPHABET.indexOf(octet) >= 0;
    }

    private static byte[] sha256(byte[] octets) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(octets);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
