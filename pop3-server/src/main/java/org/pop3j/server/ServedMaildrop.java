package org.pop3j.server;

import java.util.Arrays;
import java.util.BitSet;
import java.util.OptionalLong;
import org.pop3j.codec.UniqueId;
import org.pop3j.store.spi.Maildrop;
import org.pop3j.store.spi.MaildropException;

/**
 * The open maildrop of a session: asks the store for many things in one call, because a call may cost a change of threads.
 * Belongs to the session's thread.
 */
final class ServedMaildrop {
    /** How many messages one call asks for. */
    static final int SLICE = 4096;

    private final Maildrop maildrop;
    private final StoreWork work;
    private final BufferPool pool;
    private final int count;
    private OptionalLong total = OptionalLong.empty();
    private final BitSet retrieved = new BitSet();
    private boolean isClosed;

    private ServedMaildrop(Maildrop maildrop, StoreWork work, BufferPool pool, int count) {
        this.maildrop = maildrop;
        this.work = work;
        this.pool = pool;
        this.count = count;
    }

    /**
     * Opens a maildrop.
     *
     * @param opening opens it and takes the lock
     * @throws RefusedException if it is in use or broken; the lock is free again
     */
    static ServedMaildrop open(StoreWork.Call<Maildrop> opening, StoreWork work, BufferPool pool)
            throws RefusedException {
        return work.call(() -> counted(opening.run(), work, pool), late -> late.maildrop.close());
    }

    private static ServedMaildrop counted(Maildrop maildrop, StoreWork work, BufferPool pool) throws MaildropException {
        try {
            return new ServedMaildrop(maildrop, work, pool, maildrop.count());
        } catch (MaildropException | RuntimeException e) {
            maildrop.close();
            throw e;
        }
    }

    int count() {
        return count;
    }

    /** A message was sent whole. */
    void retrieved(int number) {
        retrieved.set(number);
    }

    /** The octets of all messages; asked for in slices, because a store may have to read every message once. */
    long octets() throws RefusedException {
        if (total.isEmpty()) {
            long sum = 0;
            for (int from = 1; from <= count; ) {
                long[] slice = octetsFrom(from);
                for (long octets : slice) {
                    sum += octets;
                }
                from += slice.length;
            }
            total = OptionalLong.of(sum);
        }
        return total.getAsLong();
    }

    long octets(int number) throws RefusedException {
        return work.call(() -> maildrop.octets(number));
    }

    /** The sizes of the messages from a number on: at least one, at most {@link #SLICE}, fewer if the store is slow. */
    long[] octetsFrom(int from) throws RefusedException {
        return work.call(() -> {
            long[] octets = new long[sliceFrom(from)];
            int known = maildrop.octets(from, octets);
            return known == octets.length ? octets : Arrays.copyOf(octets, known);
        });
    }

    UniqueId uniqueId(int number) throws RefusedException {
        return work.call(() -> maildrop.uniqueId(number));
    }

    /**
     * The lines of the unique-ids of messages {@code from} to {@code from + SLICE - 1}, as far as there are any.
     *
     * @param skipped these get no line
     */
    ListingLines uniqueIdsFrom(int from, DeletionMarks skipped) throws RefusedException {
        return work.call(() -> {
            int messages = sliceFrom(from);
            ListingLines lines = new ListingLines(messages);
            maildrop.uniqueIds(from, messages, (number, octets, offset, length) -> {
                if (!skipped.isMarked(number)) {
                    lines.add(number, octets, offset, length);
                }
            });
            return lines;
        });
    }

    /** Opens a message and reads its first piece, so that most failures come before {@code +OK}. */
    OpenedContent content(int number) throws RefusedException {
        return OpenedContent.open(() -> maildrop.content(number), work, pool);
    }

    /** The sum of the sizes of some messages. */
    long octets(BitSet numbers) throws RefusedException {
        return numbers.isEmpty() ? 0 : work.call(() -> sum(numbers));
    }

    /** Removes messages, then releases the lock, so that it is free when the client reads the answer. */
    BitSet commitAndClose(BitSet numbers) throws RefusedException {
        BitSet left = work.update(() -> {
            try (maildrop) {
                return numbers.isEmpty() && retrieved.isEmpty() ? new BitSet() : maildrop.commit(numbers, retrieved);
            }
        });
        isClosed = true;
        return left;
    }

    /** Releases the lock and removes nothing; may be called twice. */
    void close() {
        if (!isClosed) {
            isClosed = true;
            work.last(maildrop::close);
        }
    }

    private int sliceFrom(int from) {
        return Math.min(SLICE, count - from + 1);
    }

    private long sum(BitSet numbers) throws MaildropException {
        long sum = 0;
        for (int n = numbers.nextSetBit(0); n >= 0; n = numbers.nextSetBit(n + 1)) {
            sum += maildrop.octets(n);
        }
        return sum;
    }
}
