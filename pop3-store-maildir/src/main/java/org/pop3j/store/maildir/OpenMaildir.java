package org.pop3j.store.maildir;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.BitSet;
import java.util.List;
import java.util.Objects;
import org.pop3j.codec.UniqueId;
import org.pop3j.store.spi.LeaseLostException;
import org.pop3j.store.spi.Maildrop;
import org.pop3j.store.spi.MaildropFailedException;
import org.pop3j.store.spi.StoredContent;

/**
 * A Maildir open for a session. The lease is lost when somebody removes or replaces the lock file, or closes it by an
 * interrupt.
 */
final class OpenMaildir implements Maildrop {
    private final Maildir maildir;
    private final SessionLocks locks;
    private final Messages messages;
    private final List<UniqueId> uniqueIds;
    private final MessageOpening opening;
    private final Sizes sizes;

    /** Takes over the opened folder and its lock. */
    OpenMaildir(Maildir maildir, SessionLocks locks, List<MessageFile> inOrder, UniqueIds ids) {
        this.maildir = maildir;
        this.locks = locks;
        this.messages = new Messages(maildir, inOrder);
        this.uniqueIds = ids.of(inOrder);
        this.opening = new MessageOpening(maildir.owner());
        this.sizes = new Sizes(messages, opening);
    }

    @Override
    public int count() throws LeaseLostException {
        checkLease();
        return messages.count();
    }

    @Override
    public long octets() throws LeaseLostException {
        checkLease();
        return sizes.sum();
    }

    @Override
    public long octets(int number) throws LeaseLostException {
        checkLease();
        return sizes.of(checked(number));
    }

    @Override
    public UniqueId uniqueId(int number) throws LeaseLostException {
        checkLease();
        return uniqueIds.get(checked(number) - 1);
    }

    @Override
    public StoredContent content(int number) throws LeaseLostException, MaildropFailedException {
        checkLease();
        checked(number);
        try {
            return new FileContent(messages.act(number, opening::open));
        } catch (IOException e) {
            throw new MaildropFailedException("message " + number + " of " + maildir + " cannot be read: " + e, e);
        }
    }

    @Override
    public BitSet commit(BitSet numbers) throws LeaseLostException, MaildropFailedException {
        checkLease();
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

    private void checkLease() throws LeaseLostException {
        if (!locks.areHeld()) {
            throw new LeaseLostException("the lock file of " + maildir + " was removed, replaced or closed");
        }
    }
}
