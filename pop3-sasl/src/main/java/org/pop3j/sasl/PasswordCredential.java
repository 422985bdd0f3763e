package org.pop3j.sasl;

import java.util.Optional;

/**
 * What a client proves with a password. Not in {@link #toString}: the password.
 *
 * @param authorizationId as whom to act (R5034-15); empty for the user itself
 * @param name the user name
 * @param password the password
 */
public record PasswordCredential(Optional<String> authorizationId, String name, String password) {
    /**
     * Checks all three.
     *
     * @throws IllegalArgumentException if one is empty or holds NUL, CR or LF (S-17)
     */
    public PasswordCredential {
        authorizationId.ifPresent(id -> Clean.require("the authorization id", id));
        Clean.require("the user name", name);
        Clean.require("the password", password);
    }

    /**
     * A user that acts as itself.
     *
     * @param name the user name
     * @param password the password
     * @return the credential
     * @throws IllegalArgumentException if one is empty or holds NUL, CR or LF
     */
    public static PasswordCredential of(String name, String password) {
        return new PasswordCredential(Optional.empty(), name, password);
    }

    /** The names, not the password. */
    @Override
    public String toString() {
        return "PasswordCredential[" + name
                + authorizationId.map(id -> " as " + id).orElse("") + "]";
    }
}
