package org.pop3j.store.maildir;

import java.nio.ByteBuffer;
import java.util.BitSet;

/** Does again what the records of a cache file say. */
final class CacheReplay {
    /** Beyond that the numbers are given anew, by forgetting the cache. */
    static final int LAST_ARRIVAL = 1 << 30;

    private final Catalogue messages;
    private final Known known;
    private final BitSet dead = new BitSet();
    private boolean isStamped;
    private long deadOctets;

    CacheReplay(int messages, int octetsOfNames) {
        this.messages = new Catalogue(messages, octetsOfNames);
        this.known = new Known(this.messages);
    }

    boolean isEmpty() {
        return messages.count() == 0;
    }

    long deadOctets() {
        return deadOctets;
    }

    /** What came out; a stamp only counts as the last record of a file without damage. */
    Known finish(boolean isDamaged) {
        if (!dead.isEmpty()) {
            messages.forget(dead);
        }
        if (isDamaged || !isStamped) {
            known.distrust();
        }
        known.written();
        return known;
    }

    /** A message; whether the record makes sense. */
    boolean message(ByteBuffer source, int at, int octets) {
        CacheRecord.Fields fields = CacheRecord.fields(source, at);
        int name = CacheRecord.nameAt(at);
        if (!isGood(fields, source, name, octets)) {
            return false;
        }
        isStamped = false;
        int index = index(fields.arrival());
        if (index < messages.count()) {
            deadOctets += octets;
            if (messages.arrival(index) != fields.arrival()) {
                return false;
            }
        }
        messages.restore(index, fields.arrival(), source.array(), name, fields);
        return true;
    }

    /** The highest arrival number so far, 0 before the first message. */
    int lastArrival() {
        return isEmpty() ? 0 : messages.arrival(messages.count() - 1);
    }

    /** Messages behind all others. */
    boolean block(CacheBlock block) {
        isStamped = false;
        messages.restore(block);
        return true;
    }

    private static boolean isGood(CacheRecord.Fields fields, ByteBuffer source, int name, int octets) {
        return octets == CacheRecord.SHORTEST_MESSAGE + fields.nameLength() + fields.idLength()
                && fields.arrival() > 0
                && fields.arrival() < LAST_ARRIVAL
                && fields.bits() >= 0
                && fields.bits() <= Catalogue.MOST_BITS
                && fields.nameLength() > 0
                && fields.baseLength() <= fields.nameLength()
                && source.get(name) != '.';
    }

    /** Where an arrival number is, or would be. */
    private int index(int arrival) {
        int low = 0;
        int high = messages.count();
        if (high > 0 && messages.arrival(high - 1) < arrival) {
            return high;
        }
        while (low < high) {
            int middle = low + high >>> 1;
            if (messages.arrival(middle) < arrival) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    boolean dead(int arrival, int octets) {
        isStamped = false;
        deadOctets += octets;
        int index = index(arrival);
        if (index < messages.count() && messages.arrival(index) == arrival) {
            dead.set(index);
            deadOctets += CacheRecord.octets(messages, index);
        }
        return true;
    }

    boolean stamp(ByteBuffer source, int at, int octets) {
        int content = CacheRecord.contentAt(at);
        messages.nextArrival(Math.min(source.getInt(content + 4), LAST_ARRIVAL));
        known.stamps(
                new FolderStamp(source.getLong(content + 8), source.getLong(content + 16)),
                new FolderStamp(source.getLong(content + 24), source.getLong(content + 32)));
        known.ids(new IdBook.Stamp(source.getLong(content + 40), source.getLong(content + 48)));
        known.tidied(source.getLong(content + 56));
        isStamped = source.getInt(content) == messages.count() - dead.cardinality();
        deadOctets += octets;
        return true;
    }
}
