package org.pop3j.cli;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Which of the messages that are stored here may be deleted on the server. */
@FunctionalInterface
interface Deletion {
    /** None. */
    Deletion NONE = stored -> false;

    /** All that are stored here, by this run or an earlier one. */
    Deletion ALL_STORED = Optional::isPresent;

    /** Those that were stored so long ago or longer when the question is asked; with zero, all that are stored. */
    static Deletion storedFor(Duration age) {
        return stored ->
                stored.filter(s -> !s.isAfter(Instant.now().minus(age))).isPresent();
    }

    /** Whether to delete a message that was stored at that time, or never. */
    boolean includes(Optional<Instant> stored);
}
