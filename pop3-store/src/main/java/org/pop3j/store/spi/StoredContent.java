package org.pop3j.store.spi;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;

/** The octets of one stored message, open for reading once. Closing it closes the stream. */
public interface StoredContent extends Closeable {
    /** How the lines of stored octets end: a hint that lets a server take a shorter way. */
    enum Form {
        /** Nothing is known. */
        UNKNOWN,
        /** Every line ends with LF alone. */
        LF,
        /** Every line ends with CRLF. */
        CRLF,
        /** Both occur. */
        MIXED,
        /**
         * Every line ends with CRLF, the last one too, and none begins with a dot: the stored octets are the wire octets, and a
         * server sends them without looking. Never a guess: a line of one dot would end the message for the client.
         */
        WIRE_CLEAN
    }

    /**
     * What is known of the line ends.
     *
     * @return the form; {@link Form#UNKNOWN} is always right
     */
    Form form();

    /**
     * The stored octets, unbuffered: read large pieces.
     *
     * @return the same stream at each call
     */
    InputStream octets();

    @Override
    void close() throws IOException;
}
