package org.pop3j.users;

/**
 * What a users file keeps of a password. Immutable. {@code toString} shows the scheme only.
 *
 * @see PasswordScheme#store(String)
 */
public abstract sealed class StoredPassword
        permits ScramPassword, Argon2Password, BcryptPassword, Sha512CryptPassword, PlainPassword {
    StoredPassword() {}

    /**
     * The scheme it was made with.
     *
     * @return the scheme
     */
    public abstract PasswordScheme scheme();

    /**
     * Whether this was made of that password. Compares in constant time (S-15); the work of the scheme is done in full
     * whatever the answer.
     *
     * @param password the password as it was sent
     * @return true if it fits
     */
    public abstract boolean matches(String password);

    abstract String data();

    /** Which work a check is: two passwords whose checks take equally long say the same here (S-14). */
    abstract String cost();

    /**
     * The form of a users file: {@code {SCHEME}data}. Who reads it can try passwords at leisure: keep it secret.
     *
     * @return scheme and data
     */
    public final String text() {
        return scheme().label() + data();
    }

    @Override
    public final String toString() {
        return scheme().label() + "...";
    }
}
