package org.pop3j.oauth;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Tokens in a file, which processes change in turn. */
final class FileTokenCache extends TokenCache {
    /** One for each file of this JVM: a second channel on a lock file, once closed, would drop the lock of the process. */
    private static final Map<Path, Turn> TURNS = new ConcurrentHashMap<>();

    private final Path file;
    private final Duration patience;

    FileTokenCache(Path file, Duration patience) {
        this.file = file.normalize();
        this.patience = patience;
    }

    @Override
    Optional<Tokens> update(CacheKey key, Change change) throws IOException {
        Turn turn = TURNS.computeIfAbsent(file, path -> new Turn(patience));
        return turn.take("the token cache " + file, () -> {
            FileTurn lock = FileTurn.take(lockFile(), patience);
            try (lock) {
                return change(key, change);
            }
        });
    }

    private Optional<Tokens> change(CacheKey key, Change change) throws IOException {
        OwnersFile owners = new OwnersFile(file);
        Optional<Tokens> kept = owners.read().flatMap(text -> TokenFileForm.read(text, key));
        Optional<Tokens> changed = change.from(kept);
        if (changed.isPresent() && !changed.equals(kept)) {
            owners.replace(TokenFileForm.write(changed.get(), key));
        }
        return changed;
    }

    private Path lockFile() {
        return file.resolveSibling(file.getFileName() + ".lock");
    }
}
