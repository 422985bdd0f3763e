package org.pop3j.conformance.client;

import static org.pop3j.conformance.client.ScenarioList.changing;
import static org.pop3j.conformance.client.ScenarioList.refusing;
import static org.pop3j.conformance.client.ScenarioList.saying;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.pop3j.conformance.check.Skipped;
import org.pop3j.conformance.check.Unmet;
import org.pop3j.conformance.fake.FakeSession;
import org.pop3j.conformance.fake.Said;
import org.pop3j.conformance.fake.Said.Then;
import org.pop3j.conformance.fake.Twist;

/** AUTH, whatever the mechanism (RFC 5034). */
final class SaslScenarios {
    private static final int LONGEST_COMMAND = 253;
    private static final int LONG_CHALLENGE = 2_000_000;
    /** No mechanism takes so many steps. */
    private static final int MANY_RESPONSES = 1000;

    private SaslScenarios() {}

    static List<Scenario> all() {
        ScenarioList list = new ScenarioList(Told.ANY_SASL);
        list.must(
                "R5034-04 R5034-06 R5034-07",
                "the client logs in by the mechanism that it is told to use",
                () -> Twist.NONE,
                outcome -> {
                    requireAuth(outcome);
                    outcome.without("PASS").succeeded().delivered();
                });
        list.should("R5034-03", "without CAPA there is no initial response", refusing("CAPA"), outcome -> {
            if (outcome.needs("AUTH").commands("AUTH").stream().anyMatch(SaslScenarios::hasInitialResponse)) {
                throw new Unmet("AUTH and the mechanism, no more", "an initial response");
            }
        });
        list.should("D-4/empty", "a lone + is a challenge without octets", SaslScenarios::loneChallenges, outcome -> {
            if (outcome.needs("AUTH").commands("AUTH").stream().allMatch(SaslScenarios::hasInitialResponse)) {
                throw Skipped.notApplicable("the client sends an initial response even if there is no CAPA");
            }
            outcome.succeeded();
        });
        list.should(
                "D-4",
                "an answer to AUTH that begins with +, and is neither +OK nor a challenge, is no success",
                changing(".*", right -> right.replace("+OK logged in", "+fine, come in")),
                outcome -> outcome.needs("AUTH").withoutWork().failed());
        failures(list);
        challenges(list);
        return ScenarioList.all(list, plain());
    }

    private static void failures(ScenarioList list) {
        list.must("OXP-05", "-ERR to AUTH ends the exchange: no response follows", refusing("AUTH .*"), outcome -> {
            outcome.needs("AUTH");
            for (Seen.Said said : outcome.afterAuth()) {
                if (!WireRules.isCommand(said)) {
                    throw new Unmet("a command, or the end", "a response to -ERR");
                }
            }
        });
        list.should(
                "SASL-01 S-21",
                "where the mechanism is refused no other way to log in is tried",
                refusing("AUTH .*"),
                outcome -> {
                    outcome.needs("AUTH").without("PASS").without("APOP").failed();
                    long mechanisms = outcome.commands("AUTH").stream()
                            .map(said -> said.line().split(" +")[1].toUpperCase(java.util.Locale.ROOT))
                            .distinct()
                            .count();
                    if (mechanisms > 1) {
                        throw new Unmet("one mechanism", mechanisms + " of them");
                    }
                });
    }

    private static void challenges(ScenarioList list) {
        list.must(
                "R5034-11",
                "a challenge that is no base64 is not answered: the client cancels by *",
                answering("+ ?!no base64!?\r\n"),
                outcome -> {
                    for (Seen.Said said : outcome.needs("AUTH").afterAuth()) {
                        if (!said.line().equals("*") && !said.is("QUIT")) {
                            throw new Unmet("* alone", "a response");
                        }
                    }
                    outcome.failed();
                });
        list.must(
                "S-23/again",
                "challenges that follow one another without end are given up",
                answering("+ \r\n"),
                outcome -> {
                    long responses = outcome.needs("AUTH").commands().stream()
                            .filter(Seen.Said::isResponse)
                            .count();
                    if (responses > MANY_RESPONSES) {
                        throw new Unmet("a few responses at most", responses + " of them");
                    }
                    outcome.failed();
                });
        list.hangs(
                "S-23",
                "a challenge that has no end is given up",
                saying("AUTH .*", "+ " + "A".repeat(LONG_CHALLENGE), Then.HANG),
                outcome -> outcome.needs("AUTH").gaveUp());
    }

    private static ScenarioList plain() {
        ScenarioList list = new ScenarioList(Told.SASL_PLAIN);
        list.longSecret(
                "R5034-09 R4616-01",
                "what makes AUTH longer than 255 octets goes as a response, not with the command",
                outcome -> {
                    if (outcome.needs("AUTH").commands("AUTH").stream()
                            .anyMatch(said -> said.line().length() > LONGEST_COMMAND)) {
                        throw new Unmet("AUTH in 255 octets", "a longer one");
                    }
                    outcome.succeeded();
                });
        return list;
    }

    static void requireAuth(Outcome outcome) {
        if (outcome.commands("AUTH").isEmpty()) {
            throw new Unmet("AUTH and the mechanism", "no AUTH");
        }
    }

    private static boolean hasInitialResponse(Seen.Said auth) {
        return auth.line().strip().split(" +").length > 2;
    }

    /** Says the same to AUTH and to all that is no command and not the cancelling of it. */
    private static Supplier<Twist> answering(String challenge) {
        return () -> new Twist() {
            private boolean isInExchange;

            @Override
            public Optional<Said> instead(FakeSession session, String line) {
                isInExchange = line.matches("(?i)AUTH .*") || isInExchange && !line.matches("(?i)\\*|QUIT");
                return isInExchange ? Optional.of(Said.octets(challenge)) : Optional.empty();
            }
        };
    }

    private static Twist loneChallenges() {
        return new Twist() {
            @Override
            public Optional<Said> instead(FakeSession session, String line) {
                return line.equalsIgnoreCase("CAPA") ? Optional.of(Said.line("-ERR not here")) : Optional.empty();
            }

            @Override
            public Said rewrite(FakeSession session, String line, Said right) {
                return right.octets().equals("+ \r\n") ? Said.line("+") : right;
            }
        };
    }
}
