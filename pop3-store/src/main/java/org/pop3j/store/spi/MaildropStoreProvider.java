package org.pop3j.store.spi;

import java.net.URI;

/**
 * Makes stores from URIs; found by {@link java.util.ServiceLoader}. Needs a public constructor without parameters.
 */
public interface MaildropStoreProvider {
    /**
     * The URI scheme that belongs to this provider, for example {@code maildir}.
     *
     * @return the scheme in lower case
     */
    String scheme();

    /**
     * Makes a store.
     *
     * @param location a URI of the provider's scheme
     * @return the store
     * @throws IllegalArgumentException if the URI does not name a store; the message says what was expected
     * @throws MaildropFailedException if the store cannot be reached
     */
    MaildropStore store(URI location) throws MaildropFailedException;
}
