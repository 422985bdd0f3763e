package org.pop3j.conformance.client;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.IntFunction;
import org.pop3j.conformance.ClientDriver;
import org.pop3j.conformance.ClientRun;
import org.pop3j.conformance.ClientWay;
import org.pop3j.conformance.Finding;
import org.pop3j.conformance.TlsMode;
import org.pop3j.conformance.Verdict;
import org.pop3j.conformance.check.Conversation;
import org.pop3j.conformance.fake.FakeMaildrop;
import org.pop3j.conformance.fake.FakeServer;
import org.pop3j.conformance.fake.FakeSession;

/** Plays one scenario in its deliveries; the first that is not passed is what counts. */
final class Playing {
    /** What a client may need beyond its patience to start and to end. */
    private static final Duration STARTING = Duration.ofSeconds(5);

    private static final Duration MOMENT = Duration.ofSeconds(1);

    private final Scenario scenario;
    private final ClientDriver driver;
    private final ClientWay way;
    private final Duration patience;
    private final List<Seen> connections;

    Playing(Scenario scenario, ClientDriver driver, ClientWay way, Duration patience, List<Seen> connections) {
        this.scenario = scenario;
        this.driver = driver;
        this.way = way;
        this.patience = patience;
        this.connections = connections;
    }

    Finding play() throws IOException, InterruptedException {
        Optional<Finding> first = Optional.empty();
        for (Cut cut : Cut.of(scenario)) {
            Finding finding = play(cut);
            if (finding.verdict() != Verdict.PASSED) {
                return finding;
            }
            first = first.or(() -> Optional.of(finding));
        }
        return first.orElseThrow();
    }

    private Finding play(Cut cut) throws IOException, InterruptedException {
        String password = scenario.secret().password();
        Conversation conversation = new Conversation(password);
        conversation.event("# delivery: " + cut.name());
        FakeMaildrop maildrop = new FakeMaildrop();
        scenario.mail().forEach(maildrop::deliver);
        List<FakeMaildrop.Message> mail = maildrop.snapshot();
        List<Seen> seen = new CopyOnWriteArrayList<>();
        String user = userName(scenario);
        conversation.mask("\0" + user + "\0" + password);
        long begun = System.nanoTime();
        IntFunction<FakeSession.Setting> settings = number -> {
            Seen connection = new Seen(conversation, password);
            seen.add(connection);
            connections.add(connection);
            return new FakeSession.Setting(
                    offer(), user, password, maildrop, scenario.twist().get(), cut.pieces(), connection);
        };
        try (FakeServer server = new FakeServer(
                FakeServer.anyPort(),
                way.certificates().map(scenario.identity()::of),
                way.tls() == TlsMode.FROM_THE_START,
                settings)) {
            ClientRun run = driver.fetch(server.address(), user, password, patience.plus(STARTING));
            for (Seen connection : seen) {
                connection.awaitEnd(MOMENT);
            }
            Outcome outcome = new Outcome(run, seen, mail);
            Duration took = Duration.ofNanos(System.nanoTime() - begun);
            return Judging.of(
                    scenario.about(),
                    conversation.lines(),
                    took,
                    () -> scenario.judge().judge(outcome.connected()));
        }
    }

    private FakeSession.Offer offer() {
        return switch (way.login()) {
            case USER_PASS -> FakeSession.Offer.USER_PASS;
            case AUTH_PLAIN -> FakeSession.Offer.PLAIN;
            case AUTH_SCRAM_SHA_256 -> FakeSession.Offer.SCRAM_SHA_256;
        };
    }

    /** The name that chooses a scenario: C0039/octets is c0039-octets. */
    static String userName(Scenario scenario) {
        return scenario.about().name().toLowerCase(java.util.Locale.ROOT).replace('/', '-');
    }
}
