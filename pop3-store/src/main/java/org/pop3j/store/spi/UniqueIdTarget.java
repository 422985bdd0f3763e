package org.pop3j.store.spi;

/**
 * Takes the unique-ids of a listing as octets, so that a listing of a hundred thousand needs no object for each. Used by one
 * thread.
 */
@FunctionalInterface
public interface UniqueIdTarget {
    /**
     * Takes one unique-id.
     *
     * @param number the number of its message
     * @param octets holds it, until this returns
     * @param offset where it begins
     * @param length 1 to 70 octets of 0x21 to 0x7E
     */
    void take(int number, byte[] octets, int offset, int length);
}
