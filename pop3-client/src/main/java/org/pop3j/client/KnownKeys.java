package org.pop3j.client;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.pop3j.client.KeyedMessage.Proof;

/**
 * Finds the keys under which a ledger knows messages without a unique-id of their own. {@code ID HEADER} is the key of one that
 * was alone with its header when it was first seen; {@code ID HEADER/CONTENT/COUNT} that of one that was not. Gives each key
 * once a listing.
 */
final class KnownKeys {
    private final SyncLedger ledger;
    private final Predicate<String> needsContent;
    private final Set<String> given = new HashSet<>();

    KnownKeys(SyncLedger ledger, Predicate<String> needsContent) {
        this.ledger = ledger;
        this.needsContent = needsContent;
    }

    /**
     * The key of a message that is alone with its header.
     *
     * @return the key; empty if only the content can tell
     */
    Optional<KeyedMessage> byHeader(KeyedMessage message, String header) {
        String id = message.key() + " ";
        List<String> known = ledger.keys().stream()
                .filter(key -> key.equals(id + header) || key.startsWith(id + header + "/"))
                .toList();
        boolean isNew = known.isEmpty() && ledger.keys().stream().noneMatch(key -> isWithoutHeader(key, id));
        String key = known.isEmpty() ? id + header : known.get(0);
        boolean isClear = isNew || known.size() == 1 && !needsContent.test(key);
        return isClear && given.add(key) ? Optional.of(message.withKey(key, Proof.HEADER)) : Optional.empty();
    }

    /** Whether it is of a message whose TOP was refused: any message that looks new may be that one. */
    private static boolean isWithoutHeader(String key, String id) {
        String[] parts = key.startsWith(id) ? key.substring(id.length()).split("/") : new String[0];
        return parts.length == 3 && parts[0].equals(parts[1]);
    }

    /** The key of a message whose content is known. Among equal contents it does not matter which is which. */
    KeyedMessage byContent(KeyedMessage message, String header, String content) {
        String id = message.key() + " ";
        Optional<String> known = ledger.keys().stream()
                .filter(key -> key.startsWith(id) && isOf(key, content) && !given.contains(key))
                .sorted()
                .findFirst();
        String key = known.orElseGet(() -> unused(id + header + "/" + content + "/"));
        given.add(key);
        return message.withKey(key, Proof.CONTENT);
    }

    private boolean isOf(String key, String content) {
        return ledger.entry(key).content().equals(content) || key.contains("/" + content + "/");
    }

    /** The key of a message that the server does not show, to ask for it once more. */
    KeyedMessage unseen(KeyedMessage message, String header) {
        return message.withKey(unused(message.key() + " " + header + "/?/"), Proof.HEADER);
    }

    private String unused(String prefix) {
        int count = 1;
        while (!given.add(prefix + count)) {
            count++;
        }
        return prefix + count;
    }
}
