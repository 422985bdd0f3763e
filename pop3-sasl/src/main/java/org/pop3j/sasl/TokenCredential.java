package org.pop3j.sasl;

import java.util.Optional;

/**
 * What a client proves with an OAuth 2.0 bearer token. Not in {@link #toString}: the token.
 *
 * @param user the user name: optional for OAUTHBEARER, which then takes the token's user; needed for XOAUTH2
 * @param token the bearer token as RFC 6750 section 2.1 writes it
 * @param host the host the client connected to; told to the server by OAUTHBEARER (RFC 7628 section 3.1)
 * @param port the port the client connected to
 */
public record TokenCredential(Optional<String> user, String token, String host, int port) {
    /**
     * Checks what will be sent.
     *
     * @throws IllegalArgumentException if the token is empty or has characters other than visible ASCII, or user or host
     *     are empty or hold a control character
     */
    public TokenCredential {
        user.ifPresent(name -> requireNoControl("the user name", name));
        requireNoControl("the host", host);
        if (token.isEmpty() || token.chars().anyMatch(c -> c <= ' ' || c > '~')) {
            throw new IllegalArgumentException("a bearer token is of visible ASCII characters, at least one");
        }
    }

    private static void requireNoControl(String what, String text) {
        if (Clean.require(what, text).chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException(what + " has a control character");
        }
    }

    /** User, host and port, not the token. */
    @Override
    public String toString() {
        return "TokenCredential[" + user.orElse("the token's user") + " at " + host + ":" + port + "]";
    }
}
