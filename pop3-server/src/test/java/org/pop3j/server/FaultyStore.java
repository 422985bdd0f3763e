package org.pop3j.server;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.time.Duration;
import java.util.BitSet;
import java.util.Optional;
import org.pop3j.codec.UniqueId;
import org.pop3j.store.spi.DeliveryId;
import org.pop3j.store.spi.Maildrop;
import org.pop3j.store.spi.MaildropException;
import org.pop3j.store.spi.MaildropName;
import org.pop3j.store.spi.MaildropStore;
import org.pop3j.store.spi.StoredContent;

/** A store over another one in which some method of its maildrops can be replaced by one that fails. */
class FaultyStore implements MaildropStore {
    private final MaildropStore sound;

    FaultyStore(MaildropStore sound) {
        this.sound = sound;
    }

    /** To be overridden: which maildrop a session gets. */
    Maildrop faulty(Maildrop maildrop) throws MaildropException {
        return maildrop;
    }

    @Override
    public Maildrop open(MaildropName name) throws MaildropException {
        return faulty(sound.open(name));
    }

    @Override
    public UniqueId deliver(MaildropName name, InputStream message, Optional<DeliveryId> deliveryId)
            throws MaildropException, IOException {
        return sound.deliver(name, message, deliveryId);
    }

    @Override
    public Duration deliveryWindow() {
        return sound.deliveryWindow();
    }

    @Override
    public void create(MaildropName name) throws MaildropException {
        sound.create(name);
    }

    @Override
    public void close() {
        sound.close();
    }

    /** A maildrop that passes everything on. */
    static class Passing implements Maildrop {
        private final Maildrop sound;

        Passing(Maildrop sound) {
            this.sound = sound;
        }

        @Override
        public int count() throws MaildropException {
            return sound.count();
        }

        @Override
        public long octets() throws MaildropException {
            return sound.octets();
        }

        @Override
        public long octets(int number) throws MaildropException {
            return sound.octets(number);
        }

        @Override
        public UniqueId uniqueId(int number) throws MaildropException {
            return sound.uniqueId(number);
        }

        @Override
        public StoredContent content(int number) throws MaildropException {
            return sound.content(number);
        }

        @Override
        public BitSet commit(BitSet numbers) throws MaildropException {
            return sound.commit(numbers);
        }

        @Override
        public void close() {
            sound.close();
        }
    }

    /** Content made by program. */
    static StoredContent content(InputStream octets) {
        return content(octets, StoredContent.Form.UNKNOWN);
    }

    /** The same of a form. */
    static StoredContent content(InputStream octets, StoredContent.Form form) {
        return new StoredContent() {
            @Override
            public Form form() {
                return form;
            }

            @Override
            public InputStream octets() {
                return octets;
            }

            @Override
            public void close() throws IOException {
                octets.close();
            }
        };
    }

    /** Octets that end in a read error. */
    static InputStream breaking(byte[] beginning) {
        return new SequenceInputStream(new ByteArrayInputStream(beginning), new InputStream() {
            @Override
            public int read() throws IOException {
                throw new IOException("the disk is broken");
            }
        });
    }
}
