package org.pop3j.client;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.pop3j.client.Located.Item;
import org.pop3j.codec.MessageNumber;
import org.pop3j.codec.ScanListing;
import org.pop3j.codec.UniqueId;

/**
 * The messages of a maildrop, each with a key that is the same in every session (C0041): its unique-id where that is its own.
 * Where it is missing or doubled, the unique-id (or nothing), a SPACE and digests (see {@link KnownKeys}). No unique-id has a
 * SPACE, so keys of the two kinds never meet.
 */
final class KeyedListing {
    private final Pop3Session session;
    private final Set<String> knownDoubled;
    private final KnownKeys known;

    /**
     * Lists for a session.
     *
     * @param knownDoubled unique-ids that several messages once shared: they are no keys, though there may be one message
     *     left
     * @param known the other keys
     */
    KeyedListing(Pop3Session session, Set<String> knownDoubled, KnownKeys known) {
        this.known = known;
        this.session = session;
        this.knownDoubled = knownDoubled;
    }

    List<KeyedMessage> messages() throws IOException {
        Map<MessageNumber, KeyedMessage> messages = listed();
        List<KeyedMessage> unnamed = unnamed(messages.values());
        if (!unnamed.isEmpty()) {
            withFingerprints(unnamed).forEach(m -> messages.put(m.number(), m));
        }
        return List.copyOf(messages.values());
    }

    private Map<MessageNumber, KeyedMessage> listed() throws Pop3Exception {
        Map<MessageNumber, KeyedMessage> messages = new TreeMap<>(Comparator.comparing(MessageNumber::value));
        Map<MessageNumber, Optional<UniqueId>> ids = uniqueIds();
        for (ScanListing listing : session.scanListings()) {
            Optional<UniqueId> id = ids.getOrDefault(listing.number(), Optional.empty());
            OptionalLong octets = OptionalLong.of(listing.octets());
            messages.put(listing.number(), message(listing.number(), id, octets));
        }
        ids.forEach((number, id) -> messages.putIfAbsent(number, message(number, id, OptionalLong.empty())));
        return messages;
    }

    private static KeyedMessage message(MessageNumber number, Optional<UniqueId> id, OptionalLong octets) {
        return new KeyedMessage(number, id, octets, id.map(UniqueId::value).orElse(""), KeyedMessage.Proof.UNIQUE_ID);
    }

    private Map<MessageNumber, Optional<UniqueId>> uniqueIds() throws Pop3Exception {
        try {
            Map<MessageNumber, Optional<UniqueId>> ids = new LinkedHashMap<>();
            session.receivedUniqueIdListings().forEach(listing -> ids.put(listing.number(), listing.uniqueId()));
            return ids;
        } catch (Pop3RefusedException noUniqueIds) {
            return Map.of();
        }
    }

    private List<KeyedMessage> unnamed(Iterable<KeyedMessage> messages) {
        Map<String, Integer> counts = new HashMap<>();
        messages.forEach(m -> counts.merge(m.key(), 1, Integer::sum));
        List<KeyedMessage> unnamed = new ArrayList<>();
        for (KeyedMessage message : messages) {
            boolean isNamed = message.isNamedByUniqueId()
                    && counts.getOrDefault(message.key(), 0) == 1
                    && !knownDoubled.contains(message.key());
            if (!isNamed) {
                unnamed.add(message);
            }
        }
        return unnamed;
    }

    /** By the header where that is enough; else, and where TOP is refused, by the content. */
    private List<KeyedMessage> withFingerprints(List<KeyedMessage> unnamed) throws IOException {
        Map<MessageNumber, String> headers = headers(unnamed);
        Map<String, Long> sharing = unnamed.stream()
                .collect(Collectors.groupingBy(m -> m.key() + " " + header(m, headers), Collectors.counting()));
        List<KeyedMessage> keyed = new ArrayList<>();
        List<KeyedMessage> unclear = new ArrayList<>();
        for (KeyedMessage message : unnamed) {
            String header = header(message, headers);
            boolean isAlone = headers.containsKey(message.number()) && sharing.get(message.key() + " " + header) == 1;
            Optional<KeyedMessage> found = isAlone ? known.byHeader(message, header) : Optional.empty();
            found.ifPresentOrElse(keyed::add, () -> unclear.add(message));
        }
        Map<MessageNumber, String> contents = unclear.isEmpty() ? Map.of() : contents(unclear);
        for (KeyedMessage message : unclear) {
            keyed.add(byContent(message, headers, contents));
        }
        return keyed;
    }

    private static String header(KeyedMessage message, Map<MessageNumber, String> headers) {
        return headers.getOrDefault(message.number(), "?");
    }

    private KeyedMessage byContent(
            KeyedMessage message, Map<MessageNumber, String> headers, Map<MessageNumber, String> contents) {
        Optional<String> content = Optional.ofNullable(contents.get(message.number()));
        return content.map(c -> known.byContent(message, headers.getOrDefault(message.number(), c), c))
                .orElseGet(() -> known.unseen(message, header(message, headers)));
    }

    private Map<MessageNumber, String> headers(List<KeyedMessage> messages) throws IOException {
        Digests digests = new Digests();
        session.messages().bulk().topOneByOne(items(messages), 0, digests);
        return digests.byNumber;
    }

    /** Digests of whole messages; none of those that the server does not show. */
    private Map<MessageNumber, String> contents(List<KeyedMessage> messages) throws IOException {
        Digests digests = new Digests();
        session.messages().bulk().retrieveOneByOne(items(messages), digests);
        return digests.byNumber;
    }

    private static List<Item<MessageNumber>> items(List<KeyedMessage> messages) {
        return messages.stream().map(m -> new Item<>(m.number(), m.number())).toList();
    }

    /** Digests what comes. */
    private static final class Digests implements MessageHandler<MessageNumber> {
        private final Map<MessageNumber, String> byNumber = new HashMap<>();

        @Override
        public void message(MessageNumber number, InputStream content) throws IOException {
            Fingerprint fingerprint = new Fingerprint();
            content.transferTo(fingerprint);
            byNumber.put(number, fingerprint.text());
        }

        @Override
        public void refused(MessageNumber number, Pop3RefusedException refusal) {
            // There is no digest of it.
        }
    }
}
