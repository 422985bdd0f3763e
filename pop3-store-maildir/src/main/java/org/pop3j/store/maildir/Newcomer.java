package org.pop3j.store.maildir;

import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.concurrent.TimeUnit;

/**
 * A message that a listing saw for the first time.
 *
 * @param identity which message it is
 * @param part the folder
 * @param name the octets of the file name, one char each
 * @param look what the file was like
 * @param deliveredMicros when it arrived, as far as name or file tell: microseconds since 1970
 */
record Newcomer(Identity identity, Part part, String name, Look look, long deliveredMicros) {
    /**
     * Oldest first: by the time in the name (by the time of the file where the name has none), then by name. Two files of
     * one base come in an order that renaming does not change.
     */
    static final Comparator<Newcomer> ARRIVAL = (one, other) -> one.deliveredMicros == other.deliveredMicros
            ? Newcomer.OF_ONE_TIME.compare(one, other)
            : Long.compare(one.deliveredMicros, other.deliveredMicros);

    private static final Comparator<Newcomer> OF_ONE_TIME = Comparator.comparing(Newcomer::base)
            .thenComparingLong(newcomer -> newcomer.look().modifiedNanos())
            .thenComparingLong(newcomer -> newcomer.look().octets())
            .thenComparing(newcomer -> newcomer.look().key().toString());

    /** Two files of one base are two messages, one file under two names is one. */
    record Identity(String base, Object key) {}

    static Newcomer of(Part part, String name, int baseLength, Look look) {
        String base = name.substring(0, baseLength);
        long micros = new BaseName(base)
                .deliveredMicros()
                .orElseGet(() -> TimeUnit.NANOSECONDS.toMicros(look.modifiedNanos()));
        return new Newcomer(new Identity(base, look.key()), part, name, look, micros);
    }

    String base() {
        return identity.base();
    }

    byte[] octets() {
        return name.getBytes(StandardCharsets.ISO_8859_1);
    }
}
