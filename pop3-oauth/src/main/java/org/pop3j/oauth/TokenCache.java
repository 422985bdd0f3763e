package org.pop3j.oauth;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** Where tokens are kept between logins. Safe for several threads. */
public abstract sealed class TokenCache permits FileTokenCache, MemoryTokenCache {
    /** How long to wait for somebody who fetches a token meanwhile. */
    static final Duration PATIENCE = Duration.ofMinutes(2);

    TokenCache() {}

    /**
     * Keeps the tokens of one user in a file that only its owner can read (mode 0600), replaced as a whole. Processes that
     * share it take turns by a lock on a second file, whose name ends in {@code .lock}; who cannot get it for two minutes fails.
     * Tokens of another user or application are not used, but replaced.
     *
     * @param file the file; its folder must be there
     * @return the cache
     */
    public static TokenCache file(Path file) {
        return new FileTokenCache(file.toAbsolutePath(), PATIENCE);
    }

    /**
     * Keeps the tokens of one user as long as this object lives.
     *
     * @return the cache
     */
    public static TokenCache memory() {
        return new MemoryTokenCache(PATIENCE);
    }

    /** What becomes of the kept tokens. */
    interface Change {
        /** Gives what is to be kept and used; empty to keep what there is and use nothing. */
        Optional<Tokens> from(Optional<Tokens> kept) throws IOException;
    }

    /** Makes a change while nobody else can make one; what comes of it is kept before this returns. */
    abstract Optional<Tokens> update(CacheKey key, Change change) throws IOException;
}
