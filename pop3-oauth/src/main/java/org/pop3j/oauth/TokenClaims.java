package org.pop3j.oauth;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.pop3j.client.AccessToken;
import org.pop3j.codec.PeerText;

/**
 * What a token says of itself if it is a JWT (RFC 7519); nobody has verified it, and it is for the diagnosis only.
 *
 * @param members the claims
 */
record TokenClaims(Map<String, String> members) {
    private static final int PARTS = 3;

    static Optional<TokenClaims> of(AccessToken token) {
        String[] parts = token.value().split("\\.", -1);
        if (parts.length != PARTS) {
            return Optional.empty();
        }
        try {
            String json = new String(Base64.getUrlDecoder().decode(parts[1]), StandardCharsets.UTF_8);
            return Optional.of(new TokenClaims(FlatJson.read(json)));
        } catch (IllegalArgumentException | MalformedAnswerException opaque) {
            return Optional.empty();
        }
    }

    /** For whom, what for, and until when. */
    String sentence(Instant now) {
        List<String> claims = new ArrayList<>();
        claim("aud").ifPresent(audience -> claims.add("is for " + audience));
        claim("scp")
                .or(() -> claim("scope"))
                .or(() -> claim("roles"))
                .ifPresentOrElse(allows -> claims.add("allows " + allows), () -> claims.add("names no permission"));
        claim("upn")
                .or(() -> claim("preferred_username"))
                .or(() -> claim("email"))
                .ifPresent(user -> claims.add("belongs to " + user));
        expiry().ifPresent(end -> claims.add((end.isBefore(now) ? "expired at " : "is good until ") + end));
        return "the token " + String.join(", ", claims);
    }

    private Optional<String> claim(String name) {
        return Optional.ofNullable(members.get(name)).map(PeerText::quote);
    }

    private Optional<Instant> expiry() {
        return Optional.ofNullable(members.get("exp"))
                .filter(text -> text.matches("[0-9]{1,11}"))
                .map(text -> Instant.ofEpochSecond(Long.parseLong(text)));
    }
}
