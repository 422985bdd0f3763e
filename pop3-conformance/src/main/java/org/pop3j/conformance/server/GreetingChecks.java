package org.pop3j.conformance.server;

import static org.pop3j.conformance.server.ServerCheck.Lane.OPEN;

import java.io.IOException;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.pop3j.conformance.check.Skipped;
import org.pop3j.conformance.check.Unmet;

/** The connection and the greeting (MS-STANOPOP3 2.2.1, RFC 1939 section 4). */
final class GreetingChecks {
    private static final int GREETINGS = 10;
    private static final Pattern TIMESTAMP = Pattern.compile("<[^<> ]+@[^<> ]+>");

    private GreetingChecks() {}

    static void addTo(CheckList list) {
        list.must(OPEN, "C0001", "a connection is accepted", Probe::openWithoutTls);
        list.must(OPEN, "C0002 R1939-12 D-10", "one greeting line comes unasked, and begins with +OK", probe -> {
            Session session = probe.open();
            Answer greeting = session.answer();
            if (!greeting.line().startsWith("+OK")) {
                throw session.unmet("a greeting that begins with +OK", greeting);
            }
            session.silent("the greeting");
        });
        list.must(
                OPEN,
                "C0007",
                "after the greeting the state is AUTHORIZATION: STAT is refused, a log-in is begun",
                probe -> {
                    Session session = probe.secured();
                    session.refused("STAT");
                    if (probe.facts().way() == Facts.Way.USER_PASS) {
                        session.ok("USER " + Probe.octets(probe.target().user()));
                    }
                });
        list.must(
                OPEN,
                "R1939-36",
                "each greeting's timestamp is another msg-id, and the only thing with a \"<\"",
                GreetingChecks::timestamps);
    }

    private static void timestamps(Probe probe) throws IOException {
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < GREETINGS; i++) {
            try (Session session = probe.greeted()) {
                seen.add(timestamp(session));
            }
        }
        if (seen.size() < GREETINGS) {
            throw new Unmet(
                    GREETINGS + " different timestamps in " + GREETINGS + " greetings", seen.size() + " different");
        }
    }

    private static String timestamp(Session session) {
        String greeting = session.greeting();
        if (greeting.indexOf('<') < 0) {
            throw Skipped.notApplicable("the greeting has no timestamp, so there is no APOP");
        }
        Matcher matcher = TIMESTAMP.matcher(greeting);
        if (!matcher.find() || greeting.indexOf('<') != greeting.lastIndexOf('<')) {
            throw session.unmet("one timestamp of the form " + TIMESTAMP + " in the greeting", new Answer(greeting));
        }
        return matcher.group();
    }
}
