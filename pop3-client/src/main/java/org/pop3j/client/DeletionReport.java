package org.pop3j.client;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What became of a bulk deletion. Nothing is deleted before {@link Pop3Session#quit()} has returned (R1939-28).
 *
 * @param <K> what names a message: {@link org.pop3j.codec.MessageNumber} or {@link org.pop3j.codec.UniqueId}
 * @param marked the messages that the server has marked
 * @param refused the messages that it refused to mark, and why
 * @param missing the unique-ids that the maildrop does not have (any more)
 * @param ambiguous the unique-ids that several messages share (C0041): none of these is marked, because a copy that nobody
 *     has read would be lost; delete them by number
 */
public record DeletionReport<K>(
        List<K> marked, Map<K, Pop3RefusedException> refused, List<K> missing, List<K> ambiguous) {
    /** Copies the collections. */
    public DeletionReport {
        marked = List.copyOf(marked);
        refused = Collections.unmodifiableMap(new LinkedHashMap<>(refused));
        missing = List.copyOf(missing);
        ambiguous = List.copyOf(ambiguous);
    }

    /**
     * Whether each message was marked.
     *
     * @return whether nothing was refused, missing or ambiguous
     */
    public boolean isComplete() {
        return refused.isEmpty() && missing.isEmpty() && ambiguous.isEmpty();
    }
}
