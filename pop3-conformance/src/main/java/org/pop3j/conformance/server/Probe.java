package org.pop3j.conformance.server;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.LockSupport;
import javax.net.ssl.SSLContext;
import org.pop3j.conformance.Target;
import org.pop3j.conformance.TlsMode;
import org.pop3j.conformance.check.Conversation;
import org.pop3j.conformance.check.Skipped;

/** What a check works with: opens its sessions, knows the account, skips what cannot be done. Belongs to one check. */
final class Probe implements AutoCloseable {
    private static final Duration BETWEEN_LOGINS = Duration.ofMillis(100);

    private final Target target;
    private final ServerRun run;
    private final Conversation conversation;
    private Optional<InetAddress> source;
    private final List<Line> lines = new CopyOnWriteArrayList<>();
    private volatile boolean expired;
    private Optional<String[]> warning = Optional.empty();

    Probe(Target target, ServerRun run) {
        this.target = target;
        this.run = run;
        this.conversation = new Conversation(target.password());
        this.source = run.sources().next();
        conversation.mask(plainResponse(""));
    }

    Target target() {
        return target;
    }

    Facts facts() {
        return run.facts();
    }

    Seeds seeds() {
        return run.seeds();
    }

    Observed observed() {
        return run.observed();
    }

    Conversation conversation() {
        return conversation;
    }

    /** A connection of which nothing has been read; with TLS done where TLS begins from the start. */
    Session open() throws IOException {
        Line line = openLine(target.tls());
        if (target.tlsMode() == TlsMode.FROM_THE_START) {
            line.startTls(target.patience());
        }
        return new Session(line, run.observed(), target.patience());
    }

    /** A connection without any TLS, of which nothing has been read. */
    Session openWithoutTls() throws IOException {
        return new Session(openLine(target.tls()), run.observed(), target.patience());
    }

    /** A connection without any TLS and with another context for STLS, or with TLS from the start by that context. */
    Session openWith(SSLContext other) throws IOException {
        Line line = openLine(Optional.of(other));
        Session session = new Session(line, run.observed(), target.patience());
        if (target.tlsMode() == TlsMode.FROM_THE_START) {
            line.startTls(target.patience());
            return session.greeted();
        }
        session.greeted().ok("STLS");
        session.startTls();
        return session;
    }

    private Line openLine(Optional<SSLContext> context) throws IOException {
        if (expired) {
            throw new IOException("the time of the check is over");
        }
        Line line = new Line(target, context, source, conversation);
        lines.add(line);
        return line;
    }

    /** After the greeting and before STLS. */
    Session greeted() throws IOException {
        return open().greeted();
    }

    /** In AUTHORIZATION state, with TLS where the target has it. */
    Session secured() throws IOException {
        Session session = greeted();
        if (target.tlsMode() == TlsMode.STLS) {
            session.ok("STLS");
            session.startTls();
        }
        return session;
    }

    /**
     * The same from another address, where there are some: several failed log-ins of one check are not to wait for each
     * other's sins.
     */
    Session elsewhere() throws IOException {
        source = run.sources().next();
        return secured();
    }

    /** In AUTHORIZATION state before STLS, on a server that offers it. */
    Session beforeStls() throws IOException {
        if (target.tlsMode() == TlsMode.FROM_THE_START) {
            throw Skipped.notApplicable("TLS from the start: there is no STLS");
        }
        if (!facts().offersBeforeTls("STLS")) {
            throw Skipped.notApplicable("the server does not offer STLS");
        }
        if (target.tls().isEmpty()) {
            throw Skipped.notTested("needs to know which certificate to trust");
        }
        return greeted();
    }

    /**
     * In TRANSACTION state. Sessions that this check had before are closed, without QUIT; a lock that they or others have
     * left is waited for.
     */
    Session logIn() throws IOException {
        facts().problem().ifPresent(problem -> {
            throw Skipped.notTested("nobody can log in: " + problem);
        });
        close();
        long deadline = System.nanoTime() + target.patience().toNanos();
        while (true) {
            int before = conversation.mark();
            Session session = secured();
            Answer answer = tryLogIn(session);
            if (answer.isPositive()) {
                return session;
            }
            if (System.nanoTime() > deadline) {
                throw session.unmet("a log-in with the right password", answer);
            }
            session.close();
            conversation.rollBack(before);
            LockSupport.parkNanos(BETWEEN_LOGINS.toNanos());
        }
    }

    /** Makes sure that no session before holds the maildrop any more, for checks that log in by themselves. */
    void settle() throws IOException {
        int before = conversation.mark();
        try (Session session = logIn()) {
            session.ok("QUIT");
            session.endsWhateverComes();
        }
        conversation.rollBack(before);
    }

