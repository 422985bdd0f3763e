package org.pop3j.jakarta.mail;

import java.lang.ref.SoftReference;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The content of a message as long as it is kept. Safe for use by several threads. */
final class KeptContent {
    private volatile SoftReference<@Nullable Content> soft = new SoftReference<>(null);
    private volatile Optional<Content> hard = Optional.empty();
    private volatile How how = How.AS_MEMORY_ALLOWS;

    /** For how long. */
    enum How {
        AS_MEMORY_ALLOWS,
        /** Retrieved in advance: would be for nothing if it were given up before anybody has seen it. */
        UNTIL_TAKEN,
        UNTIL_FORGOTTEN
    }

    void keep(Content content, How newHow) {
        soft = new SoftReference<>(content);
        hard = newHow == How.AS_MEMORY_ALLOWS ? Optional.empty() : Optional.of(content);
        how = newHow;
    }

    Optional<Content> get() {
        return Optional.ofNullable(soft.get())
                .filter(content -> content.octets().isThere());
    }

    /** Ends the special care for what was retrieved in advance, and says how many octets that frees. */
    long taken(How next) {
        Optional<Content> held = hard;
        if (how != How.UNTIL_TAKEN || held.isEmpty()) {
            return 0;
        }
        keep(held.orElseThrow(), next);
        return held.orElseThrow().octets().length();
    }

    void forget() {
        soft = new SoftReference<>(null);
        hard = Optional.empty();
    }
}
