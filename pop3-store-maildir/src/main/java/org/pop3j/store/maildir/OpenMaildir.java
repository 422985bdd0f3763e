package org.pop3j.store.maildir;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.util.BitSet;
import java.util.Objects;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.pop3j.codec.UniqueId;
import org.pop3j.store.spi.LeaseLostException;
import org.pop3j.store.spi.Maildrop;
import org.pop3j.store.spi.MaildropFailedException;
import org.pop3j.store.spi.StoredContent;
import org.pop3j.store.spi.UniqueIdTarget;

/**
 * A Maildir open for a session. The lease is lost when somebody removes or replaces the lock file, or closes it by an
 * interrupt. Sizes and unique-ids of single messages are of the snapshot and asked for each message of a listing: for them
 * the lease is looked at once a second at most.
 */
final class OpenMaildir implements Maildrop {
    private final Opening opening;
    private final MaildirOptions options;
    private final Maildir maildir;
    private final Lease lease;
    private final Messages messages;
    private final UniqueIds uniqueIds;
    private final MessageOpening files;
    private final Sizes sizes;
    private boolean isClosed;

    /** {@code nanoTime} as of {@link System#nanoTime()}. */
    OpenMaildir(Opening opening, MaildirOptions options, LongSupplier nanoTime) {
        this.opening = opening;
        this.options = options;
        this.maildir = opening.maildir();
        this.lease = new Lease(maildir, opening.locks(), nanoTime);
        this.messages = new Messages(maildir, opening.known(), options);
        this.uniqueIds = new UniqueIds(options.uniqueIds());
        this.files = new MessageOpening(maildir, messages.catalogue());
        files.confirmed(opening.firstNew(), messages.count());
        this.sizes = new Sizes(maildir, messages, files, new SizeSources(maildir, options.sizes()), nanoTime);
    }

    @Override
    public int count() throws LeaseLostException {
        lease.check();
        return messages.count();
    }

    @Override
    public long octets() throws LeaseLostException {
        lease.check();
        return sizes.sum();
    }

    @Override
    public long octets(int number) throws LeaseLostException {
        lease.checkNowAndThen();
        return sizes.of(checked(number));
    }

    @Override
    public UniqueId uniqueId(int number) throws LeaseLostException {
        lease.checkNowAndThen();
        return uniqueIds.of(messages.catalogue(), checked(number) - 1);
    }

    @Override
    public int octets(int from, long[] into) throws LeaseLostException {
        lease.check();
        Objects.checkFromIndexSize(from - 1, Math.max(1, into.length), messages.count());
        return sizes.fill(from, into);
    }

    @Override
    public void uniqueIds(int from, int count, UniqueIdTarget target) throws LeaseLostException {
        lease.check();
        Objects.checkFromIndexSize(from - 1, Math.max(1, count), messages.count());
        Catalogue catalogue = messages.catalogue();
        for (int number = from; number < from + count; number++) {
            int current = number;
            uniqueIds.give(
                    catalogue, number - 1, (octets, offset, length) -> target.take(current, octets, offset, length));
        }
    }

    @Override
    public StoredContent content(int number) throws LeaseLostException, MaildropFailedException {
        lease.check();
        int index = checked(number) - 1;
        try {
            FileChannel channel = messages.read(number, files::open);
            return messages.catalogue().isCounted(index)
                    ? FileContent.of(channel, messages.catalogue().form(index))
                    : FileContent.counting(channel, found -> sizes.correct(index, found));
        } catch (IOException e) {
            throw new MaildropFailedException("message " + number + " of " + maildir + " cannot be read: " + e, e);
        }
    }

    @Override
    public BitSet commit(BitSet numbers) throws LeaseLostException, MaildropFailedException {
        lease.check();
        numbers.stream().forEach(this::checked);
        try {
            return remove(numbers);
        } catch (IOException e) {
            throw new MaildropFailedException("removals from " + maildir + " may not be durable: " + e, e);
        }
    }

    private BitSet remove(BitSet numbers) throws IOException {
        if (numbers.isEmpty()) {
            return numbers;
        }
        if (options.flags() == MaildirOptions.Flags.TRASH) {
            return remove(numbers, Trash.openOrMake(maildir));
        }
        return options.lock() == MaildirOptions.Lock.SNAPSHOT
                ? remove(numbers, Withdrawn.openOrMake(maildir))
                : new Removal(opening, messages, files, Optional.empty()).remove(numbers);
    }

    private BitSet remove(BitSet numbers, Remains opened) throws IOException {
        try (Remains remains = opened) {
            return new Removal(opening, messages, files, Optional.of(remains)).remove(numbers);
        }
    }

    @Override
    public BitSet commit(BitSet numbers, BitSet retrieved) throws LeaseLostException, MaildropFailedException {
        BitSet left = commit(numbers);
        if (options.flags() == MaildirOptions.Flags.SEEN) {
            retrieved.stream().forEach(this::checked);
            BitSet seen = (BitSet) retrieved.clone();
            seen.andNot(messages.gone());
            new MessageFlags(maildir, messages, files).seen(seen);
        }
        return left;
    }

    @Override
    public void close() {
        if (isClosed) {
            return;
        }
        isClosed = true;
        try {
            opening.close(messages);
        } catch (IOException e) {
            throw new UncheckedIOException("closing " + maildir, e);
        }
    }

    private int checked(int number) {
        return Objects.checkIndex(number - 1, messages.count()) + 1;
    }
}
