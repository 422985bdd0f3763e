package org.pop3j.conformance.server;

import static org.pop3j.conformance.server.ServerCheck.Lane.MAILDROP;
import static org.pop3j.conformance.server.ServerCheck.Lane.OPEN;

import java.io.IOException;
import org.pop3j.conformance.check.Unmet;

/** UTF8 and LANG (RFC 6856). */
final class LanguageChecks {
    private LanguageChecks() {}

    static void addTo(CheckList list) {
        list.must(MAILDROP, "R6856-01", "UTF8 is refused in TRANSACTION", probe -> {
            Session session = probe.logIn();
            session.refused("UTF8");
            session.inStep();
        });
        list.must(OPEN, "R6856-05", "STLS is refused after UTF8", probe -> {
            if (!probe.facts().offersBeforeTls("UTF8")) {
                throw org.pop3j.conformance.check.Skipped.notApplicable(
                        "the server does not announce UTF8 before STLS");
            }
            Session session = probe.beforeStls();
            session.ok("UTF8");
            session.refused("STLS");
        });
        list.should(OPEN, "R6856-06", "a name that is ill-formed UTF-8 is refused", probe -> {
            probe.needsUserPass();
            Session session = probe.secured();
            session.refused("USER \u00c0\u00af", "USER \u00ed\u00a0\u0080");
        });
        list.must(
                OPEN,
                "R6856-08",
                "LANG lists languages, takes one, and refuses an unknown one",
                LanguageChecks::languages);
        list.must(OPEN, "R6856-09", "LANG does not tell which language a user prefers", probe -> {
            probe.needs("LANG");
            probe.needsUserPass();
            String known = languageOf(probe, probe.target().user());
            String unknown = languageOf(probe, "nobody-at-all");
            if (!known.equals(unknown)) {
                throw new Unmet("the same language before a log-in, whoever was named: " + known, unknown);
            }
        });
    }

    private static void languages(Probe probe) throws IOException {
        probe.needs("LANG");
        Session session = probe.secured();
        if (session.send("LANG").isPositive()) {
            for (String line : session.listed()) {
                if (!line.matches("[A-Za-z0-9-]{1,35}( .*)?")) {
                    throw session.unmet("a language tag, perhaps with a description", line);
                }
            }
        }
        session.matching("LANG *", "\\+OK [A-Za-z0-9-]{1,35}( .*)?");
        session.refused("LANG xx-unknown");
    }

    private static String languageOf(Probe probe, String user) throws IOException {
        try (Session session = probe.secured()) {
            session.send("USER " + Probe.octets(user));
            return session.send("LANG *").line();
        }
    }
}
