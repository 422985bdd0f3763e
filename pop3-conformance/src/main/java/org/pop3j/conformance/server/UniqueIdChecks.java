package org.pop3j.conformance.server;

import static org.pop3j.conformance.server.ServerCheck.Lane.MAILDROP;

import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import org.pop3j.conformance.Check.Effect;
import org.pop3j.conformance.Check.Level;
import org.pop3j.conformance.check.Skipped;
import org.pop3j.conformance.check.Unmet;

/** UIDL (MS-STANOPOP3 2.2.14, RFC 1939 section 7). */
final class UniqueIdChecks {
    private UniqueIdChecks() {}

    static void addTo(CheckList list) {
        list.must(MAILDROP, "V0007", "UIDL with a number gives the unique-id of that message", probe -> {
            Session session = probe.logIn();
            listings(session);
            String number = probe.anyMessage(session);
            session.matching("UIDL " + number, "\\+OK " + number + " \\S+( .*)?");
        });
        list.must(MAILDROP, "C0036", "UIDL with a number is one line, and the next answer follows directly", probe -> {
            Session session = probe.logIn();
            listings(session);
            session.ok("UIDL " + probe.anyMessage(session));
            session.inStep();
        });
        list.must(MAILDROP, "C0037", "UIDL has the same numbers as LIST", probe -> {
            Session session = probe.logIn();
            List<String> numbers = numbers(listings(session));
            List<String> expected = numbers(session.listing("LIST"));
            if (!numbers.equals(expected)) {
                throw session.unmet("the numbers " + expected, String.valueOf(numbers));
            }
        });
        list.must(
                MAILDROP,
                "C0038",
                "a listing of UIDL is the number, one SPACE, the unique-id, and nothing more",
                probe -> {
                    Session session = probe.logIn();
                    for (String listing : listings(session)) {
                        if (!listing.matches("[0-9]+ \\S+")) {
                            throw session.unmet("\"number unique-id\"", listing);
                        }
                    }
                });
        list.must(
                MAILDROP, "C0039/octets D-7", "a unique-id is 1 to 70 octets of 0x21 to 0x7E", UniqueIdChecks::octets);
        list.must(
                MAILDROP,
                "C0039 R1939-31",
                "unique-ids are the same after QUIT, and after a session that ended without",
                probe -> {
                    List<String> first = new java.util.ArrayList<>();
                    try (Session session = probe.logIn()) {
                        first.addAll(listings(session));
                        session.ok("QUIT");
                    }
                    Session dropped = probe.logIn();
                    requireSame(dropped, first);
                    dropped.reset();
                    requireSame(probe.logIn(), first);
                });
        list.delivers("C0039/arrival", "unique-ids are the same after mail has arrived", probe -> {
            List<String> before = idsOfWholeSession(probe);
            probe.seeds().deliver(Seed.SPARE);
            List<String> after = ids(probe.logIn());
            if (!after.containsAll(before)) {
                throw new Unmet("all unique-ids of before", "some are gone or changed");
            }
        });
        list.deletes("C0040", "the unique-id of a removed message is not given to a new one", UniqueIdChecks::reuse);
        list.must(MAILDROP, "C0041/all I-06", "no unique-id is listed twice", probe -> {
            List<String> ids = ids(probe.logIn());
            if (new HashSet<>(ids).size() < ids.size()) {
                probe.warn("unique-ids that differ: some clients loop for ever on equal ones", "one more than once");
            }
        });
        list.add(
                MAILDROP,
                Level.SHOULD,
                Effect.DELIVERS,
                "C0041 R1939-32",
                "two identical messages have different unique-ids",
                probe -> {
                    Session session = probe.logIn();
                    probe.seed(session, Seed.TWIN);
                    if (probe.seeds().ids(Seed.TWIN).size() < 2) {
                        throw new Unmet("two unique-ids for two identical messages", "one");
                    }
                });
    }

    private static void octets(Probe probe) throws IOException {
        Session session = probe.logIn();
        for (String listing : listings(session)) {
            String id = listing.replaceFirst("^\\S+ ", "");
            if (!id.matches("[\\x21-\\x7e]{1,70}")) {
                throw session.unmet("1 to 70 octets of 0x21 to 0x7E", id);
            }
            if (id.matches(".*[\\x21-\\x2d].*")) {
                probe.warn("octets of 0x2E to 0x7E, which Outlook is sure of", id);
            }
        }
    }

    private static void reuse(Probe probe) throws IOException {
        if (!probe.seeds().canDeliver()) {
            throw Skipped.notTested("needs a way to deliver mail: --deliver");
        }
        List<String> before;
        try (Session session = probe.logInWithSpare()) {
            before = ids(session);
            session.ok("DELE " + probe.spare(session));
            session.ok("QUIT");
        }
        List<String> left = idsOfWholeSession(probe);
        probe.seeds().deliver(Seed.SPARE);
        for (String id : ids(probe.logIn())) {
            if (before.contains(id) && !left.contains(id)) {
                throw new Unmet("a new unique-id for a new message", "the one of the removed message");
            }
        }
    }

    private static void requireSame(Session session, List<String> expected) throws IOException {
        List<String> came = listings(session);
        if (!came.equals(expected)) {
            throw session.unmet("the unique-ids of the session before, " + expected, String.valueOf(came));
        }
    }

    static List<String> listings(Session session) throws IOException {
        if (!session.send("UIDL").isPositive()) {
            throw Skipped.notApplicable("the server has no UIDL");
        }
        return session.listed();
    }

    /** Leaves the maildrop free for a delivery. */
    private static List<String> idsOfWholeSession(Probe probe) throws IOException {
        try (Session session = probe.logIn()) {
            List<String> ids = ids(session);
            session.ok("QUIT");
            return ids;
        }
    }

    static List<String> ids(Session session) throws IOException {
        return listings(session).stream().map(UniqueIdChecks::id).toList();
    }

    static String id(String listing) {
        return listing.replaceFirst("^\\S+ +", "");
    }

    private static List<String> numbers(List<String> listings) {
        return listings.stream().map(listing -> listing.split(" ")[0]).toList();
    }
}
