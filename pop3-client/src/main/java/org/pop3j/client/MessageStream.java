package org.pop3j.client;

import java.io.IOException;
import java.io.InputStream;
import java.util.OptionalLong;

/**
 * A message that is read while it arrives. Until it is closed or read to its end its session can do nothing else. Belongs to
 * the thread of the session.
 */
public abstract class MessageStream extends InputStream {
    MessageStream() {}

    /**
     * How many octets have come, read or not.
     *
     * @return octets
     */
    public abstract long octets();

    /**
     * How many octets the message is said to have.
     *
     * @return a hint (OXP-08); empty where nobody said
     */
    public abstract OptionalLong expectedOctets();

    /** Whether the termination line has come: only then is the message known to be whole (S-10). */
    abstract boolean isWhole();

    /** Whether more of it can come. */
    abstract boolean isOpen();

    /** Skips what is left of the message, so that the session can go on. Waits until all of it has come. */
    @Override
    public abstract void close() throws IOException;

    /**
     * Leaves the message in the cheaper way: skips the rest if no more octets are expected than are given, or closes the
     * session, which commits no deletion (R1939-27). Where nobody said how large the message is, the session is closed.
     *
     * @param mostOctets what may still be read and thrown away
     * @return whether the session is still open
     * @throws IOException if the connection fails while skipping
     */
    public abstract boolean leave(long mostOctets) throws IOException;
}
