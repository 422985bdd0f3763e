package org.pop3j.client;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.pop3j.client.KeyedMessage.Proof;

/**
 * Finds the keys under which a ledger knows messages without a unique-id of their own. {@code ID HEADER} is the key of one that
 * was alone with its header when it was first seen; {@code ID HEADER/CONTENT/COUNT} that of one that was not. Gives each key
 * once a listing.
 */
final class KnownKeys {
    /** Greater than all characters of keys. */
    private static final String END = "\uffff";

    private final Predicate<String> needsContent;
    private final NavigableSet<String> keys = new TreeSet<>();
    private final Set<String> idsWithoutHeader = new HashSet<>();
    private final Map<String, NavigableSet<String>> byIdAndContent = new HashMap<>();
    private final Set<String> given = new HashSet<>();
    /** How many keys were tried that begin so. */
    private final Map<String, Integer> counts = new HashMap<>();

    KnownKeys(SyncLedger ledger, Predicate<String> needsContent) {
        this.needsContent = needsContent;
        for (String key : ledger.keys()) {
            int space = key.indexOf(' ');
            if (space >= 0) {
                add(key, key.substring(0, space + 1), ledger.entry(key).content());
            }
        }
    }

    private void add(String key, String id, String content) {
        keys.add(key);
        if (!content.isEmpty()) {
            note(id, content, key);
        }
        String[] parts = key.substring(id.length()).split("/");
        if (parts.length == 3) {
            note(id, parts[1], key);
            if (parts[0].equals(parts[1])) {
                idsWithoutHeader.add(id);
            }
        }
    }

    private void note(String id, String content, String key) {
        byIdAndContent.computeIfAbsent(id + content, none -> new TreeSet<>()).add(key);
    }

    /**
     * The key of a message that is alone with its header.
     *
     * @return the key; empty if only the content can tell
     */
    Optional<KeyedMessage> byHeader(KeyedMessage message, String header) {
        String id = message.key() + " ";
        List<String> known = new ArrayList<>(keys.subSet(id + header + "/", id + header + "/" + END));
        if (keys.contains(id + header)) {
            known.add(0, id + header);
        }
        // A message whose TOP was refused has no header in its key: any that looks new may be that one.
        boolean isNew = known.isEmpty() && !idsWithoutHeader.contains(id);
        String key = known.isEmpty() ? id + header : known.get(0);
        boolean isClear = isNew || known.size() == 1 && !needsContent.test(key);
        return isClear && given.add(key) ? Optional.of(message.withKey(key, Proof.HEADER)) : Optional.empty();
    }

    /** The key of a message whose content is known. Among equal contents it does not matter which is which. */
    KeyedMessage byContent(KeyedMessage message, String header, String content) {
        String id = message.key() + " ";
        Optional<String> known = notGiven(byIdAndContent.getOrDefault(id + content, new TreeSet<>()));
        String key = known.orElseGet(() -> unused(id + header + "/" + content + "/"));
        given.add(key);
        return message.withKey(key, Proof.CONTENT);
    }

    /** The key of a message that the server does not show, to ask for it once more. */
    KeyedMessage unseen(KeyedMessage message, String header) {
        return message.withKey(unused(message.key() + " " + header + "/?/"), Proof.HEADER);
    }

    /** Takes it out: each is given once, and of equal messages there may be thousands. */
    private Optional<String> notGiven(NavigableSet<String> known) {
        while (!known.isEmpty()) {
            String key = known.pollFirst();
            if (!given.contains(key)) {
                return Optional.of(key);
            }
        }
        return Optional.empty();
    }

    private String unused(String prefix) {
        String key;
        do {
            key = prefix + counts.merge(prefix, 1, Integer::sum);
        } while (!given.add(key));
        return key;
    }
}
