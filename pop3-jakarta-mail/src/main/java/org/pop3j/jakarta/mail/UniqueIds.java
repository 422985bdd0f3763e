package org.pop3j.jakarta.mail;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.pop3j.client.Pop3Exception;
import org.pop3j.client.Pop3RefusedException;
import org.pop3j.client.Pop3Session;
import org.pop3j.codec.MessageNumber;
import org.pop3j.codec.ReceivedUniqueIdListing;
import org.pop3j.codec.UniqueIdListing;

/**
 * What the server gives as unique-ids of the messages of an opened folder, listed once (UIDL). Only who has its turn on the
 * connection may use it.
 */
final class UniqueIds {
    private Optional<Map<MessageNumber, ReceivedUniqueIdListing>> listed = Optional.empty();
    private Optional<Pop3RefusedException> refusal = Optional.empty();

    /** Those of all messages that the server lists, usable or not. */
    Map<MessageNumber, ReceivedUniqueIdListing> all(Pop3Session session) throws Pop3Exception {
        if (listed.isEmpty()) {
            Map<MessageNumber, ReceivedUniqueIdListing> byNumber = new HashMap<>();
            session.receivedUniqueIdListings().forEach(listing -> byNumber.put(listing.number(), listing));
            listed = Optional.of(byNumber);
        }
        return listed.orElseThrow();
    }

    /** Whether the server lists them; a server that refused once is not asked again for the sake of this. */
    boolean areListed(Pop3Session session) throws Pop3Exception {
        if (refusal.isEmpty()) {
            try {
                all(session);
            } catch (Pop3RefusedException e) {
                refusal = Optional.of(e);
            }
        }
        return listed.isPresent();
    }

    /** That of one message as it was listed, if it can be one. */
    Optional<UniqueIdListing> usable(MessageNumber number) {
        return listed.map(all -> all.get(number))
                .flatMap(ReceivedUniqueIdListing::uniqueId)
                .map(id -> new UniqueIdListing(number, id));
    }

    /** That of one message as it came, for which the others are not listed; empty if the server gives none. */
    Optional<String> of(MessageNumber number, Pop3Session session) throws Pop3Exception {
        Optional<ReceivedUniqueIdListing> known = listed.map(all -> all.get(number));
        return (known.isPresent() ? known.orElseThrow() : session.receivedUniqueIdListing(number)).text();
    }
}
