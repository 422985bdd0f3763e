package org.pop3j.cli;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import org.pop3j.client.SyncMessage;

/** Where fetched messages go. */
interface FetchTarget extends Closeable {
    /**
     * Stores a message, or hands it on; it is durable, or somebody else's, when this returns.
     *
     * @param message which it is; its key is text of the other side (S-25)
     * @param content the octets; its exceptions pass through, and nothing is stored then
     */
    void store(SyncMessage message, InputStream content) throws IOException;
}
