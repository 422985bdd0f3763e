package org.pop3j.conformance.client;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.pop3j.conformance.ClientCertificates;
import org.pop3j.conformance.ClientKit;
import org.pop3j.conformance.ClientWay;
import org.pop3j.conformance.ClientWay.Login;
import org.pop3j.conformance.Report;
import org.pop3j.conformance.Side;
import org.pop3j.conformance.TlsMode;
import org.pop3j.conformance.check.Conversation;
import org.pop3j.conformance.fake.FakeServer;
import org.pop3j.conformance.fake.FakeSession;

/** Plays scenarios to clients that somebody else starts. */
public final class Listening implements ClientKit.Listener {
    private final Instant at = Instant.now();
    private final Judged judged;
    private final ClientWay way;
    private final Turns turns;
    private final FakeServer server;

    /** Begins to listen for clients that are told to come in this way. */
    public Listening(InetSocketAddress address, ClientWay way) throws IOException {
        this(address, way, new Judged());
    }

    Listening(InetSocketAddress address, ClientWay way, Judged judged) throws IOException {
        if (way.login() != Login.USER_PASS) {
            throw new IllegalArgumentException("a kit that listens takes any password, and so has no mechanism");
        }
        this.judged = judged;
        this.way = way;
        this.turns = new Turns(way);
        this.server = new FakeServer(
                address,
                way.certificates().map(ClientCertificates::right),
                way.tls() == TlsMode.FROM_THE_START,
                this::setting);
    }

    private FakeSession.Setting setting(int number) {
        Visit visit = new Visit(turns, way, turns.ofConnection(number));
        Seen seen = new Seen(new Conversation(), ended -> {
            visit.ended(ended);
            judged.ended(ended);
        });
        judged.begun(seen);
        return visit.setting(seen);
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
                Stream.of(judged.findings(), turns.visited().findings(turns.scenarios()))
                        .flatMap(List::stream)
                        .toList());
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
