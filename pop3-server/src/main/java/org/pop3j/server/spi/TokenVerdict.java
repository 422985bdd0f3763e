package org.pop3j.server.spi;

import org.pop3j.sasl.TokenRefusal;

/** What a check of a bearer token came to. */
public sealed interface TokenVerdict {
    /**
     * The token lets its user in.
     *
     * @param login who it is
     */
    record Accepted(Login login) implements TokenVerdict {}

    /**
     * The token does not.
     *
     * @param refusal what the client is told (R7628-02)
     * @param reason what was wrong, for the log of the operator: nothing of the token itself
     */
    record Refused(TokenRefusal refusal, String reason) implements TokenVerdict {}
}
