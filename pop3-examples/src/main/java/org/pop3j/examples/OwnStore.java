package org.pop3j.examples;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.pop3j.codec.ContentEncoder;
import org.pop3j.codec.UniqueId;
import org.pop3j.store.spi.DeliveryId;
import org.pop3j.store.spi.Maildrop;
import org.pop3j.store.spi.MaildropException;
import org.pop3j.store.spi.MaildropFailedException;
import org.pop3j.store.spi.MaildropInUseException;
import org.pop3j.store.spi.MaildropName;
import org.pop3j.store.spi.MaildropStore;
import org.pop3j.store.spi.StoredContent;

/**
 * A store of one's own: every user finds the same notices and removes them for all, as if from a table of a database. It
 * takes no deliveries.
 */
public final class OwnStore implements MaildropStore {
    private final Map<String, String> notices = new ConcurrentHashMap<>();
    private final Set<MaildropName> inUse = ConcurrentHashMap.newKeySet();

    /** Makes a store without notices. */
    public OwnStore() {}

    /**
     * Puts a notice up.
     *
     * @param key names it for good: letters and digits
     * @param message header and body
     */
    public void put(String key, String message) {
        notices.put(new UniqueId(key).value(), message);
    }

    // snippet: store
    @Override
    public Maildrop open(MaildropName name) throws MaildropException {
        if (!inUse.add(name)) {
            throw new MaildropInUseException(name + " has a session already");
        }
        return new Notices(name, new TreeMap<>(notices));
    }

    /** A snapshot: numbers and sizes stay until the session ends, whatever happens to the store. */
    private final class Notices implements Maildrop {
        private final MaildropName name;
        private final List<String> keys;
        private final List<byte[]> messages;
        private boolean isOpen = true;

        Notices(MaildropName name, SortedMap<String, String> snapshot) {
            this.name = name;
            this.keys = List.copyOf(snapshot.keySet());
            this.messages = snapshot.values().stream()
                    .map(message -> message.getBytes(StandardCharsets.UTF_8))
                    .toList();
        }

        @Override
        public int count() {
            return keys.size();
        }

        @Override
        public long octets() throws MaildropException {
            long sum = 0;
            for (int number = 1; number <= count(); number++) {
                sum += octets(number);
            }
            return sum;
        }

        @Override
        public long octets(int number) throws MaildropException {
            byte[] message = messages.get(number - 1);
            try {
                ContentEncoder counter = ContentEncoder.counting();
                counter.write(message, 0, message.length);
                return counter.finish();
            } catch (IOException e) {
                throw new MaildropFailedException("counting failed", e);
            }
        }

        @Override
        public UniqueId uniqueId(int number) {
            return new UniqueId(keys.get(number - 1));
        }

        @Override
        public StoredContent content(int number) {
            return new InMemory(new ByteArrayInputStream(messages.get(number - 1)));
        }

        @Override
        public BitSet commit(BitSet numbers) {
            numbers.stream().forEach(number -> notices.remove(keys.get(number - 1)));
            return new BitSet(); // none was left behind
        }

        @Override
        public void close() {
            if (isOpen) { // a second close must not end the next session's lock
                isOpen = false;
                inUse.remove(name);
            }
        }
    }
    // end

    private record InMemory(InputStream octets) implements StoredContent {
        @Override
        public Form form() {
            return Form.UNKNOWN;
        }

        @Override
        public void close() throws IOException {
            octets.close();
        }
    }

    @Override
    public UniqueId deliver(MaildropName name, InputStream message, Optional<DeliveryId> deliveryId)
            throws MaildropException {
        throw new MaildropFailedException("this store takes no deliveries");
    }

    @Override
    public Duration deliveryWindow() {
        return Duration.ZERO;
    }

    @Override
    public void create(MaildropName name) {
        // Every name has a maildrop.
    }

    @Override
    public void close() {
        // Nothing is held outside the heap.
    }
}
