package org.pop3j.server;

import java.util.BitSet;
import org.pop3j.codec.MessageNumber;

/**
 * Which messages a session has marked deleted: the one place that knows whether a message-number may still be used
 * (C0026, R1939-23). Belongs to the session's thread.
 */
final class DeletionMarks {
    private final int count;
    private final BitSet marked = new BitSet();

    /** No marks on messages 1 to {@code count}. */
    DeletionMarks(int count) {
        this.count = count;
    }

    /**
     * The message's number, if it is in the maildrop and not marked.
     *
     * @throws RefusedException if not
     */
    int require(MessageNumber number) throws RefusedException {
        if (number.value() > count) {
            throw new RefusedException("no message " + number + ", the maildrop has " + count);
        }
        if (isMarked(number.value())) {
            throw new RefusedException("message " + number + " is marked deleted");
        }
        return number.value();
    }

    boolean isMarked(int number) {
        return marked.get(number);
    }

    void mark(MessageNumber number) throws RefusedException {
        marked.set(require(number));
    }

    void clear() {
        marked.clear();
    }

    /** How many messages are not marked. */
    int left() {
        return count - marked.cardinality();
    }

    /** A copy of the marks: bit n for message n. */
    BitSet numbers() {
        return (BitSet) marked.clone();
    }
}
