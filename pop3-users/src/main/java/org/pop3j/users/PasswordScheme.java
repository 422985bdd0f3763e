package org.pop3j.users;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.pop3j.sasl.ScramHash;

/**
 * The ways a users file keeps passwords. Passwords are taken as UTF-8; SCRAM prepares them by SASLprep, the others do not.
 *
 * <p>Measured on one 2-core virtual machine with JDK 17, warm: a check of {@link #SCRAM_SHA_256} with 25,000 iterations
 * takes about 10 ms, one of {@link #ARGON2ID} with 19 MiB and two passes about 120 ms.
 */
public enum PasswordScheme {
    /** RFC 7677; the default: serves SCRAM and plain passwords without keeping the password. Dovecot reads it. */
    SCRAM_SHA_256(
            "SCRAM-SHA-256",
            password -> ScramPassword.of(ScramHash.SHA_256, password),
            data -> ScramPassword.parse(ScramHash.SHA_256, data)),
    /** RFC 5802: for clients that know no newer SCRAM. Dovecot reads it. */
    SCRAM_SHA_1(
            "SCRAM-SHA-1",
            password -> ScramPassword.of(ScramHash.SHA_1, password),
            data -> ScramPassword.parse(ScramHash.SHA_1, data)),
    /** SCRAM with SHA-512. Dovecot does not read it. */
    SCRAM_SHA_512(
            "SCRAM-SHA-512",
            password -> ScramPassword.of(ScramHash.SHA_512, password),
            data -> ScramPassword.parse(ScramHash.SHA_512, data)),
    /** RFC 9106: the dearest to guess, for plain passwords only. Dovecot reads it. */
    ARGON2ID("ARGON2ID", Argon2Password::of, Argon2Password::parse),
    /** bcrypt (OpenBSD's crypt(3)), for plain passwords of at most 72 octets only. Dovecot reads it. */
    BLF_CRYPT("BLF-CRYPT", BcryptPassword::of, BcryptPassword::parse),
    /** SHA-crypt, as {@code /etc/shadow} of Linux has it, for plain passwords only. Dovecot reads it. */
    SHA512_CRYPT("SHA512-CRYPT", Sha512CryptPassword::of, Sha512CryptPassword::parse),
    /** The password itself: serves every mechanism, and whoever reads the file has it. Dovecot reads it. */
    PLAIN("PLAIN", PlainPassword::new, PlainPassword::new);

    private final String schemeName;
    private final Function<String, StoredPassword> maker;
    private final Function<String, StoredPassword> parser;

    PasswordScheme(String schemeName, Function<String, StoredPassword> maker, Function<String, StoredPassword> parser) {
        this.schemeName = schemeName;
        this.maker = maker;
        this.parser = parser;
    }

    /**
     * The name between the braces of a users file.
     *
     * @return for example {@code SCRAM-SHA-256}
     */
    public String schemeName() {
        return schemeName;
    }

    /**
     * Finds a scheme by its name, in capital or small letters.
     *
     * @param name the name, without braces
     * @return the scheme, or empty if there is none of that name
     */
    public static Optional<PasswordScheme> named(String name) {
        return Arrays.stream(values())
                .filter(s -> s.schemeName.equals(name.toUpperCase(Locale.ROOT)))
                .findFirst();
    }

    /**
     * Makes what is kept of a password: with a new random salt where the scheme has one.
     *
     * @param password the password
     * @return what to keep
     * @throws IllegalArgumentException if the password is empty, has a control character, or cannot be written in this
     *     scheme
     */
    public StoredPassword store(String password) {
        if (password.isEmpty()) {
            throw new IllegalArgumentException("a password has at least one character");
        }
        if (password.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException("a password has no control characters");
        }
        return maker.apply(password);
    }

    /**
     * Reads {@code {SCHEME}data}.
     *
     * @throws IllegalArgumentException if that is not what stands there; the message tells nothing of the data
     */
    static StoredPassword parse(String text) {
        int brace = text.indexOf('}');
        if (!text.startsWith("{") || brace < 0) {
            throw new IllegalArgumentException("expected {SCHEME}data after the first colon");
        }
        PasswordScheme scheme = named(text.substring(1, brace))
                .orElseThrow(() -> new IllegalArgumentException(
                        "expected one of the schemes " + all() + ", got another one before the data"));
        return scheme.parser.apply(text.substring(brace + 1));
    }

    private static String all() {
        return Arrays.stream(values()).map(PasswordScheme::label).collect(Collectors.joining(" "));
    }

    String label() {
        return "{" + schemeName + "}";
    }
}
