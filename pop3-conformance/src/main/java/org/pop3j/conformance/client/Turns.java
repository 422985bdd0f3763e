package org.pop3j.conformance.client;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.pop3j.conformance.ClientWay;

/** Which scenario comes next to a kit that listens. Safe for use by several threads. */
final class Turns {
    private final List<Scenario> scenarios;
    private final Visited visited = new Visited();
    private final AtomicBoolean areChosenByName = new AtomicBoolean();

    Turns(ClientWay way) {
        // Those that are over before a name comes are last: a client that names its scenario is to be greeted as usual.
        this.scenarios = Stream.of(ClientChecks.afterGreeting(), ClientChecks.atGreeting(), ClientChecks.security())
                .flatMap(List::stream)
                .filter(scenario -> scenario.told().isMetBy(way))
                .toList();
    }

    Scenario ofConnection(int number) {
        return scenarios.get(number % scenarios.size());
    }

    /** The scenario that a user name chooses; from then on no other comes before a name. */
    Optional<Scenario> named(String user) {
        Optional<Scenario> named = scenarios.stream()
                .filter(scenario -> Playing.userName(scenario).equalsIgnoreCase(user))
                .findFirst();
        if (named.isPresent()) {
            areChosenByName.set(true);
        }
        return named;
    }

    boolean areChosenByName() {
        return areChosenByName.get();
    }

    Visited visited() {
        return visited;
    }

    List<Scenario> scenarios() {
        return scenarios;
    }
}
