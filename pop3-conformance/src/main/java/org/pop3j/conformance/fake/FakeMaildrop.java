package org.pop3j.conformance.fake;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.pop3j.codec.ContentEncoder;

/** Messages in memory, shared by the sessions of a fake server. Safe for use by several threads. */
public final class FakeMaildrop {
    /**
     * A message.
     *
     * @param id its unique-id
     * @param octets what is stored, an octet string
     */
    public record Message(String id, String octets) {
        /** How many octets RETR sends, stuffed dots not counted. */
        public long size() {
            byte[] stored = octets.getBytes(StandardCharsets.ISO_8859_1);
            try {
                ContentEncoder counter = ContentEncoder.counting();
                counter.write(stored, 0, stored.length);
                return counter.finish();
            } catch (IOException e) {
                throw new IllegalStateException("counting does no I/O", e);
            }
        }
    }

    private final List<Message> messages = new ArrayList<>();
    private final AtomicBoolean locked = new AtomicBoolean();
    private int delivered;

    /** Puts a message at the end. */
    public synchronized void deliver(String octets) {
        delivered++;
        messages.add(new Message("m" + String.format("%06d", delivered), octets));
    }

    /** The messages now. */
    public synchronized List<Message> snapshot() {
        return List.copyOf(messages);
    }

    /** Removes messages. */
    public synchronized void remove(Collection<Message> removed) {
        messages.removeAll(removed);
    }

    /** Puts other messages in the place of all. */
    public synchronized void replace(List<Message> others) {
        messages.clear();
        messages.addAll(others);
    }

    boolean lock() {
        return locked.compareAndSet(false, true);
    }

    void unlock() {
        locked.set(false);
    }
}
