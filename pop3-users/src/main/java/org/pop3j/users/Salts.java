package org.pop3j.users;

import java.security.SecureRandom;

/** Random octets. */
final class Salts {
    private static final SecureRandom RANDOM = new SecureRandom();

    private Salts() {}

    static byte[] random(int octets) {
        byte[] salt = new byte[octets];
        RANDOM.nextBytes(salt);
        return salt;
    }
}
