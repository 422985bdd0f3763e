package org.pop3j.testkit;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.pop3j.codec.ContentEncoder;
import org.pop3j.codec.UniqueId;
import org.pop3j.store.spi.Maildrop;
import org.pop3j.store.spi.MaildropException;
import org.pop3j.store.spi.MaildropName;
import org.pop3j.store.spi.MaildropStore;
import org.pop3j.store.spi.StoredContent;

/** A store for each test, and short words for what the tests do. */
abstract class StoreFixture {
    static final MaildropName MROSE = new MaildropName("mrose");
    static final MaildropName OTHER = new MaildropName("other");
    static final MaildropName NOBODY = new MaildropName("nobody");

    private final List<MaildropStore> opened = new ArrayList<>();
    MaildropStore store;

    protected abstract MaildropStore newStore() throws Exception;

    protected abstract MaildropStore reopen(MaildropStore store) throws Exception;

    protected abstract List<MaildropName> impossibleNames();

    protected abstract void removeElsewhere(MaildropStore store, MaildropName name, UniqueId uniqueId) throws Exception;

    protected abstract void loseLease(Maildrop maildrop) throws Exception;

    protected abstract int manyMessages();

    @BeforeEach
    void makeStore() throws Exception {
        store = newStore();
        opened.add(store);
        store.create(MROSE);
    }

    @AfterEach
    void closeStores() {
        for (int i = opened.size() - 1; i >= 0; i--) {
            opened.get(i).close();
        }
    }

    /** Another store over the same data. */
    MaildropStore again() throws Exception {
        MaildropStore again = reopen(store);
        if (again != store) {
            opened.add(again);
        }
        return again;
    }

    UniqueId deliver(String message) throws MaildropException, IOException {
        return deliver(MROSE, octets(message));
    }

    UniqueId deliver(MaildropName name, byte[] message) throws MaildropException, IOException {
        return store.deliver(name, new ByteArrayInputStream(message), Optional.empty());
    }

    /** The unique-ids in the order of the numbers, as a session of its own sees them. */
    List<UniqueId> ids(MaildropStore store) throws MaildropException {
        try (Maildrop maildrop = store.open(MROSE)) {
            return ids(maildrop);
        }
    }

    static List<UniqueId> ids(Maildrop maildrop) throws MaildropException {
        List<UniqueId> ids = new ArrayList<>();
        for (int number = 1; number <= maildrop.count(); number++) {
            ids.add(maildrop.uniqueId(number));
        }
        return ids;
    }

    /** Removes in a session of its own. */
    BitSet remove(int... numbers) throws MaildropException {
        try (Maildrop maildrop = store.open(MROSE)) {
            return maildrop.commit(bits(numbers));
        }
    }

    static BitSet bits(int... numbers) {
        return IntStream.of(numbers).collect(BitSet::new, BitSet::set, BitSet::or);
    }

    /** The stored octets of a message as RETR would send them. */
    static byte[] sent(Maildrop maildrop, int number) throws MaildropException, IOException {
        try (StoredContent content = maildrop.content(number)) {
            return wire(content.octets().readAllBytes());
        }
    }

    /** A message as RETR would send it, termination line included. */
    static byte[] wire(byte[] message) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream(message.length + 16);
        ContentEncoder encoder = new ContentEncoder(out);
        encoder.write(message, 0, message.length);
        encoder.terminate();
        return out.toByteArray();
    }

    /** The size of a message as LIST gives it. */
    static long size(byte[] message) throws IOException {
        ContentEncoder counter = ContentEncoder.counting();
        counter.write(message, 0, message.length);
        return counter.finish();
    }

    static byte[] octets(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }
}
