package org.pop3j.testkit;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.BitSet;
import java.util.Optional;
import org.pop3j.codec.UniqueId;
import org.pop3j.store.MemoryStore;
import org.pop3j.store.spi.DeliveryId;
import org.pop3j.store.spi.Maildrop;
import org.pop3j.store.spi.MaildropException;
import org.pop3j.store.spi.MaildropName;
import org.pop3j.store.spi.MaildropStore;
import org.pop3j.store.spi.StoredContent;

/** A right store in which single methods can be made wrong. */
class StoreWrapper implements MaildropStore {
    final MemoryStore right = new MemoryStore();

    @Override
    public Maildrop open(MaildropName name) throws MaildropException {
        return right.open(name);
    }

    @Override
    public UniqueId deliver(MaildropName name, InputStream message, Optional<DeliveryId> deliveryId)
            throws MaildropException, IOException {
        return right.deliver(name, message, deliveryId);
    }

    @Override
    public Duration deliveryWindow() {
        return right.deliveryWindow();
    }

    @Override
    public void create(MaildropName name) throws MaildropException {
        right.create(name);
    }

    @Override
    public void close() {
        right.close();
    }

    /** A right maildrop in which single methods can be made wrong. */
    static class MaildropWrapper implements Maildrop {
        final Maildrop right;

        MaildropWrapper(Maildrop right) {
            this.right = right;
        }

        @Override
        public int count() throws MaildropException {
            return right.count();
        }

        @Override
        public long octets() throws MaildropException {
            return right.octets();
        }

        @Override
        public long octets(int number) throws MaildropException {
            return right.octets(number);
        }

        @Override
        public UniqueId uniqueId(int number) throws MaildropException {
            return right.uniqueId(number);
        }

        @Override
        public StoredContent content(int number) throws MaildropException {
            return right.content(number);
        }

        @Override
        public BitSet commit(BitSet numbers) throws MaildropException {
            return right.commit(numbers);
        }

        @Override
        public void close() {
            right.close();
        }
    }
}
