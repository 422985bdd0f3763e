package org.pop3j.users;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.MessageDigest;
import java.security.spec.KeySpec;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import javax.crypto.spec.SecretKeySpec;

/** {@code iterations,salt,StoredKey,ServerKey}: what a SCRAM-SHA-256 server keeps (RFC 5802 section 3, RFC 7677). */
final class ScramPassword extends StoredPassword {
    /** RFC 7677 asks for 4096 at least; each doubles the work of guessing and of each login alike. */
    static final int ITERATIONS = 25_000;

    private static final int MOST_ITERATIONS = 10_000_000;
    private static final int SALT_OCTETS = 16;
    private static final int KEY_OCTETS = 32;

    private final int iterations;
    private final byte[] salt;
    private final byte[] storedKey;
    private final byte[] serverKey;

    private ScramPassword(int iterations, byte[] salt, byte[] storedKey, byte[] serverKey) {
        this.iterations = iterations;
        this.salt = salt;
        this.storedKey = storedKey;
        this.serverKey = serverKey;
    }

    static ScramPassword of(String password) {
        byte[] salt = Salts.random(SALT_OCTETS);
        byte[] salted = salted(password, salt, ITERATIONS);
        return new ScramPassword(ITERATIONS, salt, storedKey(salted), hmac(salted, "Server Key"));
    }

    static ScramPassword parse(String data) {
        String[] fields = data.split(",", -1);
        if (fields.length != 4) {
            throw new IllegalArgumentException("expected {SCRAM-SHA-256}iterations,salt,StoredKey,ServerKey, got "
                    + fields.length + " fields between commas");
        }
        byte[] salt = Base64.getDecoder().decode(fields[1]);
        if (salt.length == 0) {
            throw new IllegalArgumentException("the salt is empty");
        }
        return new ScramPassword(iterations(fields[0]), salt, key(fields[2]), key(fields[3]));
    }

    private static int iterations(String text) {
        int iterations = text.matches("[0-9]{1,8}") ? Integer.parseInt(text) : 0;
        if (iterations < 1 || iterations > MOST_ITERATIONS) {
            throw new IllegalArgumentException("expected an iteration count of 1 to " + MOST_ITERATIONS);
        }
        return iterations;
    }

    private static byte[] key(String base64) {
        byte[] key = Base64.getDecoder().decode(base64);
        if (key.length != KEY_OCTETS) {
            throw new IllegalArgumentException("expected a key of " + KEY_OCTETS + " octets, got " + key.length);
        }
        return key;
    }

    @Override
    public PasswordScheme scheme() {
        return PasswordScheme.SCRAM_SHA_256;
    }

    @Override
    public boolean matches(String password) {
        return MessageDigest.isEqual(storedKey(salted(password, salt, iterations)), storedKey);
    }

    @Override
    String data() {
        Base64.Encoder base64 = Base64.getEncoder();
        return iterations + "," + base64.encodeToString(salt) + "," + base64.encodeToString(storedKey) + ","
                + base64.encodeToString(serverKey);
    }

    @Override
    String cost() {
        return scheme().label() + iterations;
    }

    private static byte[] storedKey(byte[] salted) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(hmac(salted, "Client Key"));
        } catch (GeneralSecurityException e) {
            throw missing(e);
        }
    }

    private static byte[] salted(String password, byte[] salt, int iterations) {
        KeySpec spec = new PBEKeySpec(password.toCharArray(), salt, iterations, KEY_OCTETS * Byte.SIZE);
        try {
            return SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256")
                    .generateSecret(spec)
                    .getEncoded();
        } catch (GeneralSecurityException e) {
            throw missing(e);
        }
    }

    private static byte[] hmac(byte[] key, String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return mac.doFinal(text.getBytes(StandardCharsets.US_ASCII));
        } catch (InvalidKeyException e) {
            throw new IllegalStateException("HMAC takes keys of any octets", e);
        } catch (GeneralSecurityException e) {
            throw missing(e);
        }
    }

    private static IllegalStateException missing(GeneralSecurityException e) {
        return new IllegalStateException("every JDK has SHA-256, HMAC and PBKDF2 with it", e);
    }
}
