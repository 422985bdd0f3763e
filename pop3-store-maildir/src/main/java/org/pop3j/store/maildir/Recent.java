package org.pop3j.store.maildir;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What is known of Maildirs that were open lately, so that the next login need not read their cache files. A session takes
 * it out and puts it back: nobody shares it. Bounded; the longest unused goes first. Safe for several threads.
 */
final class Recent {
    private static final long MOST_OCTETS =
            Math.max(1 << 20, Math.min(64L << 20, Runtime.getRuntime().maxMemory() / 8));

    private final long mostOctets;
    private final Map<Object, Item> items = new LinkedHashMap<>();
    private long octets;

    /** Keeps 64 MiB at most, and at most an eighth of the heap. */
    Recent() {
        this(MOST_OCTETS);
    }

    Recent(long mostOctets) {
        this.mostOctets = mostOctets;
    }

    /**
     * What was put in.
     *
     * @param known what is known
     * @param mark the state of the cache file that says the same
     */
    record Item(Known known, CacheFile.Mark mark) {
        long octets() {
            return 1024 + known.messages().heapOctets();
        }
    }

    /** Takes out what is known of a Maildir. */
    synchronized Optional<Item> take(Object maildir) {
        Item item = items.remove(maildir);
        octets -= item == null ? 0 : item.octets();
        return Optional.ofNullable(item);
    }

    /** Puts it in for the next session. */
    synchronized void put(Object maildir, Item item) {
        take(maildir);
        items.put(maildir, item);
        octets += item.octets();
        for (Iterator<Item> eldest = items.values().iterator(); octets > mostOctets && eldest.hasNext(); ) {
            octets -= eldest.next().octets();
            eldest.remove();
        }
    }

    synchronized int size() {
        return items.size();
    }
}
