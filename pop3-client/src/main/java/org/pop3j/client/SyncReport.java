package org.pop3j.client;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a run of {@link Pop3Sync} came to. Keys are text of the other side: escape them before showing.
 *
 * @param messages how many messages the maildrop had
 * @param taken how many the consumer took
 * @param octets their octets
 * @param known how many had been taken before
 * @param deleted how many were marked as deleted; whether they are is said by {@code deletions}
 * @param deletions what became of them
 * @param failed why the consumer did not take a message, by key: tried again in the next run
 * @param refused what the server said to a RETR or DELE, by key
 * @param setAside why a message is left alone after too many attempts, by key
 * @param tooLarge the messages that were skipped for their size
 * @param leftForLater how many the quotas left for the next run
 * @param sessions how many sessions it took
 * @param loginDelay the least time between two logins, if the server announces one (R2449-14)
 * @param warnings what somebody should know
 * @param failure why the run ended early, if it did: what is reported is done all the same
 */
public record SyncReport(
        int messages,
        int taken,
        long octets,
        int known,
        int deleted,
        Deletions deletions,
        Map<String, String> failed,
        Map<String, Pop3RefusedException> refused,
        Map<String, String> setAside,
        List<String> tooLarge,
        int leftForLater,
        int sessions,
        Optional<Duration> loginDelay,
        List<String> warnings,
        Optional<IOException> failure) {
    /** What became of the deletions. */
    public enum Deletions {
        /** None was asked for, or the session ended before. */
        NONE,
        /** The server said that all are done. */
        COMMITTED,
        /** The server said that it could not delete all; the next run tries again. */
        REFUSED,
        /** No answer to QUIT came (R1939-28); the next run looks. */
        UNKNOWN
    }

    /** Copies the collections, in order. */
    public SyncReport {
        failed = Collections.unmodifiableMap(new LinkedHashMap<>(failed));
        refused = Collections.unmodifiableMap(new LinkedHashMap<>(refused));
        setAside = Collections.unmodifiableMap(new LinkedHashMap<>(setAside));
        tooLarge = List.copyOf(tooLarge);
        warnings = List.copyOf(warnings);
    }

    /**
     * Whether all that was to be done is done: nothing failed, was refused, or ended early. Messages that are set aside, too
     * large or left for later do not count.
     *
     * @return whether it is
     */
    public boolean isComplete() {
        return failed.isEmpty() && refused.isEmpty() && failure.isEmpty() && deletions != Deletions.REFUSED;
    }

    /** Gathers a report. */
    static final class Draft {
        int messages;
        int taken;
        long octets;
        int known;
        int deleted;
        Deletions deletions = Deletions.NONE;
        final Map<String, String> failed = new LinkedHashMap<>();
        final Map<String, Pop3RefusedException> refused = new LinkedHashMap<>();
        final List<String> tooLarge = new ArrayList<>();
        int leftForLater;
        int sessions;
        Optional<Duration> loginDelay = Optional.empty();
        final List<String> warnings = new ArrayList<>();
        Optional<IOException> failure = Optional.empty();

        SyncReport report(Map<String, String> setAside) {
            return new SyncReport(
                    messages,
                    taken,
                    octets,
                    known,
                    deleted,
                    deletions,
                    failed,
                    refused,
                    setAside,
                    tooLarge,
                    leftForLater,
                    sessions,
                    loginDelay,
                    warnings,
                    failure);
        }
    }
}
