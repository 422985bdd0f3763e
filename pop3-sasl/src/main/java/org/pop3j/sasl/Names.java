package org.pop3j.sasl;

import javax.security.sasl.AuthenticationException;

/** User names and authorization ids that a client sent (R5034-15). */
final class Names {
    private Names() {}

    /**
     * Prepares a name.
     *
     * @throws AuthenticationException if SASLprep prohibits or empties it: nobody has such a name
     */
    static String prepared(String name) throws AuthenticationException {
        if (!SaslPrep.isPreparable(name)) {
            throw new AuthenticationException("SASLprep prohibits a character of the name");
        }
        String prepared = SaslPrep.query(name);
        if (prepared.isEmpty()) {
            throw new AuthenticationException("the name is empty");
        }
        return prepared;
    }

    /** For mechanisms that cannot carry one. */
    static void refuseAuthorizationId(SaslMechanism mechanism, PasswordCredential credential) {
        if (credential.authorizationId().isPresent()) {
            throw new IllegalArgumentException(mechanism + " has no authorization id");
        }
    }
}
