package org.pop3j.oauth;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.pop3j.client.AccessToken;

/**
 * What an authorization server gave.
 *
 * @param access the access token
 * @param expiresAt until when it is good; empty if the server did not say
 * @param refresh gets the next one; empty if the server gave none
 */
record Tokens(AccessToken access, Optional<Instant> expiresAt, Optional<String> refresh) {
    /** A token that expires while a session logs in is of no use. */
    private static final Duration MARGIN = Duration.ofSeconds(60);

    /** Reads a positive answer of the token endpoint (RFC 6749 section 5.1). */
    static Tokens of(Map<String, String> answer, Instant now) throws MalformedAnswerException {
        String type = answer.getOrDefault("token_type", "Bearer");
        if (!type.equalsIgnoreCase("Bearer")) {
            throw new MalformedAnswerException(
                    "expected a bearer token from the authorization server, got another kind");
        }
        try {
            return new Tokens(
                    new AccessToken(answer.getOrDefault("access_token", "")),
                    Optional.ofNullable(answer.get("expires_in"))
                            .map(Seconds::of)
                            .map(now::plus),
                    Optional.ofNullable(answer.get("refresh_token")));
        } catch (IllegalArgumentException e) {
            throw new MalformedAnswerException(
                    "expected an access token from the authorization server: " + e.getMessage());
        }
    }

    /** A server that does not rotate refresh tokens leaves out what stays the same (RFC 6749 section 6). */
    Tokens keeping(String earlierRefresh) {
        return new Tokens(access, expiresAt, Optional.of(refresh.orElse(earlierRefresh)));
    }

    boolean isGood(Instant now, Optional<AccessToken> refused) {
        boolean isRefused = refused.filter(access::equals).isPresent();
        return !isRefused
                && expiresAt.filter(end -> end.minus(MARGIN).isBefore(now)).isEmpty();
    }

    /** Without the tokens. */
    @Override
    public String toString() {
        return "Tokens[until " + expiresAt.map(Instant::toString).orElse("refused") + "]";
    }
}
