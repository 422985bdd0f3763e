package org.pop3j.jakarta.mail;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.pop3j.client.MessageHandler;
import org.pop3j.client.Pop3RefusedException;
import org.pop3j.client.Pop3Session;
import org.pop3j.codec.MessageNumber;
import org.pop3j.codec.UniqueIdListing;

/**
 * Many messages asked for at once, so that a server which loses or doubles an answer is found out before one of them is taken
 * for another (R2449-16): by their unique-ids, and those that have none one by one. Where the server has no UIDL nothing would
 * show it.
 *
 * @param session whose messages
 * @param uniqueIds what the server gives as their unique-ids
 */
record Batch(Pop3Session session, UniqueIds uniqueIds) {
    /** What is asked about some messages. */
    private interface Question<K> {
        void ask(Collection<K> messages, MessageHandler<K> handler) throws IOException;
    }

    void retrieve(List<MessageNumber> numbers, MessageHandler<MessageNumber> handler) throws IOException {
        ask(numbers, session::retrieveListed, session::retrieve, handler);
    }

    void top(List<MessageNumber> numbers, int bodyLines, MessageHandler<MessageNumber> handler) throws IOException {
        ask(
                numbers,
                (listings, each) -> session.topListed(listings, bodyLines, each),
                (unlisted, each) -> session.top(unlisted, bodyLines, each),
                handler);
    }

    private void ask(
            List<MessageNumber> numbers,
            Question<UniqueIdListing> verified,
            Question<MessageNumber> unverified,
            MessageHandler<MessageNumber> handler)
            throws IOException {
        boolean isTogether = numbers.size() > 1 && session.capabilities().has("PIPELINING");
        if (!isTogether || !uniqueIds.areListed(session)) {
            unverified.ask(numbers, handler);
            return;
        }
        List<UniqueIdListing> together = new ArrayList<>();
        for (MessageNumber number : numbers) {
            Optional<UniqueIdListing> listing = uniqueIds.usable(number);
            if (listing.isPresent()) {
                together.add(listing.orElseThrow());
            } else {
                verified.ask(together, new ByNumber(handler));
                together.clear();
                unverified.ask(List.of(number), handler);
            }
        }
        verified.ask(together, new ByNumber(handler));
    }

    /** Tells by number what was asked for by a listing. */
    private record ByNumber(MessageHandler<MessageNumber> handler) implements MessageHandler<UniqueIdListing> {
        @Override
        public void message(UniqueIdListing listing, InputStream content) throws IOException {
            handler.message(listing.number(), content);
        }

        @Override
        public void refused(UniqueIdListing listing, Pop3RefusedException refusal) throws IOException {
            handler.refused(listing.number(), refusal);
        }

        @Override
        public void tooLarge(UniqueIdListing listing, OptionalLong octets) throws IOException {
            handler.tooLarge(listing.number(), octets);
        }
    }
}
