package org.pop3j.jakarta.mail;

import java.io.IOException;
import java.io.OutputStream;

/**
 * Where the messages of an opened folder are kept. Only who has its turn on the connection may add one; what was kept can be
 * read by any thread until {@link #close()}.
 */
interface ContentKeeper extends AutoCloseable {
    /** Writes a whole message. */
    interface Source {
        void writeTo(OutputStream target) throws IOException;
    }

    /**
     * Keeps a message.
     *
     * @param expectedOctets about how many octets will come; 0 if nobody knows
     */
    KeptOctets keep(long expectedOctets, Source source) throws IOException;

    /** Whether what is kept costs memory, so that it must be given up when that runs short. */
    boolean isInMemory();

    @Override
    void close();
}
