package org.pop3j.store.maildir;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.BitSet;
import java.util.List;
import java.util.Objects;
import java.util.function.LongSupplier;
import org.pop3j.codec.UniqueId;
import org.pop3j.store.spi.LeaseLostException;
import org.pop3j.store.spi.Maildrop;
import org.pop3j.store.spi.MaildropFailedException;
import org.pop3j.store.spi.StoredContent;

/**
 * A Maildir open for a session. The lease is lost when somebody removes or replaces the lock file, or closes it by an
 * interrupt. Sizes and unique-ids of single messages are of the snapshot and asked for each message of a listing: for them
 * the lease is looked at once a second at most.
 */
final class OpenMaildir implements Maildrop {
    private final Maildir maildir;
    private final SessionLocks locks;
    private final Lease lease;
    private final Messages messages;
    private final List<UniqueId> uniqueIds;
    private final MessageOpening opening;
    private final Sizes sizes;

    /** Takes over the opened folder and its lock; {@code nanoTime} as of {@link System#nanoTime()}. */
    OpenMaildir(Maildir maildir, SessionLocks locks, List<MessageFile> inOrder, UniqueIds ids, LongSupplier nanoTime) {
        this.maildir = maildir;
        this.locks = locks;
        this.lease = new Lease(maildir, locks, nanoTime);
        this.messages = new Messages(maildir, inOrder);
        this.uniqueIds = ids.of(inOrder);
        this.opening = new MessageOpening(maildir.owner());
        this.sizes = new Sizes(messages, opening);
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
        return uniqueIds.get(checked(number) - 1);
    }

    @Override
    public StoredContent content(int number) throws LeaseLostException, MaildropFailedException {
        lease.check();
        checked(number);
        try {
            return new FileContent(messages.act(number, opening::open));
        } catch (IOException e) {
            throw new MaildropFailedException("message " + number + " of " + maildir + " cannot be read: " + e, e);
        }
    }

    @Override
    public BitSet commit(BitSet numbers) throws LeaseLostException, MaildropFailedException {
        lease.check();
        numbers.stream().forEach(this::checked);
        try {
            return new Removal(maildir, messages).remove(numbers);
        } catch (IOException e) {
            throw new MaildropFailedException("removals from " + maildir + " may not be durable: " + e, e);
        }
    }

    @Override
    public void close() {
        try (maildir) {
            locks.close();
        } catch (IOException e) {
            throw new UncheckedIOException("closing " + maildir, e);
        }
    }

    private int checked(int number) {
        return Objects.checkIndex(number - 1, messages.count()) + 1;
    }
}
