package org.pop3j.client;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a ledger knows of one message.
 *
 * @param attempts deliveries that began and did not succeed
 * @param lastBegun when the last of them began
 * @param takenAt when the consumer took it
 * @param deletedAt when the server was asked to delete it
 * @param absentSince since when it is missing from the listings
 * @param aside why it is left alone, if it is
 * @param content the digest of what was taken; empty where older versions or the caller wrote it down
 */
record LedgerEntry(
        int attempts,
        Optional<Instant> lastBegun,
        Optional<Instant> takenAt,
        Optional<Instant> deletedAt,
        Optional<Instant> absentSince,
        Optional<String> aside,
        String content) {
    static final LedgerEntry UNKNOWN = new LedgerEntry(
            0, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), "");

    /** This entry after what a line says; empty if nothing is known any more. */
    Optional<LedgerEntry> after(LedgerLine line) {
        Optional<Instant> when = Optional.of(line.when());
        return switch (line.event()) {
            case BEGUN -> Optional.of(with(attempts + 1, when, takenAt, deletedAt, absentSince, aside));
            case EXCUSED ->
                Optional.of(with(Math.max(0, attempts - 1), lastBegun, takenAt, deletedAt, absentSince, aside));
            case TAKEN ->
                Optional.of(new LedgerEntry(
                        0, Optional.empty(), when, Optional.empty(), Optional.empty(), Optional.empty(), line.note()));
            case DELETED -> Optional.of(with(attempts, lastBegun, takenAt, when, absentSince, aside));
            case ASIDE ->
                Optional.of(with(attempts, lastBegun, takenAt, deletedAt, absentSince, Optional.of(line.note())));
            case ABSENT -> Optional.of(with(attempts, lastBegun, takenAt, deletedAt, when, aside));
            case FORGOTTEN -> Optional.empty();
        };
    }

    private LedgerEntry with(
            int attempts,
            Optional<Instant> lastBegun,
            Optional<Instant> takenAt,
            Optional<Instant> deletedAt,
            Optional<Instant> absentSince,
            Optional<String> aside) {
        return new LedgerEntry(attempts, lastBegun, takenAt, deletedAt, absentSince, aside, content);
    }

    /** The fewest lines that lead to this entry. */
    List<LedgerLine> lines(String account, String key) {
        List<LedgerLine> lines = new ArrayList<>();
        takenAt.ifPresent(t -> lines.add(new LedgerLine(LedgerLine.Event.TAKEN, t, account, key, content)));
        for (int i = 0; i < attempts; i++) {
            Instant begun = lastBegun.orElse(Instant.EPOCH);
            lines.add(new LedgerLine(LedgerLine.Event.BEGUN, begun, account, key, ""));
        }
        deletedAt.ifPresent(t -> lines.add(new LedgerLine(LedgerLine.Event.DELETED, t, account, key, "")));
        absentSince.ifPresent(t -> lines.add(new LedgerLine(LedgerLine.Event.ABSENT, t, account, key, "")));
        aside.ifPresent(note ->
                lines.add(new LedgerLine(LedgerLine.Event.ASIDE, lastBegun.orElse(Instant.EPOCH), account, key, note)));
        return lines;
    }
}
