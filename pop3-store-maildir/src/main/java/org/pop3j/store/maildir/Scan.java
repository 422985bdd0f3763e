package org.pop3j.store.maildir;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.Path;
import java.nio.file.SecureDirectoryStream;
import java.time.Duration;
import java.time.Instant;
import java.util.BitSet;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.LongSupplier;

/**
 * Lists a Maildir while others rename and deliver (M-05), and notes in {@link Known} where the messages are. A folder that is
 * as it was is not read at all. A folder may hide a file that is renamed while it is read, so the listing is done again
 * until nothing changed meanwhile, and a known message counts as gone only when two such listings did not see it. Where
 * that does not come to an end, what any pass saw counts: a message shown that is gone does no harm, a message hidden does.
 */
final class Scan {
    private static final int PASSES = 10;
    private static final int PASSES_AT_LEAST = 3;
    private static final Duration LONGEST = Duration.ofMillis(300);
    /** While passes still see messages that those before have missed. */
    private static final Duration LONGEST_UNSETTLED = Duration.ofSeconds(2);

    private static final int WAITS = 1;

    private final Maildir maildir;
    private final Known known;
    private final LongSupplier nanoTime;
    private final long begin;
    private FolderStamp[] stamps;
    private long stableSince;
    private int waits;
    private final Absences absences = new Absences();

    private Scan(Maildir maildir, Known known, LongSupplier nanoTime) throws IOException {
        this.maildir = maildir;
        this.known = known;
        this.nanoTime = nanoTime;
        this.begin = nanoTime.getAsLong();
        this.stamps = stamps();
        this.stableSince = nanoTime.getAsLong();
    }

    /**
     * What a listing found.
     *
     * @param newcomers the messages that were not known, in no order
     * @param gone the indexes of known messages that are there no more
     * @param unseen the indexes of known messages that no pass saw: beside those that are gone, in a folder that was never
     *     quiet, those that probably are
     */
    record Result(Collection<Newcomer> newcomers, BitSet gone, BitSet unseen) {}

    /** Brings what is known up to date; folders that are as they were are not read. */
    static Result update(Maildir maildir, Known known) throws IOException {
        return update(maildir, known, System::nanoTime);
    }

    /** The same with another clock for how long it may take, as of {@link System#nanoTime()}. */
    static Result update(Maildir maildir, Known known, LongSupplier nanoTime) throws IOException {
        Scan scan = new Scan(maildir, known, nanoTime);
        return scan.changedParts().isEmpty() ? new Result(List.of(), new BitSet(), new BitSet()) : scan.run(false);
    }

    /** Reads both folders: a message is not where it should be. */
    static Result again(Maildir maildir, Known known) throws IOException {
        return new Scan(maildir, known, System::nanoTime).run(true);
    }

    private Result run(boolean isDoubtful) throws IOException {
        Sightings sightings = new Sightings(maildir, known.messages());
        boolean all = isDoubtful;
        for (int pass = 1; pass <= PASSES || isWorthMore(sightings); pass++) {
            // Not the clock of the store: it is compared with the times that the file system gave the folders.
            Instant now = Instant.now();
            Set<Part> parts = all ? EnumSet.of(Part.NEW, Part.CUR) : changedParts();
            BitSet missing = read(parts, sightings);
            if (isQuiet(now, parts)) {
                absences.note(missing);
                if (absences.isDecided()) {
                    known.stamps(stamps[0].trusted(now), stamps[1].trusted(now));
                    return new Result(sightings.latest(), absences.gone(), absences.gone());
                }
            }
            if (pass >= PASSES_AT_LEAST && hasTaken(LONGEST) && !isWorthMore(sightings)) {
                break;
            }
            if (!missing.isEmpty()) {
                all = true;
                waitForTick(now);
            }
        }
        known.distrust();
        return new Result(sightings.all(), new BitSet(), sightings.missing());
    }

    private boolean isWorthMore(Sightings sightings) {
        return !sightings.isSettled() && !hasTaken(LONGEST_UNSETTLED);
    }

    private boolean hasTaken(Duration time) {
        return nanoTime.getAsLong() - begin > time.toNanos();
    }

    private Set<Part> changedParts() {
        Set<Part> parts = EnumSet.noneOf(Part.class);
        if (!stamps[0].equals(known.stamp(Part.NEW))) {
            parts.add(Part.NEW);
        }
        if (!stamps[1].equals(known.stamp(Part.CUR))) {
            parts.add(Part.CUR);
        }
        return parts;
    }

    /** New first: a message that moves to cur meanwhile is seen twice, not never. Gives the known ones that were not seen. */
    private BitSet read(Set<Part> parts, Sightings sightings) throws IOException {
        sightings.begin(parts);
        for (Part part : parts) {
            try (SecureDirectoryStream<Path> folder = maildir.enter(part)) {
                sightings.see(part, folder);
            } catch (DirectoryIteratorException e) {
                throw e.getCause();
            }
        }
        sightings.end();
        return sightings.missing();
    }

    /** Whether nothing changed during the pass, and no change can have hidden in the tick of the clock before it. */
    private boolean isQuiet(Instant passBegin, Set<Part> parts) throws IOException {
        FolderStamp[] now = stamps();
        if (!now[0].equals(stamps[0]) || !now[1].equals(stamps[1])) {
            stamps = now;
            stableSince = nanoTime.getAsLong();
            return false;
        }
        return parts.isEmpty() || untilPastTick(passBegin) <= 0;
    }

    /**
     * How long until a later change must show in the stamps: they are old by the clock, or were seen unchanged for a while,
     * which needs no clock that agrees with the file system's.
     *
     * @return nanoseconds, 0 or less if that is so already
     */
    private long untilPastTick(Instant now) {
        long longest = 0;
        for (FolderStamp stamp : stamps) {
            if (!stamp.isOlderThan(stamp.tick(), now)) {
                longest = Math.max(longest, stamp.tick().toNanos());
            }
        }
        return longest == 0 ? 0 : longest - (nanoTime.getAsLong() - stableSince);
    }

    /** Where a known message is missing: to call it gone needs listings that can be believed. */
    private void waitForTick(Instant now) {
        long nanos = untilPastTick(now);
        if (nanos > 0 && waits < WAITS) {
            waits++;
            Waiting.pass(nanos);
        }
    }

    private FolderStamp[] stamps() throws IOException {
        return new FolderStamp[] {
            FolderStamp.of(maildir.entry(Part.NEW.folder())), FolderStamp.of(maildir.entry(Part.CUR.folder()))
        };
    }
}
