package org.pop3j.store.maildir;

import java.io.IOException;
import java.nio.file.attribute.PosixFileAttributes;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

/**
 * Which state of a folder was seen: nothing was added, renamed or removed in it as long as the stamp is the same, provided
 * that its time was past the {@linkplain #tick tick} of the file system's clock when it was seen.
 *
 * @param modifiedNanos when the folder was changed, since 1970
 * @param key which folder it is
 */
record FolderStamp(long modifiedNanos, long key) {
    /** Like no folder. */
    static final FolderStamp NONE = new FolderStamp(Long.MIN_VALUE, 0);

    private static final long NANOS_PER_SECOND = 1_000_000_000;
    private static final Duration TICK = Duration.ofMillis(20);
    private static final Duration COARSE_TICK = Duration.ofSeconds(2);

    static FolderStamp of(Entry folder) throws IOException {
        PosixFileAttributes attributes = folder.attributes();
        long nanos = attributes.lastModifiedTime().to(TimeUnit.NANOSECONDS);
        return new FolderStamp(nanos, Objects.hashCode(attributes.fileKey()));
    }

    /** File systems tell times apart no finer than their clock ticks; some only tell seconds apart. */
    Duration tick() {
        return modifiedNanos % NANOS_PER_SECOND == 0 ? COARSE_TICK : TICK;
    }

    /** Whether the folder had been left alone for so long at that time. */
    boolean isOlderThan(Duration age, Instant now) {
        Instant changed = Instant.ofEpochSecond(0, modifiedNanos);
        return changed.plus(age).isBefore(now);
    }

    /** This stamp if a later change is certain to show in it, else none: two seconds for clocks that differ (M-05). */
    FolderStamp trusted(Instant scanned) {
        return isOlderThan(COARSE_TICK, scanned) ? this : NONE;
    }
}
