package org.pop3j.users;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.pop3j.sasl.SaslPrep;
import org.pop3j.sasl.TokenRefusal;
import org.pop3j.server.spi.Login;
import org.pop3j.server.spi.TokenVerdict;
import org.pop3j.store.spi.MaildropName;

/**
 * What a valid access token must say to let somebody in (RFC 7519 section 4.1, RFC 8693 section 4.2). Immutable.
 *
 * @param issuer who must have issued it
 * @param audience whom it must be for, if that is checked
 * @param scope what it must permit, if that is checked
 * @param userClaim the claim that names the user, who has the maildrop of that name
 */
public record TokenRules(Optional<String> issuer, Optional<String> audience, Optional<String> scope, String userClaim) {
    private static final Duration CLOCKS_DIFFER = Duration.ofSeconds(60);

    /**
     * Checks the rules.
     *
     * @throws IllegalArgumentException if the claim that names the user is empty
     */
    public TokenRules {
        if (userClaim.isBlank()) {
            throw new IllegalArgumentException("expected the name of the claim that names the user, got nothing");
        }
    }

    /** Whether claims that are known to be genuine let a user in. */
    TokenVerdict verdict(Map<String, Object> claims, Optional<String> wanted, Instant now) {
        Optional<String> user = text(claims, userClaim).flatMap(TokenRules::prepared);
        Optional<String> fault = timeFault(claims, now)
                .or(() -> fault(issuer, text(claims, "iss").stream().toList(), "its issuer (iss)"))
                .or(() -> fault(audience, words(claims, "aud"), "its audience (aud)"))
                .or(() -> user.isEmpty() ? Optional.of("names no user in its claim " + userClaim) : Optional.empty())
                .or(() -> fault(wanted, user.stream().toList(), "whom it is of, the client asks for another name"));
        if (fault.isPresent()) {
            return new TokenVerdict.Refused(TokenRefusal.INVALID_TOKEN, "the token " + fault.get());
        }
        if (!scope.map(scopes(claims)::contains).orElse(true)) {
            return new TokenVerdict.Refused(
                    new TokenRefusal("insufficient_scope", scope, Optional.empty()),
                    "the token lacks the scope " + scope.orElseThrow());
        }
        return new TokenVerdict.Accepted(new Login(user.get(), new MaildropName(user.get())));
    }

    private static Optional<String> fault(Optional<String> expected, List<String> got, String what) {
        return expected.filter(text -> !got.contains(text)).map(text -> "is refused for " + what);
    }

    /** A token that never expires is none to build on. */
    private static Optional<String> timeFault(Map<String, Object> claims, Instant now) {
        Optional<Instant> end = time(claims, "exp");
        Optional<Instant> begin = time(claims, "nbf");
        if (end.isEmpty()) {
            return Optional.of("does not say when it expires (exp)");
        }
        if (!now.isBefore(end.get().plus(CLOCKS_DIFFER))) {
            return Optional.of("expired at " + end.get() + " (exp)");
        }
        return begin.filter(instant -> !now.plus(CLOCKS_DIFFER).isAfter(instant))
                .map(instant -> "is not valid before " + instant + " (nbf)");
    }

    /** When a token expires, by what its claims say. */
    static Optional<Instant> time(Map<String, Object> claims, String claim) {
        Object value = claims.get(claim);
        if (value instanceof Date date) {
            return Optional.of(date.toInstant());
        }
        return value instanceof Number seconds
                ? Optional.of(Instant.ofEpochSecond(seconds.longValue()))
                : Optional.empty();
    }

    private static Optional<String> text(Map<String, Object> claims, String claim) {
        return claims.get(claim) instanceof String text ? Optional.of(text) : Optional.empty();
    }

    private static Optional<String> prepared(String name) {
        try {
            return Optional.of(SaslPrep.query(name)).filter(prepared -> !prepared.isEmpty());
        } catch (IllegalArgumentException prohibited) {
            return Optional.empty();
        }
    }

    /** {@code scope} of RFC 8693 and 7662, {@code scp} of Microsoft. */
    private static List<String> scopes(Map<String, Object> claims) {
        return Stream.of("scope", "scp")
                .flatMap(claim -> words(claims, claim).stream())
                .flatMap(words -> Arrays.stream(words.split(" ")))
                .toList();
    }

    /** A text, or a list of texts. */
    private static List<String> words(Map<String, Object> claims, String claim) {
        Object value = claims.get(claim);
        return value instanceof Collection<?> several
                ? several.stream().map(String::valueOf).toList()
                : text(claims, claim).stream().toList();
    }
}
