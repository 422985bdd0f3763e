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
import org.pop3j.client.Located.Item;
import org.pop3j.codec.MessageNumber;
import org.pop3j.codec.ScanListing;
import org.pop3j.codec.UniqueId;

/**
 * The messages of a maildrop, each with a key that is the same in every session (C0041): its unique-id where that is its own.
 * Where it is missing or doubled, the unique-id (or nothing), a SPACE and a digest: of the header, or where headers are equal
 * of the whole content, and among equal contents a count. No unique-id has a SPACE, so keys of the two kinds never meet.
 */
final class KeyedListing {
    private final Pop3Session session;
    private final Set<String> knownDoubled;

    /**
     * Lists for a session.
     *
     * @param knownDoubled unique-ids that several messages once shared: they are no keys, though there may be one message
     *     left
     */
    KeyedListing(Pop3Session session, Set<String> knownDoubled) {
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
        return new KeyedMessage(number, id, octets, id.map(UniqueId::value).orElse(""));
    }

    private Map<MessageNumber, Optional<UniqueId>> uniqueIds() throws Pop3Exception {
        try {
            return session.messages().uniqueIds();
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

    private List<KeyedMessage> withFingerprints(List<KeyedMessage> unnamed) throws IOException {
        Map<String, List<KeyedMessage>> byHeader = grouped(unnamed, headers(unnamed));
        List<KeyedMessage> keyed = new ArrayList<>();
        for (Map.Entry<String, List<KeyedMessage>> group : byHeader.entrySet()) {
            if (group.getValue().size() == 1) {
                keyed.add(group.getValue().get(0).withKey(group.getKey()));
            } else {
                keyed.addAll(counted(group.getKey(), group.getValue()));
            }
        }
        return keyed;
    }

    /** Equal headers: the contents decide, and equal contents are counted. It does not matter which of them is which. */
    private List<KeyedMessage> counted(String headerKey, List<KeyedMessage> equals) throws IOException {
        Map<MessageNumber, String> contents = contents(equals);
        Map<String, Integer> counts = new HashMap<>();
        List<KeyedMessage> keyed = new ArrayList<>();
        for (KeyedMessage message : equals) {
            String key = headerKey + "/" + contents.getOrDefault(message.number(), "?");
            keyed.add(message.withKey(key + "/" + counts.merge(key, 1, Integer::sum)));
        }
        return keyed;
    }

    private static Map<String, List<KeyedMessage>> grouped(
            List<KeyedMessage> messages, Map<MessageNumber, String> digests) {
        Map<String, List<KeyedMessage>> groups = new LinkedHashMap<>();
        for (KeyedMessage message : messages) {
            String key = message.key() + " " + digests.getOrDefault(message.number(), "?");
            groups.computeIfAbsent(key, k -> new ArrayList<>()).add(message);
        }
        return groups;
    }

    private Map<MessageNumber, String> headers(List<KeyedMessage> messages) throws IOException {
        Digests digests = new Digests();
        session.messages().bulk().topOneByOne(items(messages), 0, digests);
        return digests.refused ? contents(messages) : digests.byNumber;
    }

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
        private boolean refused;

        @Override
        public void message(MessageNumber number, InputStream content) throws IOException {
            Fingerprint fingerprint = new Fingerprint();
            content.transferTo(fingerprint);
            byNumber.put(number, fingerprint.text());
        }

        @Override
        public void refused(MessageNumber number, Pop3RefusedException refusal) {
            refused = true;
        }
    }
}
