package org.pop3j.client;

/**
 * An OAuth 2 access token (RFC 6750), which is as good as a password as long as it lasts.
 *
 * @param value the token, printable ASCII without SPACE
 */
public record AccessToken(String value) {
    /**
     * Checks that the token can stand in a SASL message (S-17).
     *
     * @throws IllegalArgumentException if it is empty or has other characters; the message does not show it
     */
    public AccessToken {
        if (value.isEmpty() || !value.chars().allMatch(c -> c > 0x20 && c < 0x7F)) {
            throw new IllegalArgumentException("expected an access token of printable ASCII characters");
        }
    }

    /** Without the token (S-26). */
    @Override
    public String toString() {
        return "AccessToken[****]";
    }
}
