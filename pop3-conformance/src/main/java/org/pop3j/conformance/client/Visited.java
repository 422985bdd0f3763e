package org.pop3j.conformance.client;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.pop3j.conformance.ClientRun;
import org.pop3j.conformance.ClientRun.End;
import org.pop3j.conformance.ClientRun.Fidelity;
import org.pop3j.conformance.Finding;
import org.pop3j.conformance.Verdict;
import org.pop3j.conformance.fake.FakeMaildrop;

/**
 * The scenarios that clients have come to, of whom nobody says what they made of it: what the wire shows is judged, the worst
 * connection counts. Safe for use by several threads.
 */
final class Visited {
    private final Map<String, Finding> worst = new HashMap<>();
    private final Map<String, Set<String>> deliveries = new HashMap<>();
    private final Map<String, Integer> visits = new HashMap<>();

    /** In which pieces the next connection of a scenario is served: one way after the other. */
    synchronized Cut next(Scenario scenario) {
        List<Cut> cuts = Cut.of(scenario);
        return cuts.get(visits.getOrDefault(name(scenario), 0) % cuts.size());
    }

    /** Judges a connection that has ended. */
    void ended(Scenario scenario, Cut cut, Seen seen, List<FakeMaildrop.Message> mail) {
        ClientRun unseen = new ClientRun(End.UNSEEN, List.of(), Fidelity.UNSEEN);
        Outcome outcome = new Outcome(unseen, List.of(seen), mail);
        // The password is somebody's own: only what is shown without it may get into a report.
        List<String> dialogue = new ArrayList<>(List.of("# delivery: " + cut.name()));
        dialogue.addAll(seen.dialogue());
        Finding finding = Judging.of(
                scenario.about(),
                dialogue,
                Duration.ZERO,
                () -> scenario.judge().judge(outcome));
        add(scenario, cut, finding);
    }

    private synchronized void add(Scenario scenario, Cut cut, Finding finding) {
        String name = name(scenario);
        visits.merge(name, 1, Integer::sum);
        deliveries
                .computeIfAbsent(name, any -> new LinkedHashSet<>())
                .add(cut.name().replaceFirst(",.*", ""));
        worst.merge(
                name, finding, (one, other) -> Judged.rank(other.verdict()) > Judged.rank(one.verdict()) ? other : one);
    }

    /** One for each of these scenarios, with the deliveries that were seen. */
    synchronized List<Finding> findings(List<Scenario> scenarios) {
        return scenarios.stream().map(this::finding).toList();
    }

    private Finding finding(Scenario scenario) {
        String name = name(scenario);
        if (!worst.containsKey(name)) {
            return new Finding(
                    scenario.about(),
                    Verdict.NOT_TESTED,
                    scenario.about().title(),
                    "no client has come to it",
                    List.of(),
                    Duration.ZERO);
        }
        Finding found = worst.get(name);
        String came = found.came() + " (" + String.join(", ", deliveries.get(name)) + ")";
        return new Finding(found.check(), found.verdict(), found.expected(), came, found.dialogue(), found.took());
    }

    private static String name(Scenario scenario) {
        return scenario.about().name();
    }
}
