package org.pop3j.conformance.server;

import java.util.List;
import org.pop3j.conformance.check.Skipped;
import org.pop3j.conformance.check.Unmet;

/** QUIT and the ways to end without it (MS-STANOPOP3 2.2.11, RFC 1939 section 6). */
final class UpdateChecks {
    private UpdateChecks() {}

    static void addTo(CheckList list) {
        list.deletes(
                "C0030 D-8/quit",
                "QUIT with an argument removes nothing: it is refused",
                probe -> DeletionChecks.survives(probe, session -> {
                    Answer answer = session.send("QUIT x");
                    if (answer.isPositive()) {
                        throw session.unmet("-ERR to \"QUIT x\"", answer);
                    }
                }));
        list.deletes(
                "R1939-25",
                "QUIT removes what is marked and nothing else, answers once, and the connection ends",
                probe -> {
                    List<String> expected;
                    try (Session session = probe.logInWithSpare()) {
                        String number = probe.spare(session);
                        // Twins may have one unique-id in common.
                        expected = UniqueIdChecks.listings(session).stream()
                                .filter(listing -> !listing.startsWith(number + " "))
                                .map(UniqueIdChecks::id)
                                .toList();
                        session.ok("DELE " + number);
                        session.ok("QUIT");
                        session.end();
                    }
                    List<String> after = UniqueIdChecks.ids(probe.logIn());
                    if (!after.equals(expected)) {
                        throw new Unmet(
                                "the " + expected.size() + " other messages in the next session",
                                after.size() + " messages, or others");
                    }
                });
        list.deletes(
                "R1939-27",
                "a connection that is closed without QUIT removes nothing",
                probe -> DeletionChecks.survives(probe, Session::close));
        list.deletes(
                "R1939-27/reset",
                "a connection that breaks off removes nothing",
                probe -> DeletionChecks.survives(probe, Session::reset));
        list.deletes(
                "R1939-27/half",
                "QUIT without CRLF is no QUIT: nothing is removed",
                probe -> DeletionChecks.survives(probe, session -> {
                    session.raw("QUIT");
                    session.socket().shutdownOutput();
                    session.endsWhateverComes();
                }));
        list.add(
                ServerCheck.Lane.MAILDROP,
                org.pop3j.conformance.Check.Level.MUST,
                org.pop3j.conformance.Check.Effect.DELIVERS,
                "R1939-16",
                "mail that arrives during a session is not seen in it, and is in the next",
                probe -> {
                    if (!probe.seeds().canDeliver()) {
                        throw Skipped.notTested("needs a way to deliver mail: --deliver");
                    }
                    long[] before;
                    try (Session session = probe.logIn()) {
                        before = DeletionChecks.stat(session);
                        probe.seeds().deliver(Seed.SPARE);
                        long[] during = DeletionChecks.stat(session);
                        if (during[0] != before[0] || during[1] != before[1]) {
                            throw new Unmet("+OK " + before[0] + " " + before[1], "+OK " + during[0] + " " + during[1]);
                        }
                        session.ok("QUIT");
                    }
                    long[] after = DeletionChecks.stat(probe.logIn());
                    if (after[0] != before[0] + 1) {
                        throw new Unmet((before[0] + 1) + " messages in the next session", String.valueOf(after[0]));
                    }
                });
    }
}
