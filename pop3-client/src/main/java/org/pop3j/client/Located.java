package org.pop3j.client;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import org.pop3j.codec.MessageNumber;

/**
 * The messages that a caller means, with their numbers in this session.
 *
 * @param <K> what the caller names them by
 * @param items the messages, those of ambiguous names included
 * @param missing names that no message has
 * @param ambiguous names that several messages have (C0041)
 */
record Located<K>(List<Item<K>> items, List<K> missing, List<K> ambiguous) {
    /** A message: its number, and what the caller names it by. */
    record Item<K>(MessageNumber number, K key) {}

    static <K> Located<K> of(Map<K, List<MessageNumber>> numbers) {
        List<Item<K>> items = new ArrayList<>();
        List<K> missing = new ArrayList<>();
        List<K> ambiguous = new ArrayList<>();
        BiConsumer<K, List<MessageNumber>> sort = (key, found) -> {
            found.forEach(number -> items.add(new Item<>(number, key)));
            if (found.size() != 1) {
                (found.isEmpty() ? missing : ambiguous).add(key);
            }
        };
        numbers.forEach(sort);
        return new Located<>(items, missing, ambiguous);
    }

    /** Tells the handler what is missing, and gives what is there. */
    List<Item<K>> tellingMissing(MessageHandler<K> handler) throws IOException {
        for (K key : missing) {
            handler.missing(key);
        }
        return items;
    }

    List<Item<K>> unambiguous() {
        Set<K> skipped = new LinkedHashSet<>(ambiguous);
        return items.stream().filter(item -> !skipped.contains(item.key())).toList();
    }
}
