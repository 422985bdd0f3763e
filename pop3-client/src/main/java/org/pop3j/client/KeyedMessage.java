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
 * @param proof what the key was found by
 */
record KeyedMessage(MessageNumber number, Optional<UniqueId> uniqueId, OptionalLong octets, String key, Proof proof) {
    /** How sure it is that a message which had the key earlier is this one. */
    enum Proof {
        UNIQUE_ID,
        /** Another message may have the same header: good for leaving it alone, not for deleting it. */
        HEADER,
        CONTENT
    }

    KeyedMessage withKey(String other, Proof by) {
        return new KeyedMessage(number, uniqueId, octets, other, by);
    }

    /** Whether the unique-id alone names it, so that it can stand for the message on the wire. */
    boolean isNamedByUniqueId() {
        return uniqueId.filter(id -> id.value().equals(key)).isPresent();
    }
}