    /** Requires that one can log in; where that has failed before, it is tried again, so that the dialogue shows it. */
    void requireLogIn() throws IOException {
        if (facts().problem().isEmpty()) {
            logIn().inStep();
            return;
        }
        Session session = secured();
        throw session.unmet("a log-in with the given name and password", tryLogIn(session));
    }

    /** Tries to log in with the right password, once. */
    Answer tryLogIn(Session session) throws IOException {
        return switch (facts().way()) {
            case USER_PASS -> userPass(session, target.user(), target.password());
            case AUTH_PLAIN -> authPlain(session, plainResponse(""));
        };
    }

    Answer userPass(Session session, String user, String password) throws IOException {
        Answer user1 = session.send("USER " + octets(user));
        return user1.isPositive() ? session.send("PASS " + octets(password)) : user1;
    }

    Answer authPlain(Session session, String response) throws IOException {
        String challenge = session.exchangeLine("AUTH PLAIN");
        if (!challenge.startsWith("+") || challenge.startsWith("+OK")) {
            return new Answer(challenge.strip());
        }
        return session.send(response);
    }

    /** The response of PLAIN, in base64. */
    String plainResponse(String authorizationId) {
        String message = authorizationId + "\0" + target.user() + "\0" + target.password();
        return Base64.getEncoder().encodeToString(message.getBytes(StandardCharsets.UTF_8));
    }

    /** The first number of the maildrop. */
    String anyMessage(Session session) throws IOException {
        List<String> listings = session.listing("LIST");
        if (listings.isEmpty()) {
            throw Skipped.notTested("the maildrop is empty: put mail there, or give --deliver");
        }
        return listings.get(0).split(" ")[0];
    }

    /** The number of a message that was delivered for the run. */
    String seed(Session session, Seed seed) throws IOException {
        List<String> numbers = seeds().numbers(session, seed);
        if (numbers.isEmpty()) {
            throw Skipped.notTested("the message \"" + seed.name() + "\" was delivered and is not in the maildrop");
        }
        return numbers.get(0);
    }

    /** In TRANSACTION state, with a message there that may be removed; without a way to deliver, with what is there. */
    Session logInWithSpare() throws IOException {
        Session session = logIn();
        if (!seeds().canDeliver()) {
            return session;
        }
        seeds().find(session);
        if (!seeds().numbers(session, Seed.SPARE).isEmpty()) {
            return session;
        }
        // A maildrop may be locked for deliveries too.
        session.ok("QUIT");
        session.endsWhateverComes();
        seeds().deliver(Seed.SPARE);
        return logIn();
    }

    /** The number of a message that may be marked as deleted: one of ours if there is one. */
    String spare(Session session) throws IOException {
        if (!seeds().canDeliver()) {
            return anyMessage(session);
        }
        seeds().find(session);
        List<String> spares = seeds().numbers(session, Seed.SPARE);
        return spares.isEmpty() ? anyMessage(session) : spares.get(spares.size() - 1);
    }

    /** Requires a capability where one logs in. */
    void needs(String tag) {
        if (!facts().offers(tag)) {
            throw Skipped.notApplicable("the server does not announce " + tag);
        }
    }

    /** Requires CAPA. */
    void needsCapa() {
        if (facts().capabilities().isEmpty()) {
            throw Skipped.notApplicable("the server has no CAPA");
        }
    }

    void needsMechanism(String mechanism) {
        if (!facts().offersMechanism(mechanism)) {
            throw Skipped.notApplicable("the server does not announce SASL " + mechanism);
        }
    }

    void needsUserPass() {
        if (facts().way() != Facts.Way.USER_PASS) {
            throw Skipped.notApplicable("the server does not take USER and PASS here");
        }
    }

    /** Notes something that is worse than it should be; the check goes on. */
    void warn(String expected, String came) {
        warning = Optional.of(new String[] {expected, came});
    }

    Optional<String[]> warning() {
        return warning;
    }

    boolean hasExpired() {
        return expired;
    }

    /** Ends the check from another thread. */
    void expire() {
        expired = true;
        close();
    }

    /** UTF-8 octets as an octet string. */
    static String octets(String text) {
        return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    }

    @Override
    public void close() {
        for (Line line : lines) {
            try {
                line.close();
            } catch (IOException closedAnyway) {
                // A socket that cannot be closed is gone already.
                conversation.event("# closing: " + closedAnyway.getMessage());
            }
        }
    }
}
