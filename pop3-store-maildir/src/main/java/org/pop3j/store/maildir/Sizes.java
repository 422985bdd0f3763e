package org.pop3j.store.maildir;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.SecureDirectoryStream;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * The exact sizes of the messages of one session (R1939-39, R1939-40): known from the cache, or found when they are first
 * asked for, many at once by several threads, and then kept.
 */
final class Sizes {
    private static final System.Logger LOG = System.getLogger("org.pop3j.store.maildir");
    private static final int SLICE = 1024;
    private static final int WORTH_A_HELPER = 16;
    private static final long PATIENCE_NANOS = Duration.ofSeconds(5).toNanos();

    private final Maildir maildir;
    private final Messages messages;
    private final Catalogue catalogue;
    private final MessageOpening opening;
    private final SizeSources sources;
    private final LongSupplier nanoTime;
    /** Of messages that cannot be counted, or were corrected after they had been told: neither is known for good. */
    private final Map<Integer, Long> told = new HashMap<>();

    /** {@code nanoTime} as of {@link System#nanoTime()}. */
    Sizes(Maildir maildir, Messages messages, MessageOpening opening, SizeSources sources, LongSupplier nanoTime) {
        this.maildir = maildir;
        this.messages = messages;
        this.catalogue = messages.catalogue();
        this.opening = opening;
        this.sources = sources;
        this.nanoTime = nanoTime;
    }

    /** The size of a message; 0 for one that cannot be read, which must not keep the others from being listed. */
    long of(int number) {
        int index = number - 1;
        if (!isKnown(index)) {
            find(number);
        }
        return size(index);
    }

    private long size(int index) {
        return told.isEmpty() ? catalogue.wire(index) : told.getOrDefault(index, catalogue.wire(index));
    }

    private boolean isKnown(int index) {
        return catalogue.wire(index) != Catalogue.UNKNOWN || told.containsKey(index);
    }

    long sum() {
        long[] slice = new long[SLICE];
        long sum = 0;
        for (int from = 1, found; from <= messages.count(); from += found) {
            found = fill(from, slice);
            for (int i = 0; i < found; i++) {
                sum += slice[i];
            }
        }
        return sum;
    }

    /** The sizes from a number on; fewer than there is room for if it takes long. Gives how many. */
    int fill(int from, long[] into) {
        int wanted = Math.min(into.length, messages.count() - from + 1);
        if (catalogue.wire(from - 1, into, wanted) && told.isEmpty()) {
            return wanted;
        }
        long end = nanoTime.getAsLong() + PATIENCE_NANOS;
        int done = 0;
        do {
            int slice = Math.min(SLICE, wanted - done);
            find(from + done, from + done + slice - 1);
            for (int i = 0; i < slice; i++, done++) {
                into[done] = of(from + done);
            }
        } while (done < wanted && nanoTime.getAsLong() - end < 0);
        return done;
    }

    /** Finds what is not known of some messages, in parallel. */
    private void find(int from, int to) {
        int unknown = 0;
        for (int index = from - 1; index < to; index++) {
            unknown += isKnown(index) ? 0 : 1;
        }
        if (unknown < 2) {
            return;
        }
        sources.prepare(unknown);
        try (SecureDirectoryStream<Path> arrivals = maildir.enter(Part.NEW);
                SecureDirectoryStream<Path> current = maildir.enter(Part.CUR)) {
            FileThreads.share(from - 1, to, index -> findIfUnknown(index, arrivals, current), unknown / WORTH_A_HELPER);
        } catch (IOException e) {
            LOG.log(Level.DEBUG, "to be counted one by one in " + maildir, e);
        }
        for (int index = from - 1; index < to; index++) {
            catalogue.changed(index);
        }
    }

    private void findIfUnknown(int index, SecureDirectoryStream<Path> arrivals, SecureDirectoryStream<Path> current) {
        if (isKnown(index)) {
            return;
        }
        SecureDirectoryStream<Path> folder = catalogue.part(index) == Part.NEW ? arrivals : current;
        try {
            find(new Entry(folder, catalogue.name(index)), index);
        } catch (IOException renamedOrUnreadable) {
            LOG.log(Level.TRACE, "to be looked up", renamedOrUnreadable);
        }
    }

    private void find(Entry entry, int index) throws IOException {
        long size = sources.told(catalogue, index, entry, opening);
        if (size != Catalogue.UNKNOWN) {
            catalogue.told(index, size);
            return;
        }
        try (FileChannel channel = opening.openKnown(entry, index)) {
            Count.Result count = Count.of(channel, catalogue.file(index));
            catalogue.counted(index, count.octets(), count.form());
        }
    }

    private void find(int number) {
        int index = number - 1;
        try {
            messages.read(number, (entry, i) -> {
                opening.confirm(entry, i);
                find(entry, i);
                return i;
            });
            catalogue.changed(index);
        } catch (IOException e) {
            LOG.log(Level.WARNING, "listed with 0 octets, cannot be read: " + catalogue.place(index), e);
            told.put(index, 0L);
        }
    }

    /** Sending a message found another size than was told: told stays what was told, known is what was found. */
    void correct(int index, Count.Result found) {
        long before = size(index);
        catalogue.counted(index, found.octets(), found.form());
        catalogue.changed(index);
        if (before != Catalogue.UNKNOWN && before != found.octets()) {
            LOG.log(
                    Level.WARNING,
                    "{0} of {1} was listed with {2} octets and has {3}",
                    catalogue.place(index),
                    maildir,
                    before,
                    found.octets());
            told.put(index, before);
        }
    }
}
