package org.pop3j.conformance.client;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.IntUnaryOperator;
import org.pop3j.conformance.ClientDriver;
import org.pop3j.conformance.ClientRun;
import org.pop3j.conformance.Finding;
import org.pop3j.conformance.Verdict;
import org.pop3j.conformance.check.Conversation;
import org.pop3j.conformance.client.Scenario.Length;
import org.pop3j.conformance.fake.FakeMaildrop;
import org.pop3j.conformance.fake.FakeServer;
import org.pop3j.conformance.fake.FakeSession;

/** Plays one scenario in its deliveries; the first that is not passed is what counts. */
final class Playing {
    private static final int LONGEST_PIECE = 32;
    /** What a client may need beyond its patience to start and to end. */
    private static final Duration STARTING = Duration.ofSeconds(5);

    private static final Duration MOMENT = Duration.ofSeconds(1);

    private final Scenario scenario;
    private final ClientDriver driver;
    private final Duration patience;
    private final List<Seen> connections;

    Playing(Scenario scenario, ClientDriver driver, Duration patience, List<Seen> connections) {
        this.scenario = scenario;
        this.driver = driver;
        this.patience = patience;
        this.connections = connections;
    }

    Finding play() throws IOException, InterruptedException {
        Finding first = play("one segment", left -> left);
        if (scenario.length() == Length.ONCE || first.verdict() != Verdict.PASSED) {
            return first;
        }
        Finding second = play("octet by octet", left -> 1);
        if (second.verdict() != Verdict.PASSED) {
            return second;
        }
        long seed = new Random().nextInt(1_000_000);
        Random random = new Random(seed);
        Finding third = play("random pieces, seed " + seed, left -> 1 + random.nextInt(Math.min(left, LONGEST_PIECE)));
        return third.verdict() == Verdict.PASSED ? first : third;
    }

    private Finding play(String delivery, IntUnaryOperator pieces) throws IOException, InterruptedException {
        Conversation conversation = new Conversation(ClientChecks.PASSWORD);
        conversation.event("# delivery: " + delivery);
        FakeMaildrop maildrop = new FakeMaildrop();
        scenario.mail().forEach(maildrop::deliver);
        List<FakeMaildrop.Message> mail = maildrop.snapshot();
        List<Seen> seen = new CopyOnWriteArrayList<>();
        String user = userName(scenario);
        long begun = System.nanoTime();
        try (FakeServer server = new FakeServer(FakeServer.anyPort(), Optional.empty(), false, number -> {
            Seen connection = new Seen(conversation, ClientChecks.PASSWORD);
            seen.add(connection);
            connections.add(connection);
            return new FakeSession.Setting(
                    FakeSession.Offer.USER_PASS,
                    user,
                    ClientChecks.PASSWORD,
                    maildrop,
                    scenario.twist().get(),
                    pieces,
                    connection);
        })) {
            ClientRun run = driver.fetch(server.address(), user, ClientChecks.PASSWORD, patience.plus(STARTING));
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

    /** The name that chooses a scenario: C0039/octets is c0039-octets. */
    static String userName(Scenario scenario) {
        return scenario.about().name().toLowerCase(java.util.Locale.ROOT).replace('/', '-');
    }
}
