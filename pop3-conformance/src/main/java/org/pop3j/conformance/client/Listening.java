package org.pop3j.conformance.client;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.pop3j.conformance.ClientKit;
import org.pop3j.conformance.Report;
import org.pop3j.conformance.Side;
import org.pop3j.conformance.check.Conversation;
import org.pop3j.conformance.fake.FakeMaildrop;
import org.pop3j.conformance.fake.FakeServer;
import org.pop3j.conformance.fake.FakeSession;
import org.pop3j.conformance.fake.Said;
import org.pop3j.conformance.fake.Twist;

/** Plays scenarios to clients that somebody else starts. */
public final class Listening implements ClientKit.Listener {
    private final Instant at = Instant.now();
    private final Judged judged;
    /** Those at the greeting come last: a client that names its scenario is to be greeted as usual. */
    private final List<Scenario> scenarios = Stream.concat(
                    ClientChecks.afterGreeting().stream(), ClientChecks.atGreeting().stream())
            .toList();

    private final AtomicBoolean isChosenByName = new AtomicBoolean();
    private final FakeServer server;

    /** Begins to listen. */
    public Listening(InetSocketAddress address) throws IOException {
        this(address, new Judged());
    }

    Listening(InetSocketAddress address, Judged judged) throws IOException {
        this.judged = judged;
        this.server = new FakeServer(address, Optional.empty(), false, this::setting);
    }

    private FakeSession.Setting setting(int number) {
        Seen seen = new Seen(new Conversation(), judged::ended);
        judged.begun(seen);
        Scenario inTurn = scenarios.get(number % scenarios.size());
        FakeMaildrop maildrop = new FakeMaildrop();
        inTurn.mail().forEach(maildrop::deliver);
        return new FakeSession.Setting(
                FakeSession.Offer.USER_PASS, "", "", maildrop, new ByName(inTurn), left -> left, seen);
    }

    @Override
    public InetSocketAddress address() {
        return server.address();
    }

    @Override
    public Report report() {
        return new Report(
                "clients of " + server.address(),
                Side.CLIENT,
                at,
                Duration.between(at, Instant.now()),
                judged.findings());
    }

    @Override
    public void close() throws IOException {
        server.close();
    }

    /** Takes any password, and the scenario that USER names in place of the one whose turn it is. */
    private final class ByName implements Twist {
        private final Twist inTurn;
        private Twist chosen;

        ByName(Scenario scenario) {
            this.inTurn = scenario.twist().get();
            this.chosen = inTurn;
        }

        @Override
        public Said greeting(FakeSession session, Said right) {
            // Whoever names scenarios cannot be met by one that is over before the name.
            return isChosenByName.get() ? right : inTurn.greeting(session, right);
        }

        @Override
        public Optional<Said> instead(FakeSession session, String line) {
            if (line.regionMatches(true, 0, "USER ", 0, 5)) {
                choose(session, line.substring(5).strip());
            }
            Optional<Said> twisted = chosen.instead(session, line);
            if (twisted.isEmpty() && line.regionMatches(true, 0, "PASS ", 0, 5) && session.open()) {
                return Optional.of(chosen.rewrite(session, line, Said.line("+OK logged in")));
            }
            return twisted;
        }

        private void choose(FakeSession session, String name) {
            for (Scenario scenario : scenarios) {
                if (Playing.userName(scenario).equalsIgnoreCase(name)) {
                    isChosenByName.set(true);
                    chosen = scenario.twist().get();
                    FakeMaildrop other = new FakeMaildrop();
                    scenario.mail().forEach(other::deliver);
                    session.setting().maildrop().replace(other.snapshot());
                }
            }
        }

        @Override
        public Said rewrite(FakeSession session, String line, Said right) {
            return chosen.rewrite(session, line, right);
        }
    }
}
