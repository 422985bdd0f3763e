package org.pop3j.sasl;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import javax.crypto.Mac;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import javax.crypto.spec.SecretKeySpec;

/** The hashes of the SCRAM mechanisms (RFC 5802, RFC 7677), and the functions H, HMAC and Hi of RFC 5802 section 2.2. */
public enum ScramHash {
    /** SCRAM-SHA-1. */
    SHA_1("SHA-1", "SHA1", 20),
    /** SCRAM-SHA-256. */
    SHA_256("SHA-256", "SHA256", 32),
    /** SCRAM-SHA-512. */
    SHA_512("SHA-512", "SHA512", 64);

    private final String hashName;
    private final String shortName;
    private final int octets;

    ScramHash(String hashName, String shortName, int octets) {
        this.hashName = hashName;
        this.shortName = shortName;
        this.octets = octets;
    }

    /**
     * The hash's name as mechanisms and users files write it.
     *
     * @return for example {@code SHA-256}
     */
    public String hashName() {
        return hashName;
    }

    /**
     * How long a hash is, and with it each key of a credential.
     *
     * @return a number of octets
     */
    public int octets() {
        return octets;
    }

    /**
     * The mechanism without channel binding.
     *
     * @return for example {@link SaslMechanism#SCRAM_SHA_256}
     */
    public SaslMechanism mechanism() {
        return switch (this) {
            case SHA_1 -> SaslMechanism.SCRAM_SHA_1;
            case SHA_256 -> SaslMechanism.SCRAM_SHA_256;
            case SHA_512 -> SaslMechanism.SCRAM_SHA_512;
        };
    }

    /**
     * The mechanism with channel binding.
     *
     * @return for example {@link SaslMechanism#SCRAM_SHA_256_PLUS}
     */
    public SaslMechanism plusMechanism() {
        return switch (this) {
            case SHA_1 -> SaslMechanism.SCRAM_SHA_1_PLUS;
            case SHA_256 -> SaslMechanism.SCRAM_SHA_256_PLUS;
            case SHA_512 -> SaslMechanism.SCRAM_SHA_512_PLUS;
        };
    }

    /** {@code H(octets)}. */
    byte[] hash(byte[] data) {
        try {
            return MessageDigest.getInstance(hashName).digest(data);
        } catch (GeneralSecurityException e) {
            throw missing(e);
        }
    }

    /** {@code HMAC(key, text)}; the text is ASCII or UTF-8. */
    byte[] hmac(byte[] key, String text) {
        try {
            Mac mac = Mac.getInstance("Hmac" + shortName);
            mac.init(new SecretKeySpec(key, "Hmac" + shortName));
            return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw missing(e);
        }
    }

    /** {@code Hi(password, salt, iterations)}: what login storms cost; the password is prepared already and not empty. */
    byte[] saltedPassword(String password, byte[] salt, int iterations) {
        PBEKeySpec spec = new PBEKeySpec(password.toCharArray(), salt, iterations, octets * Byte.SIZE);
        try {
            return SecretKeyFactory.getInstance("PBKDF2WithHmac" + shortName)
                    .generateSecret(spec)
                    .getEncoded();
        } catch (GeneralSecurityException e) {
            throw missing(e);
        } finally {
            spec.clearPassword();
        }
    }

    private IllegalStateException missing(GeneralSecurityException e) {
        return new IllegalStateException("every JDK has " + hashName + ", HMAC and PBKDF2 with it", e);
    }
}
