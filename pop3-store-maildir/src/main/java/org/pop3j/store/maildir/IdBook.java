package org.pop3j.store.maildir;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What cannot be found out again about unique-ids: those that were imported or salted, those of removed messages, and which
 * deliveries were made. Read from {@link IdFile}.
 */
final class IdBook {
    private final Map<String, List<IdLine>> pinned = new HashMap<>();
    private final Set<String> ids = new HashSet<>();
    private final Map<String, IdLine> removed = new LinkedHashMap<>();
    private final Map<String, IdLine> delivered = new LinkedHashMap<>();

    /**
     * Which state of the file was seen.
     *
     * @param octets its size, 0 without a file
     * @param modifiedNanos when it was written
     */
    record Stamp(long octets, long modifiedNanos) {
        /** No file. */
        static final Stamp NONE = new Stamp(0, 0);
    }

    void add(IdLine line) {
        switch (line.kind()) {
            case PINNED -> {
                pinned.computeIfAbsent(line.base(), base -> new ArrayList<>(1)).add(line);
                ids.add(line.id());
            }
            case REMOVED -> removed.put(line.base(), line);
            case DELIVERED -> delivered.put(line.base(), line);
        }
    }

    boolean isEmpty() {
        return pinned.isEmpty() && removed.isEmpty() && delivered.isEmpty();
    }

    /** The unique-id that was given to that message; one that was given to exactly this file before one for any. */
    Optional<String> pinned(String base, long print) {
        List<IdLine> lines = pinned.getOrDefault(base, List.of());
        Optional<IdLine> forAny = Optional.empty();
        for (IdLine line : lines) {
            if (line.print() == print && print != Look.NO_PRINT) {
                return Optional.of(line.id());
            }
            forAny = line.print() == Look.NO_PRINT ? Optional.of(line) : forAny;
        }
        return forAny.map(IdLine::id);
    }

    /** Whether a message was given this unique-id. */
    boolean isGiven(String id) {
        return ids.contains(id);
    }

    /** Whether another message of that base was removed, so that its unique-id must not come back (C0040). */
    boolean wasAnother(String base, long print) {
        IdLine line = removed.get(base);
        return line != null && line.print() != print;
    }

    boolean hasRemoved() {
        return !removed.isEmpty();
    }

    /** When the message of that base was removed, in seconds since 1970. */
    Optional<Long> removed(String base) {
        return Optional.ofNullable(removed.get(base)).map(IdLine::seconds);
    }

    /** The lines that still count: of messages that are there, and of the others as long as they are young. */
    Collection<IdLine> current(Set<String> bases, long now, Duration kept) {
        List<IdLine> lines = new ArrayList<>();
        long limit = now - kept.toSeconds();
        pinned.values()
                .forEach(all -> all.stream()
                        .filter(line ->
                                bases.contains(line.base()) || isYoung(line, limit) || isYoungGrave(line.base(), limit))
                        .forEach(lines::add));
        removed.values().stream().filter(line -> isYoung(line, limit)).forEach(lines::add);
        delivered.values().stream().filter(line -> isYoung(line, limit)).forEach(lines::add);
        return lines;
    }

    /** All lines. */
    Collection<IdLine> all() {
        List<IdLine> lines = new ArrayList<>();
        pinned.values().forEach(lines::addAll);
        lines.addAll(removed.values());
        lines.addAll(delivered.values());
        return lines;
    }

    /** All lines with unique-ids in place of those that the same files were given before. */
    Collection<IdLine> with(Collection<IdLine> pins) {
        Set<List<Object>> files = new HashSet<>();
        pins.forEach(pin -> files.add(file(pin)));
        List<IdLine> lines = new ArrayList<>(all());
        lines.removeIf(line -> line.kind() == IdLine.Kind.PINNED && files.contains(file(line)));
        lines.addAll(pins);
        return lines;
    }

    private static List<Object> file(IdLine line) {
        return List.of(line.base(), line.print());
    }

    private boolean isYoungGrave(String base, long limit) {
        IdLine line = removed.get(base);
        return line != null && isYoung(line, limit);
    }

    private static boolean isYoung(IdLine line, long limit) {
        return line.seconds() >= limit;
    }

    int lines() {
        return pinned.values().stream().mapToInt(List::size).sum() + removed.size() + delivered.size();
    }
}
