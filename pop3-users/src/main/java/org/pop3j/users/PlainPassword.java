package org.pop3j.users;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** The password itself. */
final class PlainPassword extends StoredPassword {
    private final String password;

    PlainPassword(String password) {
        if (password.isEmpty()) {
            throw new IllegalArgumentException("the password is empty");
        }
        if (password.indexOf(':') >= 0) {
            throw new IllegalArgumentException("a {PLAIN} password cannot have a colon: it ends the field in the file");
        }
        this.password = password;
    }

    @Override
    public PasswordScheme scheme() {
        return PasswordScheme.PLAIN;
    }

    /** Compares digests, so that the time does not tell the length. */
    @Override
    public boolean matches(String candidate) {
        return MessageDigest.isEqual(digest(candidate), digest(password));
    }

    @Override
    String data() {
        return password;
    }

    @Override
    String cost() {
        return scheme().label();
    }

    private static byte[] digest(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
