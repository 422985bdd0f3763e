package org.pop3j.client;

import java.util.OptionalLong;
import org.pop3j.codec.MessageNumber;

/**
 * Hears how much of a message has come. Called by the thread that uses the session, after each piece of some kilobytes; must
 * not throw, must be quick, and must not call the session, except {@link Pop3Session#close()} to cancel.
 */
@FunctionalInterface
public interface TransferProgress {
    /** Hears nothing. */
    TransferProgress NONE = (number, done, expected) -> {};

    /**
     * More octets of a message have come.
     *
     * @param number the message
     * @param doneOctets octets so far
     * @param expectedOctets what LIST, or the text behind {@code +OK}, says it has: a hint that is often wrong (OXP-08); empty
     *     where nobody said
     */
    void octets(MessageNumber number, long doneOctets, OptionalLong expectedOctets);
}
