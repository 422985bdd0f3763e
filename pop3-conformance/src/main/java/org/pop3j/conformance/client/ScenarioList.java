package org.pop3j.conformance.client;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.pop3j.conformance.Check;
import org.pop3j.conformance.Check.Effect;
import org.pop3j.conformance.Check.Level;
import org.pop3j.conformance.Side;
import org.pop3j.conformance.client.Scenario.Identity;
import org.pop3j.conformance.client.Scenario.Judge;
import org.pop3j.conformance.client.Scenario.Length;
import org.pop3j.conformance.client.Scenario.Secret;
import org.pop3j.conformance.fake.FakeSession;
import org.pop3j.conformance.fake.Said;
import org.pop3j.conformance.fake.Twist;

/** Gathers scenarios, so that one reads as: its IDs, one sentence, what the server says, what is asked of the client. */
final class ScenarioList {
    static final List<String> MAIL = List.of(
            "From: a@example.org\r\nSubject: first\r\n\r\n.\r\n..\r\n.x\r\none\r\n",
            "From: b@example.org\r\nSubject: second\r\n\r\ntwo\r\n");

    private final Told told;
    private final List<Scenario> scenarios = new ArrayList<>();

    /** Begins a list of scenarios for clients that are told this. */
    ScenarioList(Told told) {
        this.told = told;
    }

    ScenarioList must(String ids, String title, Supplier<Twist> twist, Judge judge) {
        return add(Level.MUST, ids, title, MAIL, twist, Length.THREE_DELIVERIES, judge);
    }

    ScenarioList should(String ids, String title, Supplier<Twist> twist, Judge judge) {
        return add(Level.SHOULD, ids, title, MAIL, twist, Length.THREE_DELIVERIES, judge);
    }

    /** The client has to lose its patience, so this is played once. */
    ScenarioList hangs(String ids, String title, Supplier<Twist> twist, Judge judge) {
        return add(Level.MUST, ids, title, MAIL, twist, Length.ONCE, judge);
    }

    ScenarioList mail(String ids, String title, List<String> mail, Supplier<Twist> twist, Judge judge) {
        return add(Level.MUST, ids, title, mail, twist, Length.THREE_DELIVERIES, judge);
    }

    /** A SHOULD about messages of its own. */
    ScenarioList robust(String ids, String title, List<String> mail, Judge judge) {
        return add(Level.SHOULD, ids, title, mail, () -> Twist.NONE, Length.THREE_DELIVERIES, judge);
    }

    /** The client is given a password that does not fit into a command. */
    ScenarioList longSecret(String ids, String title, Judge judge) {
        return right(Secret.LONG, Identity.RIGHT, ids, title, judge);
    }

    /** The server shows a certificate that is not to be taken. */
    ScenarioList shows(Identity identity, String ids, String title, Judge judge) {
        return right(Secret.USUAL, identity, ids, title, judge);
    }

    /** A server that says only what is right. */
    private ScenarioList right(Secret secret, Identity identity, String ids, String title, Judge judge) {
        Check about = check(Level.MUST, ids, title);
        scenarios.add(
                new Scenario(told, about, MAIL, () -> Twist.NONE, Length.THREE_DELIVERIES, secret, identity, judge));
        return this;
    }

    private ScenarioList add(
            Level level,
            String ids,
            String title,
            List<String> mail,
            Supplier<Twist> twist,
            Length length,
            Judge judge) {
        scenarios.add(
                new Scenario(told, check(level, ids, title), mail, twist, length, Secret.USUAL, Identity.RIGHT, judge));
        return this;
    }

    static Check check(Level level, String ids, String title) {
        List<String> words = Arrays.asList(ids.split(" "));
        List<String> requirements =
                words.stream().map(word -> word.replaceFirst("/.*", "")).toList();
        return new Check(words.get(0), requirements, Side.CLIENT, level, Effect.NONE, title);
    }

    List<Scenario> scenarios() {
        return scenarios;
    }

    /** The scenarios of several lists, one after the other. */
    static List<Scenario> all(ScenarioList... lists) {
        return Arrays.stream(lists).flatMap(list -> list.scenarios().stream()).toList();
    }

    /** Answers to commands that match are changed. */
    static Supplier<Twist> changing(String pattern, UnaryOperator<String> change) {
        return () -> new Twist() {
            @Override
            public Said rewrite(FakeSession session, String line, Said right) {
                return line.matches("(?i)" + pattern) ? new Said(change.apply(right.octets()), right.then()) : right;
            }
        };
    }

    /** Commands that match are answered by octets, and not done. */
    static Supplier<Twist> saying(String pattern, String octets, Said.Then then) {
        return () -> new Twist() {
            @Override
            public Optional<Said> instead(FakeSession session, String line) {
                return line.matches("(?i)" + pattern) ? Optional.of(new Said(octets, then)) : Optional.empty();
            }
        };
    }

    static Supplier<Twist> refusing(String pattern) {
        return saying(pattern, "-ERR not here\r\n", Said.Then.GO_ON);
    }

    static Supplier<Twist> greeting(String octets, Said.Then then) {
        return () -> new Twist() {
            @Override
            public Said greeting(FakeSession session, Said right) {
                return new Said(octets, then);
            }
        };
    }

    /** The connection ends in the middle of an answer. */
    static Supplier<Twist> cutting(String pattern, UnaryOperator<String> change, Said.Then then) {
        return () -> new Twist() {
            @Override
            public Said rewrite(FakeSession session, String line, Said right) {
                return line.matches("(?i)" + pattern) ? new Said(change.apply(right.octets()), then) : right;
            }
        };
    }
}
