package org.pop3j.store.spi;

import org.pop3j.codec.PeerText;

/**
 * The name of a maildrop: what a server asks a store to open. It may differ from the user who logged in (aliases,
 * delegates).
 *
 * <p>The name is not a path and not safe in one: mapping it to a place is the store's rule, and a name that the store
 * cannot map is unknown to it (S-16).
 *
 * @param value the name, not empty, without control characters
 */
public record MaildropName(String value) {
    /**
     * Checks the name.
     *
     * @throws IllegalArgumentException if it is empty or has a control character
     */
    public MaildropName {
        if (value.isEmpty() || value.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException("not the name of a maildrop: " + PeerText.quote(value));
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
