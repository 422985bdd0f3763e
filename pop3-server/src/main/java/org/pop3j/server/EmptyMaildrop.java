package org.pop3j.server;

import java.util.BitSet;
import org.pop3j.codec.UniqueId;
import org.pop3j.store.spi.Maildrop;
import org.pop3j.store.spi.StoredContent;

/** The maildrop of a user for whom nothing has been delivered yet: nothing is created by logging in. */
final class EmptyMaildrop implements Maildrop {
    @Override
    public int count() {
        return 0;
    }

    @Override
    public long octets() {
        return 0;
    }

    @Override
    public long octets(int number) {
        throw noMessages(number);
    }

    @Override
    public UniqueId uniqueId(int number) {
        throw noMessages(number);
    }

    @Override
    public StoredContent content(int number) {
        throw noMessages(number);
    }

    @Override
    public BitSet commit(BitSet numbers) {
        return new BitSet();
    }

    @Override
    public void close() {
        // Nothing is held.
    }

    private static IndexOutOfBoundsException noMessages(int number) {
        return new IndexOutOfBoundsException(number);
    }
}
