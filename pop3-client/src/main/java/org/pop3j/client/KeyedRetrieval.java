package org.pop3j.client;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.pop3j.client.Located.Item;
import org.pop3j.codec.UniqueId;

/**
 * Asks for messages of a listing. Those that a unique-id names may be asked for several at once; for the others nothing would
 * show that an answer was lost.
 *
 * @param session whose messages
 */
record KeyedRetrieval(Pop3Session session) {
    void retrieve(List<KeyedMessage> messages, MessageHandler<KeyedMessage> handler) throws IOException {
        List<Item<KeyedMessage>> named = new ArrayList<>();
        List<Item<KeyedMessage>> others = new ArrayList<>();
        for (KeyedMessage message : messages) {
            (message.isNamedByUniqueId() ? named : others).add(new Item<>(message.number(), message));
        }
        Bulk bulk = session.messages().bulk();
        bulk.retrieveVerified(named, KeyedRetrieval::uniqueId, handler);
        bulk.retrieveOneByOne(others, handler);
    }

    private static UniqueId uniqueId(KeyedMessage message) {
        return message.uniqueId().orElseThrow();
    }
}
