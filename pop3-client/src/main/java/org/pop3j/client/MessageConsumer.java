package org.pop3j.client;

import java.io.IOException;
import java.io.InputStream;

/** Takes the messages of a {@link Pop3Sync}, one after the other and in its thread. */
@FunctionalInterface
public interface MessageConsumer {
    /**
     * Takes a message. When this returns the message is the consumer's, durably: it is not delivered again, and may be
     * deleted on the server. A crash in between delivers it again under the same key; a consumer that commits the key
     * together with its own work, and leaves known keys alone, has each message exactly once.
     *
     * @param message which it is
     * @param content its octets while they arrive; the message is whole only if the end was read. What is left unread is
     *     skipped, and a message that then turns out not to be whole does not count as taken
     * @throws IOException if it cannot be taken: it will be tried again, in a later run
     */
    void take(SyncMessage message, InputStream content) throws IOException;
}
