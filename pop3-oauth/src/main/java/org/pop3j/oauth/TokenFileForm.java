package org.pop3j.oauth;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.pop3j.client.AccessToken;

/** What stands in a cache file: a JSON object of texts. */
final class TokenFileForm {
    private static final String ACCESS = "access_token";
    private static final String REFRESH = "refresh_token";
    private static final String EXPIRES = "expires_at";

    private TokenFileForm() {}

    static String write(Tokens tokens, CacheKey key) {
        Map<String, String> members = new TreeMap<>(key.members());
        members.put(ACCESS, tokens.access().value());
        tokens.expiresAt().ifPresent(end -> members.put(EXPIRES, end.toString()));
        tokens.refresh().ifPresent(refresh -> members.put(REFRESH, refresh));
        return FlatJson.write(members) + "\n";
    }

    /** The tokens of that user and application; a file of others, or one that cannot be read, counts as none. */
    static Optional<Tokens> read(String text, CacheKey key) {
        try {
            Map<String, String> members = FlatJson.read(text);
            return key.isIn(members) ? Optional.of(tokens(members)) : Optional.empty();
        } catch (MalformedAnswerException | IllegalArgumentException | DateTimeException spoilt) {
            return Optional.empty();
        }
    }

    private static Tokens tokens(Map<String, String> members) {
        return new Tokens(
                new AccessToken(members.getOrDefault(ACCESS, "")),
                Optional.ofNullable(members.get(EXPIRES)).map(Instant::parse),
                Optional.ofNullable(members.get(REFRESH)));
    }
}
