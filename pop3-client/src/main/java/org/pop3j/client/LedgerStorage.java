package org.pop3j.client;

import java.io.Closeable;
import java.io.IOException;

/** Where a ledger keeps its octets: a file, or memory. What is durable and what is not yet is said by each method. */
interface LedgerStorage extends Closeable {
    /** All octets. */
    byte[] load() throws IOException;

    /** Appends; not durable before {@link #force()}. A failure leaves no half line behind, or no further call works. */
    void append(byte[] octets) throws IOException;

    /** Makes durable what was appended. */
    void force() throws IOException;

    /** Cuts off what lies behind so many octets. */
    void truncate(long octets) throws IOException;

    /** Puts other octets in place of all, durable, all or nothing. */
    void replace(byte[] octets) throws IOException;

    /** Keeps nothing beyond the life of the object. */
    final class Memory implements LedgerStorage {
        @Override
        public byte[] load() {
            return new byte[0];
        }

        @Override
        public void append(byte[] octets) {}

        @Override
        public void force() {}

        @Override
        public void truncate(long octets) {}

        @Override
        public void replace(byte[] octets) {}

        @Override
        public void close() {}
    }
}
