package org.pop3j.conformance.server;

import static org.pop3j.conformance.server.ServerCheck.Lane.EMPTY;
import static org.pop3j.conformance.server.ServerCheck.Lane.MAILDROP;

import java.io.IOException;
import java.util.List;
import org.pop3j.conformance.check.Skipped;
import org.pop3j.conformance.check.Unmet;

/** STAT and LIST (MS-STANOPOP3 2.2.5 and 2.2.6, RFC 1939 section 5). */
final class ListingChecks {
    private ListingChecks() {}

    static void addTo(CheckList list) {
        list.must(
                MAILDROP,
                "C0004 D-1",
                "STAT has single SPACEs between its fields",
                probe -> probe.logIn().matching("STAT", "\\+OK \\S+ \\S+( .*)?"));
        list.should(
                MAILDROP,
                "C0017",
                "STAT is +OK, count and octets, and nothing more",
                probe -> probe.logIn().matching("STAT", "\\+OK [0-9]+ [0-9]+"));
        list.must(MAILDROP, "C0011", "the numbers are 1 to n, as many as STAT says, in order", probe -> {
            Session session = probe.logIn();
            int count = Integer.parseInt(session.ok("STAT").text().split(" ")[0]);
            List<String> listings = session.listing("LIST");
            for (int i = 0; i < listings.size(); i++) {
                if (!listings.get(i).startsWith((i + 1) + " ")) {
                    throw session.unmet("the listing of message " + (i + 1), listings.get(i));
                }
            }
            if (listings.size() != count) {
                throw new Unmet(count + " listings, as STAT says", listings.size() + " listings");
            }
        });
        list.must(MAILDROP, "V0003", "LIST with a number gives the listing of that message", probe -> {
            Session session = probe.logIn();
            String number = probe.anyMessage(session);
            session.matching("LIST " + number, "\\+OK " + number + " [0-9]+( .*)?");
        });
        list.must(MAILDROP, "C0019", "LIST with a number is one line, and the next answer follows directly", probe -> {
            Session session = probe.logIn();
            session.ok("LIST " + probe.anyMessage(session));
            session.inStep();
        });
        list.must(
                MAILDROP,
                "C0020",
                "LIST is +OK, a line a message of the form \"number octets\", and the termination line",
                probe -> {
                    Session session = probe.logIn();
                    for (String listing : session.listing("LIST")) {
                        if (!listing.matches("[0-9]+ [0-9]+( .*)?")) {
                            throw session.unmet("a listing of the form \"number octets\"", listing);
                        }
                    }
                    session.inStep();
                });
        list.must(
                MAILDROP,
                "V0002",
                "no line of LIST and UIDL begins with a dot but the last, which is a dot alone",
                probe -> {
                    Session session = probe.logIn();
                    session.listing("LIST");
                    session.inStep();
                    if (session.send("UIDL").isPositive()) {
                        session.listed();
                        session.inStep();
                    }
                });
        list.must(
                EMPTY,
                "R1939-20",
                "LIST and UIDL of an empty maildrop are +OK and the termination line",
                ListingChecks::empty);
    }

    private static void empty(Probe probe) throws IOException {
        if (probe.target().isDestructive()) {
            removeOwn(probe);
        }
        Session session = probe.logIn();
        if (!session.ok("STAT").line().startsWith("+OK 0 ")) {
            throw Skipped.notTested("needs an account without mail");
        }
        if (!session.listing("LIST").isEmpty() || !session.listing("UIDL").isEmpty()) {
            throw new Unmet("an empty listing", "a line");
        }
    }

    /** Leaves the maildrop without the messages of this run. */
    private static void removeOwn(Probe probe) throws IOException {
        try (Session session = probe.logIn()) {
            if (session.send("UIDL").isPositive()) {
                session.listed();
                probe.seeds().find(session);
                List<String> own = probe.seeds().allIds();
                for (String listing : session.listing("UIDL")) {
                    String[] fields = listing.split(" ", 2);
                    if (own.contains(fields[1])) {
                        session.ok("DELE " + fields[0]);
                    }
                }
            }
            session.ok("QUIT");
        }
    }
}
