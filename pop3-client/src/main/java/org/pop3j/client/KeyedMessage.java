package org.pop3j.client;

import java.util.Optional;
import java.util.OptionalLong;
import org.pop3j.codec.MessageNumber;
import org.pop3j.codec.UniqueId;

/**
 * A message of a listing and its key.
 *
 * @param number its number in this session
 * @param uniqueId its unique-id, if it has one
 * @param octets what LIST says
 * @param key what names it in all sessions
 */
record KeyedMessage(MessageNumber number, Optional<UniqueId> uniqueId, OptionalLong octets, String key) {
    KeyedMessage withKey(String other) {
        return new KeyedMessage(number, uniqueId, octets, other);
    }

    /** Whether the unique-id alone names it, so that it can stand for the message on the wire. */
    boolean isNamedByUniqueId() {
        return uniqueId.filter(id -> id.value().equals(key)).isPresent();
    }
}
