package org.pop3j.client;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.pop3j.conformance.Delivery;
import org.pop3j.conformance.Dialogue;
import org.pop3j.conformance.ScriptedPeer;

/** How a dialogue is played: in which pieces the server's octets come, and whether over TLS. */
record Wiring(Delivery delivery, boolean isTls) {
    static final Wiring PLAIN = new Wiring(Delivery.ONE_SEGMENT, false);
    static final Wiring TLS = new Wiring(Delivery.ONE_SEGMENT, true);

    private static final String LOGIN = """
            S: +OK ready
            C: CAPA
            S: -ERR no such thing
            C: USER mrose
            S: +OK
            C: PASS secret
            S: +OK
            """;

    /** What a test does with a session. */
    interface Use {
        void with(Pop3Session session) throws IOException;
    }

    static List<Wiring> all() {
        List<Wiring> all = new ArrayList<>();
        for (Delivery delivery : Delivery.three()) {
            all.add(new Wiring(delivery, false));
            all.add(new Wiring(delivery, true));
        }
        return all;
    }

    /** A client of a peer, with short waits, that trusts the peer. */
    Pop3Client.Builder client(ScriptedPeer peer) {
        return Pop3Client.builder("localhost")
                .port(peer.port())
                .tls(isTls ? TlsMode.TLS : TlsMode.NONE)
                .trust(Trust.certificate(TestTls.LOCALHOST.sha256()))
                .plaintextLogin(PlaintextLogin.ALLOWED)
                .timeouts(Timeouts.all(Duration.ofSeconds(20)));
    }

    ScriptedPeer peer(Dialogue... dialogues) throws IOException {
        ScriptedPeer.Builder builder =
                ScriptedPeer.builder(dialogues).delivery(delivery).stepLimit(Duration.ofSeconds(5));
        return (isTls ? builder.tlsFromTheStart(TestTls.LOCALHOST.serverContext()) : builder).start();
    }

    /** Plays a whole dialogue. */
    void play(Dialogue dialogue, UnaryOperator<Pop3Client.Builder> options, Use use) throws IOException {
        try (ScriptedPeer peer = peer(dialogue)) {
            try (Pop3Session session = options.apply(client(peer)).build().connect()) {
                use.with(session);
            }
            peer.verify();
        }
    }

    void play(Dialogue dialogue, Use use) throws IOException {
        play(dialogue, UnaryOperator.identity(), use);
    }

    void play(String dialogue, Use use) throws IOException {
        play(Dialogue.parse(dialogue), use);
    }

    /** Plays a login and then a dialogue; the capabilities are asked for again only where they are needed. */
    void playLoggedIn(Dialogue dialogue, UnaryOperator<Pop3Client.Builder> options, Use use) throws IOException {
        play(loggedIn(dialogue), options, session -> {
            session.logIn("mrose", "secret");
            use.with(session);
        });
    }

    void playLoggedIn(Dialogue dialogue, Use use) throws IOException {
        playLoggedIn(dialogue, UnaryOperator.identity(), use);
    }

    void playLoggedIn(String dialogue, Use use) throws IOException {
        playLoggedIn(Dialogue.parse(dialogue), use);
    }

    static Dialogue loggedIn(Dialogue dialogue) {
        return Dialogue.parse(LOGIN).then(dialogue);
    }

    @Override
    public String toString() {
        return (isTls ? "TLS, " : "plain, ") + delivery;
    }
}
