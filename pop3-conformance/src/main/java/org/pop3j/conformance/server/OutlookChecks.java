package org.pop3j.conformance.server;

import static org.pop3j.conformance.server.ServerCheck.Lane.FAILING;
import static org.pop3j.conformance.server.ServerCheck.Lane.MAILDROP;
import static org.pop3j.conformance.server.ServerCheck.Lane.OPEN;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.pop3j.conformance.check.Skipped;
import org.pop3j.conformance.check.Unmet;

/** What [MS-OXPOP3] adds for Outlook. */
final class OutlookChecks {
    private OutlookChecks() {}

    static void addTo(CheckList list) {
        list.must(
                MAILDROP,
                "OXP-01",
                "one can log in by USER and PASS, or by AUTH without an initial response",
                probe -> {
                    probe.requireLogIn();
                    if (probe.facts().offersMechanism("PLAIN")) {
                        probe.settle();
                        Session session = probe.secured();
                        Answer answer = probe.authPlain(session, probe.plainResponse(""));
                        if (!answer.isPositive()) {
                            throw session.unmet("+OK to AUTH PLAIN, whose response came on a line of its own", answer);
                        }
                    }
                });
        list.must(
                MAILDROP,
                "OXP-01/session C0014 C0020 C0022 C0037",
                "a session as Outlook has it, by the answers as Outlook reads them: STAT, LIST, UIDL, RETR, QUIT",
                OutlookSession::hold);
        list.should(
                OPEN,
                "OXP-02 R5034-18",
                "AUTH without a mechanism lists the mechanisms that SASL announces",
                OutlookChecks::bareAuth);
        list.must(OPEN, "OXP-06", "AUTH NTLM, where it is not there, is refused and changes nothing", probe -> {
            if (probe.facts().offersMechanism("NTLM")) {
                throw Skipped.notApplicable("the server has NTLM");
            }
            Session session = probe.secured();
            session.refused("AUTH NTLM");
            session.ok("QUIT");
        });
        list.must(
                FAILING,
                "OXP-07",
                "nobody opens another's maildrop by domain/delegate/mailbox without permission",
                probe -> {
                    probe.needsUserPass();
                    Session session = probe.secured();
                    String name = "domain/" + probe.target().user() + "/somebody-else";
                    if (probe.userPass(session, name, probe.target().password()).isPositive()) {
                        throw new Unmet("-ERR to the name " + name, "+OK");
                    }
                });
    }

    private static void bareAuth(Probe probe) throws IOException {
        String announced = probe.facts()
                .parameters("SASL")
                .orElseThrow(() -> Skipped.notApplicable("the server does not announce SASL"));
        for (String command : List.of("AUTH", "AUTH ")) {
            Session session = probe.secured();
            List<String> names = session.listing(command);
            List<String> expected =
                    Arrays.asList(announced.toUpperCase(Locale.ROOT).split(" "));
            if (!names.stream()
                    .map(name -> name.toUpperCase(Locale.ROOT))
                    .toList()
                    .equals(expected)) {
                throw session.unmet("the mechanisms " + expected, String.valueOf(names));
            }
            session.ok("QUIT");
        }
    }
}
