package org.pop3j.store.maildir;

import java.math.BigInteger;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** Digests as letters and digits that are safe in file names and unique-ids: the alphabet of RFC 4648, in lower case. */
final class Base32 {
    private static final String ALPHABET = "abcdefghijklmnopqrstuvwxyz234567";
    private static final int BITS_A_LETTER = 5;
    private static final int SHA_256_BITS = 256;

    private Base32() {}

    /** The first bits of the SHA-256 of some octets; {@code bits} is a multiple of 5. */
    static String ofSha256(byte[] octets, int bits) {
        BigInteger rest = new BigInteger(1, sha256(octets)).shiftRight(SHA_256_BITS - bits);
        char[] letters = new char[bits / BITS_A_LETTER];
        for (int i = letters.length - 1; i >= 0; i--) {
            letters[i] = ALPHABET.charAt(rest.intValue() & 31);
            rest = rest.shiftRight(BITS_A_LETTER);
        }
        return new String(letters);
    }

    private static byte[] sha256(byte[] octets) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(octets);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
