package org.pop3j.store.spi;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.BitSet;
import java.util.Objects;
import org.pop3j.codec.UniqueId;

/**
 * An open maildrop: a snapshot under an exclusive-access lock. Messages have numbers from 1 to {@link #count()}, and
 * neither numbers nor sizes change while it is open (R1939-16).
 *
 * <p>Belongs to one thread at a time. By number and not as a list of objects, so that a million messages can be a few
 * arrays.
 *
 * <p>The lock is a lease: a store may lose it. From then on every method but {@link #close()} throws {@link
 * LeaseLostException}, and {@link #commit} removes nothing. What {@link #octets(int)} and {@link #uniqueId(int)} answer is of
 * the snapshot, so these two may notice the loss up to a second later.
 */
public interface Maildrop extends AutoCloseable {
    /** After this long {@link #octets(int, long[])} gives what it has. */
    Duration SLICE = Duration.ofSeconds(5);

    /**
     * How many messages there are.
     *
     * @return 0 or more
     * @throws MaildropException if the lease is lost
     */
    int count() throws MaildropException;

    /**
     * The octets of all messages together (the drop listing).
     *
     * @return the sum of {@link #octets(int)} over all numbers
     * @throws MaildropException if a size cannot be found, or the lease is lost
     */
    long octets() throws MaildropException;

    /**
     * The exact size of a message: what {@link org.pop3j.codec.ContentEncoder#octets()} counts for its content.
     *
     * @param number 1 to {@link #count()}
     * @return octets
     * @throws IndexOutOfBoundsException if there is no such number
     * @throws MaildropException if the size cannot be found, or the lease is lost
     */
    long octets(int number) throws MaildropException;

    /**
     * The exact sizes of several messages: {@link #octets(int)} for each, in one call. A store that must first find sizes
     * gives fewer when it takes longer than a few seconds; the caller asks again for the rest.
     *
     * @param from the number of the first message, 1 to {@link #count()}
     * @param into gets the sizes of the messages {@code from}, {@code from} + 1 and so on; not longer than there are messages
     * @return how many it got, at least 1
     * @throws IndexOutOfBoundsException if there is no such number, or no room in {@code into}
     * @throws MaildropException if a size cannot be found, or the lease is lost
     */
    default int octets(int from, long[] into) throws MaildropException {
        Objects.checkFromIndexSize(from - 1, Math.max(1, into.length), count());
        long end = System.nanoTime() + SLICE.toNanos();
        int known = 0;
        do {
            into[known] = octets(from + known);
            known++;
        } while (known < into.length && System.nanoTime() - end < 0);
        return known;
    }

    /**
     * The unique-ids of several messages in the order of their numbers: {@link #uniqueId(int)} for each, in one call.
     *
     * @param from the number of the first message, 1 to {@link #count()}
     * @param count how many, at least 1
     * @param target takes each
     * @throws IndexOutOfBoundsException if there are not so many
     * @throws MaildropException if the lease is lost
     */
    default void uniqueIds(int from, int count, UniqueIdTarget target) throws MaildropException {
        Objects.checkFromIndexSize(from - 1, Math.max(1, count), count());
        for (int number = from; number < from + count; number++) {
            byte[] octets = uniqueId(number).value().getBytes(StandardCharsets.US_ASCII);
            target.take(number, octets, 0, octets.length);
        }
    }

    /**
     * The unique-id of a message, the same in every session.
     *
     * @param number 1 to {@link #count()}
     * @return a conformant unique-id, different for each message of the maildrop
     * @throws IndexOutOfBoundsException if there is no such number
     * @throws MaildropException if the lease is lost
     */
    UniqueId uniqueId(int number) throws MaildropException;

    /**
     * Opens the stored octets of a message.
     *
     * @param number 1 to {@link #count()}
     * @return the content; the caller closes it
     * @throws IndexOutOfBoundsException if there is no such number
     * @throws MaildropException if the message is gone or cannot be read, or the lease is lost
     */
    StoredContent content(int number) throws MaildropException;

    /**
     * Removes messages for good (the UPDATE state, RFC 1939 section 6): exactly the named ones, by identity and not by
     * position (S-33). Goes on with the rest where one cannot be removed. One that somebody else has removed meanwhile
     * counts as removed. Removals are durable when this returns. The maildrop is only good for {@link #close()} after it.
     *
     * @param numbers the numbers to remove, bit n for message n
     * @return the numbers that could not be removed, empty if all were
     * @throws LeaseLostException if the lease is lost; nothing was removed
     * @throws MaildropException if nothing could be removed
     */
    BitSet commit(BitSet numbers) throws MaildropException;

    /**
     * The same, and the store is told which messages the client has been sent whole: it may mark them as seen. Such a mark
     * that cannot be made is no failure.
     *
     * @param numbers the numbers to remove, bit n for message n
     * @param retrieved the numbers of messages that were sent whole, bit n for message n
     * @return the numbers that could not be removed, empty if all were
     * @throws LeaseLostException if the lease is lost; nothing was removed
     * @throws MaildropException if nothing could be removed
     */
    default BitSet commit(BitSet numbers, BitSet retrieved) throws MaildropException {
        return numbers.isEmpty() ? new BitSet() : commit(numbers);
    }

    /**
     * Releases the lock and removes nothing, whatever happened before. May be called twice.
     */
    @Override
    void close();
}
