package org.pop3j.conformance.server;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.pop3j.conformance.Deliverer;
import org.pop3j.conformance.check.Skipped;

/** The messages of a run in the maildrop, known by their unique-ids. Belongs to the maildrop lane. */
final class Seeds {
    private final Optional<Deliverer> deliverer;
    private final String run;
    private final Map<Seed, List<String>> ids = new EnumMap<>(Seed.class);
    private final Set<String> looked = new HashSet<>();
    private Optional<String> problem = Optional.empty();

    Seeds(Optional<Deliverer> deliverer, String run) {
        this.deliverer = deliverer;
        this.run = run;
    }

    boolean canDeliver() {
        return deliverer.isPresent() && problem.isEmpty();
    }

    /** Delivers one of each, the twin twice; what cannot be delivered is told by the checks that need it. */
    void deliverAll() {
        try {
            for (Seed seed : Seed.values()) {
                attempt(seed);
            }
            attempt(Seed.TWIN);
        } catch (IOException e) {
            problem = Optional.of("--deliver failed: " + e.getMessage());
        }
    }

    /** Delivers one more in the middle of a check; a delivery that fails, for a lock perhaps, is no fault of the server. */
    void deliver(Seed seed) {
        try {
            attempt(seed);
        } catch (IOException e) {
            throw Skipped.notTested("--deliver failed: " + e.getMessage());
        }
    }

    private void attempt(Seed seed) throws IOException {
        byte[] octets = seed.content(run).getBytes(StandardCharsets.ISO_8859_1);
        deliverer.orElseThrow(Seeds::noWay).deliver(octets);
    }

    /** Looks through the maildrop for what was delivered. */
    void find(Session session) throws IOException {
        for (String listing : session.listing("UIDL")) {
            String[] fields = listing.split(" ", 2);
            if (looked.add(fields[1])) {
                note(fields[1], header(session, fields[0]));
            }
        }
    }

    private static String header(Session session, String number) throws IOException {
        return session.send("TOP " + number + " 0").isPositive()
                ? session.contentAfterStatus()
                : session.content("RETR " + number);
    }

    private void note(String id, String content) {
        for (Seed seed : Seed.values()) {
            List<String> known = ids.computeIfAbsent(seed, s -> new ArrayList<>());
            if (content.contains(seed.mark(run)) && !known.contains(id)) {
                known.add(id);
            }
        }
    }

    /** The numbers that a seed has in this session. */
    List<String> numbers(Session session, Seed seed) throws IOException {
        problem.ifPresent(reason -> {
            throw Skipped.notTested(reason);
        });
        if (deliverer.isEmpty()) {
            throw noWay();
        }
        List<String> known = ids.getOrDefault(seed, List.of());
        List<String> numbers = new ArrayList<>();
        for (String listing : session.listing("UIDL")) {
            String[] fields = listing.split(" ", 2);
            if (known.contains(fields[1])) {
                numbers.add(fields[0]);
            }
        }
        return numbers;
    }

    /** The unique-ids of a seed. */
    List<String> ids(Seed seed) {
        return ids.getOrDefault(seed, List.of());
    }

    /** All unique-ids of the run. */
    List<String> allIds() {
        return ids.values().stream().flatMap(List::stream).toList();
    }

    /** The octets of a seed from its mark on, as RETR has to send them. */
    String fromMark(Seed seed) {
        String content = seed.content(run);
        return content.substring(content.indexOf(seed.mark(run)));
    }

    String mark(Seed seed) {
        return seed.mark(run);
    }

    private static Skipped noWay() {
        return Skipped.notTested("needs a way to deliver mail: --deliver");
    }
}
