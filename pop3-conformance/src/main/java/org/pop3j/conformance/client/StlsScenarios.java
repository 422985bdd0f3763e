package org.pop3j.conformance.client;

import static org.pop3j.conformance.client.ScenarioList.changing;
import static org.pop3j.conformance.client.ScenarioList.refusing;

import java.util.List;
import java.util.Optional;
import org.pop3j.conformance.check.Skipped;
import org.pop3j.conformance.check.Unmet;
import org.pop3j.conformance.fake.FakeSession;
import org.pop3j.conformance.fake.Said;
import org.pop3j.conformance.fake.Said.Then;
import org.pop3j.conformance.fake.Twist;

/** The way from clear text into TLS (RFC 2595 section 4, RFC 8314 section 5.2). */
final class StlsScenarios {
    /** Enough for a client that takes them for answers to CAPA, or to USER and PASS. */
    private static final String INJECTED = "+OK\r\n+OK\r\n.\r\n+OK\r\n+OK\r\n";

    private StlsScenarios() {}

    static List<Scenario> all() {
        ScenarioList list = new ScenarioList(Told.STLS);
        list.must(
                "R8314-06 S-20 R2595-09 R6856-10",
                "outside TLS nothing is said but CAPA and STLS; inside it the client does its work",
                () -> Twist.NONE,
                outcome -> outcome.withoutClear().secured().succeeded().delivered());
        list.must(
                "R2595-06",
                "behind STLS nothing is sent before its answer, and then the handshake only",
                () -> Twist.NONE,
                outcome -> {
                    if (outcome.seen().stream().anyMatch(Seen::isAheadOfTls)) {
                        throw new Unmet("nothing behind STLS", "octets in clear behind STLS");
                    }
                    outcome.needs("STLS");
                });
        list.hangs(
                "S-02",
                "answers in clear behind that to STLS, in one segment with it, are not taken for answers inside TLS",
                StlsScenarios::injecting,
                StlsScenarios::requireNothingTaken);
        list.must(
                "R2595-08 S-03",
                "-ERR to STLS ends the session before anybody logs in",
                refusing("STLS.*"),
                outcome -> outcome.withoutClear().failed());
        list.must(
                "R2595-08/missing",
                "where STLS is not offered nobody logs in",
                StlsScenarios::withoutStls,
                outcome -> outcome.withoutClear().failed());
        list.must(
                "S-03/capa",
                "-ERR to CAPA does not make a client go on without TLS",
                refusing("(CAPA|STLS).*"),
                outcome -> outcome.withoutClear().failed());
        ScenarioList only = new ScenarioList(Told.STLS_ONLY);
        only.must(
                "R2595-07 R2449-20",
                "what CAPA said in clear does not count inside TLS",
                changing("CAPA", right -> right.replace("STLS\r\n", "STLS\r\nSASL PLAIN\r\nUTF8\r\n")),
                StlsScenarios::requireNothingKept);
        return ScenarioList.all(list, only);
    }

    private static Twist injecting() {
        return new Twist() {
            @Override
            public Optional<Said> instead(FakeSession session, String line) {
                if (session.isSecured()) {
                    return Optional.of(new Said("", Then.HANG));
                }
                return line.equalsIgnoreCase("STLS")
                        ? Optional.of(new Said("+OK begin TLS\r\n" + INJECTED, Then.START_TLS))
                        : Optional.empty();
            }
        };
    }

    /** Inside TLS the server says nothing: who sends a second command has an answer to the first, from outside. */
    private static void requireNothingTaken(Outcome outcome) {
        outcome.needs("STLS").withoutClear();
        for (Seen connection : outcome.seen()) {
            List<Seen.Said> inside =
                    connection.commands().stream().filter(Seen.Said::isSecured).toList();
            if (inside.size() > 1) {
                throw new Unmet(
                        "no command but the first, which nobody has answered",
                        inside.get(0).shown() + ", then " + inside.get(1).shown());
            }
        }
    }

    private static Twist withoutStls() {
        return new Twist() {
            @Override
            public Optional<Said> instead(FakeSession session, String line) {
                return line.matches("(?i)STLS.*") ? Optional.of(Said.line("-ERR no such command")) : Optional.empty();
            }

            @Override
            public Said rewrite(FakeSession session, String line, Said right) {
                return Said.octets(right.octets().replace("STLS\r\n", "")).then(right.then());
            }
        };
    }

    private static void requireNothingKept(Outcome outcome) {
        boolean asked = false;
        for (Seen connection : outcome.seen()) {
            boolean asksInside = false;
            for (Seen.Said said : connection.commands()) {
                asked |= said.is("CAPA") && !said.isSecured();
                asksInside |= said.is("CAPA") && said.isSecured();
                if (said.isSecured() && !asksInside && (said.is("AUTH") || said.is("UTF8"))) {
                    throw new Unmet("CAPA inside TLS before anything that it announces is used", said.shown());
                }
            }
        }
        if (!asked) {
            throw Skipped.notApplicable("the client does not send CAPA outside TLS");
        }
        outcome.secured();
    }
}
