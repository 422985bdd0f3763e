package org.pop3j.conformance.check;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import javax.crypto.Mac;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * What SCRAM-SHA-256 makes of a password (RFC 5802 section 3, RFC 7677). Of its own beside pop3-sasl, which the kit judges too.
 * Immutable.
 */
public final class ScramKeys {
    private static final int KEY_BITS = 256;

    private final byte[] clientKey;
    private final byte[] serverKey;

    private ScramKeys(byte[] salted) {
        clientKey = hmac(salted, "Client Key");
        serverKey = hmac(salted, "Server Key");
    }

    /**
     * Takes as long as the count asks for.
     *
     * @throws IllegalArgumentException if there is no salt, or the count is below one
     */
    public static ScramKeys of(String password, byte[] salt, int iterations) {
        PBEKeySpec spec = new PBEKeySpec(password.toCharArray(), salt, iterations, KEY_BITS);
        try {
            return new ScramKeys(SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256")
                    .generateSecret(spec)
                    .getEncoded());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java has no PBKDF2WithHmacSHA256", e);
        }
    }

    /** The client's proof under an AuthMessage. */
    public byte[] clientProof(String authMessage) {
        byte[] proof = hmac(sha256(clientKey), authMessage);
        for (int i = 0; i < proof.length; i++) {
            proof[i] ^= clientKey[i];
        }
        return proof;
    }

    /** The server's signature under an AuthMessage. */
    public byte[] serverSignature(String authMessage) {
        return hmac(serverKey, authMessage);
    }

    private static byte[] hmac(byte[] key, String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java has no HmacSHA256", e);
        }
    }

    private static byte[] sha256(byte[] octets) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(octets);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java has no SHA-256", e);
        }
    }
}
