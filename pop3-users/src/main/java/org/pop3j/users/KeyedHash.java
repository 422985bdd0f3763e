package org.pop3j.users;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** HMAC-SHA-256 under a random key that is never written anywhere and ends with the process. Safe for several threads. */
final class KeyedHash {
    private static final int KEY_OCTETS = 32;
    private static final String ALGORITHM = "HmacSHA256";

    private final SecretKeySpec key = new SecretKeySpec(Salts.random(KEY_OCTETS), ALGORITHM);

    /** The hash of texts, each with its length, so that no two lists of texts are one. */
    byte[] of(String... texts) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            for (String text : texts) {
                byte[] octets = text.getBytes(StandardCharsets.UTF_8);
                mac.update(
                        ByteBuffer.allocate(Integer.BYTES).putInt(octets.length).flip());
                mac.update(octets);
            }
            return mac.doFinal();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has HMAC with SHA-256, which takes keys of any octets", e);
        }
    }
}
