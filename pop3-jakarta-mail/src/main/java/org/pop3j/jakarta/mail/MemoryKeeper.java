package org.pop3j.jakarta.mail;

import java.io.IOException;
import java.util.Arrays;

/** Keeps messages in memory: gathered in one array that is used again, then copied to their size. */
final class MemoryKeeper implements ContentKeeper {
    /** A larger message gets an array of its own, which is not copied. */
    private static final int MOST_COPIED = 1 << 18;

    private final ContentBuffer small = new ContentBuffer(0);

    @Override
    public KeptOctets keep(long expectedOctets, Source source) throws IOException {
        if (expectedOctets > MOST_COPIED) {
            ContentBuffer own = new ContentBuffer(expectedOctets);
            source.writeTo(own);
            return new MemoryOctets(own.octets(), own.length());
        }
        small.clear();
        source.writeTo(small);
        KeptOctets kept = new MemoryOctets(Arrays.copyOf(small.array(), small.length()), small.length());
        small.shrinkTo(MOST_COPIED);
        return kept;
    }

    @Override
    public boolean isInMemory() {
        return true;
    }

    @Override
    public void close() {
        small.shrinkTo(0);
    }
}
