package org.pop3j.conformance.server;

import static org.pop3j.conformance.server.ServerCheck.Lane.MAILDROP;

import java.io.IOException;
import java.util.List;
import org.pop3j.conformance.check.Unmet;

/** RETR of what is in the maildrop, whatever it is (MS-STANOPOP3 2.2.6 and 2.2.7, RFC 1939 section 5 and 11). */
final class RetrievalChecks {
    private static final int MESSAGES = 60;
    private static final long OCTETS = 20_000_000;
    private static final int TIMES = 10;
    private static final int STATS = 1000;

    private RetrievalChecks() {}

    static void addTo(CheckList list) {
        list.must(
                MAILDROP,
                "C0022",
                "RETR is +OK, the message and the termination line, and the session stays in step",
                probe -> {
                    Session session = probe.logIn();
                    session.content("RETR " + probe.anyMessage(session));
                    session.inStep();
                });
        list.must(
                MAILDROP,
                "C0021 R1939-39 R6856-04 R1939-06",
                "LIST says as many octets as RETR sends",
                RetrievalChecks::sizes);
        list.must(
                MAILDROP,
                "C0013",
                "commands may be repeated: STAT " + STATS + " times, RETR " + TIMES + " times",
                probe -> {
                    Session session = probe.logIn();
                    String stat = session.ok("STAT").line();
                    long enough = System.nanoTime() + probe.target().patience().toNanos();
                    for (int i = 1; i < STATS && System.nanoTime() < enough; i++) {
                        session.matching("STAT", java.util.regex.Pattern.quote(stat));
                    }
                    String number = probe.anyMessage(session);
                    String content = session.content("RETR " + number);
                    for (int i = 1; i < TIMES; i++) {
                        if (!session.content("RETR " + number).equals(content)) {
                            throw new Unmet("the same message each time", "another the " + (i + 1) + ". time");
                        }
                    }
                });
        list.must(MAILDROP, "R1939-22", "RETR changes neither numbers nor sizes", probe -> {
            Session session = probe.logIn();
            List<String> before = session.listing("LIST");
            session.content("RETR " + probe.anyMessage(session));
            List<String> after = session.listing("LIST");
            if (!after.equals(before)) {
                throw session.unmet("the same listings as before RETR", String.valueOf(after));
            }
        });
    }

    private static void sizes(Probe probe) throws IOException {
        Session session = probe.logIn();
        probe.anyMessage(session);
        long retrieved = 0;
        int messages = 0;
        for (String listing : session.listing("LIST")) {
            String[] fields = listing.split(" ");
            long octets = Long.parseLong(fields[1]);
            if (messages++ == MESSAGES || retrieved + octets > OCTETS) {
                return;
            }
            Answer answer = session.send("RETR " + fields[0]);
            if (answer.hasCode("UTF8")) {
                continue;
            }
            if (!answer.isPositive()) {
                throw session.unmet("+OK to RETR " + fields[0], answer);
            }
            int length = session.contentAfterStatus().length();
            retrieved += length;
            if (length != octets) {
                throw new Unmet(
                        "RETR " + fields[0] + " to send " + octets + " octets, as LIST says",
                        length + " octets (dots unstuffed)");
            }
        }
    }
}
