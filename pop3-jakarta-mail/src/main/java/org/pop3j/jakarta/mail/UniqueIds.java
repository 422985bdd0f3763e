package org.pop3j.jakarta.mail;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.pop3j.client.Pop3Exception;
import org.pop3j.client.Pop3Session;
import org.pop3j.codec.MessageNumber;
import org.pop3j.codec.ReceivedUniqueIdListing;

/**
 * What the server gives as unique-ids of the messages of an opened folder, listed once (UIDL). Only who has its turn on the
 * connection may use it.
 */
final class UniqueIds {
    private Optional<Map<MessageNumber, ReceivedUniqueIdListing>> listed = Optional.empty();

    /** Those of all messages that the server lists, usable or not. */
    Map<MessageNumber, ReceivedUniqueIdListing> all(Pop3Session session) throws Pop3Exception {
        if (listed.isEmpty()) {
            Map<MessageNumber, ReceivedUniqueIdListing> byNumber = new HashMap<>();
            session.receivedUniqueIdListings().forEach(listing -> byNumber.put(listing.number(), listing));
            listed = Optional.of(byNumber);
        }
        return listed.orElseThrow();
    }

    /** That of one message as it came, for which the others are not listed; empty if the server gives none. */
    Optional<String> of(MessageNumber number, Pop3Session session) throws Pop3Exception {
        Optional<ReceivedUniqueIdListing> known = listed.map(all -> all.get(number));
        return (known.isPresent() ? known.orElseThrow() : session.receivedUniqueIdListing(number)).text();
    }
}
