package org.pop3j.oauth;

import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Tokens in memory. */
final class MemoryTokenCache extends TokenCache {
    private final Turn turn;
    private final Map<CacheKey, Tokens> kept = new ConcurrentHashMap<>();

    MemoryTokenCache(Duration patience) {
        this.turn = new Turn(patience);
    }

    @Override
    Optional<Tokens> update(CacheKey key, Change change) throws IOException {
        return turn.take("the token cache", () -> {
            Optional<Tokens> changed = change.from(Optional.ofNullable(kept.get(key)));
            changed.ifPresent(tokens -> kept.put(key, tokens));
            return changed;
        });
    }
}
