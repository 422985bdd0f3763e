package org.pop3j.conformance.client;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.pop3j.conformance.Check;
import org.pop3j.conformance.ClientDriver;
import org.pop3j.conformance.ClientWay;
import org.pop3j.conformance.Finding;
import org.pop3j.conformance.Report;
import org.pop3j.conformance.Side;
import org.pop3j.conformance.Verdict;
import org.pop3j.conformance.client.Scenario.Length;

/** Drives a client through the scenarios, and judges all that was seen by the rules of the wire. */
public final class ClientChecks {
    /** Those that wait for a client to lose its patience need no processor. */
    private static final int WAITING_AT_ONCE = 8;

    private final String subject;
    private final ClientDriver driver;
    private final ClientWay way;
    private final Duration patience;
    private final List<String> only;
    private final int atOnce;
    private final List<Seen> connections = new CopyOnWriteArrayList<>();

    /**
     * Takes the client, what it is told, how long it may take to give up, which checks are wanted (none for all), and how many
     * clients may work at once.
     */
    public ClientChecks(
            String subject, ClientDriver driver, ClientWay way, Duration patience, List<String> only, int atOnce) {
        this.subject = subject;
        this.driver = driver;
        this.way = way;
        this.patience = patience;
        this.only = List.copyOf(only);
        this.atOnce = atOnce;
    }

    /** What the checks of clients are about. */
    public static List<Check> checks() {
        return Stream.concat(
                        scenarios().stream().map(Scenario::about),
                        WireRules.all().stream().map(WireRules.Rule::about))
                .toList();
    }

    static List<Scenario> scenarios() {
        return Stream.of(atGreeting(), afterGreeting(), security())
                .flatMap(List::stream)
                .toList();
    }

    static List<Scenario> atGreeting() {
        ScenarioList list = new ScenarioList(Told.ANYTHING);
        GreetingScenarios.addTo(list);
        return list.scenarios();
    }

    static List<Scenario> afterGreeting() {
        ScenarioList list = new ScenarioList(Told.ANYTHING);
        ReplyScenarios.addTo(list);
        ListingScenarios.addTo(list);
        ContentScenarios.addTo(list);
        ScenarioList bare = new ScenarioList(Told.NOTHING);
        ReplyScenarios.addBareTo(bare);
        return ScenarioList.all(list, bare);
    }

    static List<Scenario> security() {
        return Stream.of(StlsScenarios.all(), HandshakeScenarios.all(), SaslScenarios.all(), ScramScenarios.all())
                .flatMap(List::stream)
                .toList();
    }

    /** Does what is wanted. Rules of the wire need something to look at: one plain run is done for them in any case. */
    public Report run() throws IOException {
        Instant at = Instant.now();
        long begun = System.nanoTime();
        List<Finding> findings = new ArrayList<>();
        ExecutorService working = Executors.newFixedThreadPool(atOnce, ClientChecks::daemon);
        ExecutorService waiting = Executors.newFixedThreadPool(WAITING_AT_ONCE, ClientChecks::daemon);
        try {
            List<Future<Finding>> running = new ArrayList<>();
            for (Scenario scenario : scenarios()) {
                if (!scenario.told().isMetBy(way)) {
                    findings.add(leftOut(scenario));
                } else if (wants(scenario.about()) || scenario.about().name().equals("C0022")) {
                    ExecutorService threads = scenario.length() == Length.ONCE ? waiting : working;
                    running.add(threads.submit(() -> new Playing(scenario, driver, way, patience, connections).play()));
                }
            }
            for (Future<Finding> finding : running) {
                findings.add(finding.get());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while checking", e);
        } catch (ExecutionException e) {
            throw new IOException(
                    "the client could not be driven: " + e.getCause().getMessage(), e.getCause());
        } finally {
            working.shutdownNow();
            waiting.shutdownNow();
        }
        findings.addAll(judgeWire(connections));
        findings.removeIf(finding -> !wants(finding.check()));
        return new Report(subject, Side.CLIENT, at, Duration.ofNanos(System.nanoTime() - begun), findings);
    }

    private static Finding leftOut(Scenario scenario) {
        Check about = scenario.about();
        return new Finding(
                about, Verdict.NOT_TESTED, about.title(), scenario.told().needs(), List.of(), Duration.ZERO);
    }

    private static Thread daemon(Runnable work) {
        Thread thread = new Thread(work, "pop3-check-client");
        thread.setDaemon(true);
        return thread;
    }

    static List<Finding> judgeWire(List<Seen> connections) {
        return WireRules.all().stream()
                .map(rule -> Judging.of(
                        rule.about(),
                        List.of(),
                        Duration.ZERO,
                        () -> rule.judge().judge(connections)))
                .toList();
    }

    private boolean wants(Check check) {
        return only.isEmpty()
                || only.contains(check.name())
                || check.requirements().stream().anyMatch(only::contains);
    }
}
