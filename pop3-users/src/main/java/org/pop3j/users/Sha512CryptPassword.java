package org.pop3j.users;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.commons.codec.digest.Sha2Crypt;

/** {@code $6$rounds=N$salt$hash}: SHA-crypt as crypt(3) of Linux keeps passwords in {@code /etc/shadow}. */
final class Sha512CryptPassword extends StoredPassword {
    /** Twenty times what crypt(3) takes where nothing is said. */
    private static final int ROUNDS = 100_000;

    private static final int ROUNDS_WHERE_NOTHING_IS_SAID = 5_000;
    private static final int LEAST_ROUNDS = 1_000;
    private static final int MOST_ROUNDS = 5_000_000;
    private static final String SALT_LETTERS = "./0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    private static final int SALT_LENGTH = 16;
    private static final Pattern FORM =
            Pattern.compile("(\\$6\\$(?:rounds=([0-9]{1,9})\\$)?([./0-9A-Za-z]{1,16}))\\$[./0-9A-Za-z]{86}");

    private final String crypt;
    private final String salt;
    private final String cost;

    private Sha512CryptPassword(String crypt, String salt, String cost) {
        this.crypt = crypt;
        this.salt = salt;
        this.cost = cost;
    }

    static Sha512CryptPassword of(String password) {
        StringBuilder salt = new StringBuilder("$6$rounds=" + ROUNDS + "$");
        for (byte octet : Salts.random(SALT_LENGTH)) {
            salt.append(SALT_LETTERS.charAt(octet & 63));
        }
        return parse(crypt(password, salt.toString()));
    }

    static Sha512CryptPassword parse(String data) {
        Matcher form = FORM.matcher(data);
        if (!form.matches()) {
            throw new IllegalArgumentException("expected {SHA512-CRYPT}$6$rounds=N$salt$hash, the hash of 86 letters");
        }
        int rounds = Optional.ofNullable(form.group(2)).map(Integer::parseInt).orElse(ROUNDS_WHERE_NOTHING_IS_SAID);
        if (rounds < LEAST_ROUNDS || rounds > MOST_ROUNDS) {
            throw new IllegalArgumentException(
                    "expected SHA-crypt of " + LEAST_ROUNDS + " to " + MOST_ROUNDS + " rounds");
        }
        // Each round hashes the salt too.
        return new Sha512CryptPassword(
                data, form.group(1), rounds + "/" + form.group(3).length());
    }

    @Override
    public PasswordScheme scheme() {
        return PasswordScheme.SHA512_CRYPT;
    }

    @Override
    public boolean matches(String password) {
        return MessageDigest.isEqual(ascii(crypt(password, salt)), ascii(crypt));
    }

    @Override
    String data() {
        return crypt;
    }

    @Override
    String cost() {
        return scheme().label() + cost;
    }

    private static String crypt(String password, String salt) {
        return Sha2Crypt.sha512Crypt(password.getBytes(StandardCharsets.UTF_8), salt);
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
