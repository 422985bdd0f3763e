package org.pop3j.conformance.server;

import java.io.IOException;
import java.util.List;
import org.pop3j.conformance.check.Skipped;
import org.pop3j.conformance.check.Unmet;

/** What DELE and RSET do within a session (MS-STANOPOP3 2.2.8 to 2.2.10, RFC 1939 section 5). */
final class DeletionChecks {
    private DeletionChecks() {}

    static void addTo(CheckList list) {
        list.deletes("C0026", "a number that was deleted is an error until RSET", probe -> {
            Session session = probe.logIn();
            String number = deleted(probe, session);
            session.refused("LIST " + number, "RETR " + number, "DELE " + number);
            session.refused("TOP " + number + " 0", "UIDL " + number);
            session.ok("RSET");
            session.content("RETR " + number);
            session.ok("LIST " + number);
        });
        list.deletes("V0006 R1939-24", "RSET takes all marks back", probe -> {
            Session session = probe.logIn();
            String before = session.ok("STAT").line();
            deleted(probe, session);
            session.ok("RSET");
            session.matching("STAT", java.util.regex.Pattern.quote(before));
        });
        list.deletes("C0031/dele", "DELE works", probe -> {
            Session session = probe.logIn();
            deleted(probe, session);
            session.ok("RSET");
        });
        list.deletes("R1939-19", "STAT does not count what is marked as deleted, in either figure", probe -> {
            Session session = probe.logIn();
            long[] before = stat(session);
            String number = probe.spare(session);
            long octets = Long.parseLong(session.ok("LIST " + number).text().split(" ")[1]);
            session.ok("DELE " + number);
            long[] after = stat(session);
            if (after[0] != before[0] - 1 || after[1] != before[1] - octets) {
                throw new Unmet(
                        "+OK " + (before[0] - 1) + " " + (before[1] - octets), "+OK " + after[0] + " " + after[1]);
            }
        });
        list.deletes("R1939-21", "LIST and UIDL leave out what is marked as deleted", probe -> {
            Session session = probe.logIn();
            String number = deleted(probe, session);
            for (String command : List.of("LIST", "UIDL")) {
                if (session.listing(command).stream().anyMatch(line -> line.startsWith(number + " "))) {
                    throw new Unmet("a listing without message " + number, number + " in the answer to " + command);
                }
            }
        });
        list.deletes("R1939-16/numbers", "DELE changes no number: the others keep theirs", probe -> {
            Session session = probe.logIn();
            List<String> before = new java.util.ArrayList<>(session.listing("LIST"));
            if (before.size() < 2) {
                throw Skipped.notTested("needs two messages");
            }
            session.ok("DELE " + before.get(0).split(" ")[0]);
            before.remove(0);
            List<String> after = session.listing("LIST");
            if (!after.equals(before)) {
                throw session.unmet(String.valueOf(before), String.valueOf(after));
            }
        });
        list.deletes("R1939-23", "DELE only marks: after a dropped connection the message is there", probe -> {
            survives(probe, Session::close);
        });
    }

    /** How a session ends without QUIT. */
    interface End {
        void of(Session session) throws IOException;
    }

    /** Marks a message, ends the session in some way, and sees that everything is still there. */
    static void survives(Probe probe, End end) throws IOException {
        long[] before;
        try (Session session = probe.logIn()) {
            before = stat(session);
            deleted(probe, session);
            end.of(session);
        }
        long[] after = stat(probe.logIn());
        if (after[0] != before[0]) {
            throw new Unmet("all " + before[0] + " messages in the next session", String.valueOf(after[0]));
        }
    }

    private static String deleted(Probe probe, Session session) throws IOException {
        String number = probe.spare(session);
        session.ok("DELE " + number);
        return number;
    }

    /** Count and octets. */
    static long[] stat(Session session) throws IOException {
        String[] fields = session.matching("STAT", "\\+OK \\d+ \\d+.*").text().split(" ");
        return new long[] {Long.parseLong(fields[0]), Long.parseLong(fields[1])};
    }
}
