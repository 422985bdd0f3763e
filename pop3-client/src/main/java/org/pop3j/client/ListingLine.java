package org.pop3j.client;

import org.pop3j.codec.SyntaxException;

/**
 * Reads one line of a listing.
 *
 * @param <T> what it gives
 */
interface ListingLine<T> {
    T parse(String line) throws SyntaxException;
}
