package org.pop3j.store.maildir;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.Map;

/**
 * Where sizes come from that nobody has counted here: the {@code W=} of a name (M-04), the lists that Dovecot and Courier
 * keep. Foreign figures leave out the line end that a last line lacks, so the end of the file is looked at.
 *
 * <p>A small file is counted instead: that is the same open and one read, and cannot be wrong.
 */
final class SizeSources {
    private static final int WORTH_COUNTING = 32 * 1024;
    private static final int WORTH_A_LIST = 64;
    private static final int LINE_END = 2;

    private final Maildir maildir;
    private final MaildirOptions.Sizes trust;
    private Map<String, Long> foreign = Map.of();
    private boolean isPrepared;

    SizeSources(Maildir maildir, MaildirOptions.Sizes trust) {
        this.maildir = maildir;
        this.trust = trust;
    }

    /** Reads the lists of others if so many sizes are unknown that it is worth it. */
    void prepare(int unknown) {
        if (!isPrepared && unknown >= WORTH_A_LIST) {
            isPrepared = true;
            foreign = ForeignSizes.of(maildir);
        }
    }

    /** The size that others tell, or {@link Catalogue#UNKNOWN}; several threads may ask. */
    long told(Catalogue messages, int index, Entry entry, MessageOpening opening) throws IOException {
        long stored = messages.file(index);
        if (trust == MaildirOptions.Sizes.EXACT && stored <= WORTH_COUNTING) {
            return Catalogue.UNKNOWN;
        }
        String base = messages.base(index).octets();
        long told = NameSizes.wire(base, stored);
        if (told == Catalogue.UNKNOWN) {
            told = plausible(foreign.getOrDefault(base, Catalogue.UNKNOWN), stored);
        }
        if (told == Catalogue.UNKNOWN || trust == MaildirOptions.Sizes.TRUST_NAMES) {
            return told;
        }
        try (FileChannel channel = opening.openKnown(entry, index)) {
            return told + (endsWithLineFeed(channel) ? 0 : LINE_END);
        }
    }

    /** Each octet may be a line feed, and none may. */
    static long plausible(long wire, long stored) {
        return wire >= stored && wire <= 2 * stored ? wire : Catalogue.UNKNOWN;
    }

    private static boolean endsWithLineFeed(FileChannel channel) throws IOException {
        ByteBuffer last = ByteBuffer.allocate(1);
        return channel.size() == 0 || channel.read(last, channel.size() - 1) == 1 && last.get(0) == '\n';
    }
}
