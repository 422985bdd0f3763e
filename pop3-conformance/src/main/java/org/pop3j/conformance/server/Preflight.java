package org.pop3j.conformance.server;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLException;
import org.pop3j.conformance.Target;
import org.pop3j.conformance.TlsMode;
import org.pop3j.conformance.check.Skipped;
import org.pop3j.conformance.check.Unmet;

/** Before the checks: what the server offers, whether one can log in, and the messages of the run. */
final class Preflight {
    static final Facts NOTHING_KNOWN =
            new Facts(Optional.empty(), Optional.empty(), Facts.Way.USER_PASS, Optional.empty());

    private final Target target;
    private final ServerRun run;

    Preflight(Target target, ServerRun run) {
        this.target = target;
        this.run = run;
    }

    /** Throws if there is no POP3 server; anything else that is wrong is for the checks to tell. */
    Facts learn() throws IOException {
        try (Probe probe = new Probe(target, run)) {
            probe.openWithoutTls();
        }
        requireGreeting();
        requireTrusted();
        Optional<List<String>> plain =
                target.tlsMode() == TlsMode.FROM_THE_START ? Optional.empty() : capabilities(false);
        Optional<List<String>> secured = target.tlsMode() == TlsMode.NONE ? plain : capabilities(true);
        Optional<String> first = logInProblem(Facts.Way.USER_PASS);
        if (first.isEmpty()) {
            return new Facts(secured, plain, Facts.Way.USER_PASS, Optional.empty());
        }
        Facts known = new Facts(secured, plain, Facts.Way.AUTH_PLAIN, Optional.empty());
        Optional<String> second = known.offersMechanism("PLAIN") ? logInProblem(Facts.Way.AUTH_PLAIN) : first;
        return second.isEmpty() ? known : new Facts(secured, plain, Facts.Way.USER_PASS, first);
    }

    /** Where nothing greets as POP3 does every check would fail, each after waiting for so long. */
    private void requireGreeting() throws IOException {
        try (Probe probe = new Probe(target, run)) {
            String greeting = probe.open().answer().line();
            if (!greeting.startsWith("+") && !greeting.startsWith("-")) {
                throw noPop3("\"" + probe.conversation().escape(greeting) + "\"");
            }
        } catch (SocketTimeoutException e) {
            throw noPop3(spokenTo()
                    .orElse("nothing within " + Line.seconds(target.patience())
                            + (target.tlsMode() == TlsMode.FROM_THE_START
                                    ? ""
                                    : "; or is it a port with TLS from the start?")));
        } catch (Unmet e) {
            throw noPop3(e.came());
        } catch (Skipped | SSLException toldByTheChecks) {
            return;
        }
    }

    /** What a server says that waits for its client to begin, as one of HTTP does. */
    private Optional<String> spokenTo() {
        try (Probe probe = new Probe(target, run)) {
            Session session = probe.open();
            session.say("QUIT");
            session.say("");
            String line = session.answer().line();
            return Optional.of("nothing, and \"" + probe.conversation().escape(line)
                    + "\" upon QUIT: a server that waits for its client to begin");
        } catch (IOException | Unmet | Skipped silentToo) {
            return Optional.empty();
        }
    }

    private static IOException noPop3(String came) {
        return new IOException("no POP3 server: expected a greeting that begins with +OK, got " + came);
    }

    /** Where everything goes under TLS, nothing could be checked without it. */
    private void requireTrusted() throws IOException {
        if (target.tlsMode() == TlsMode.NONE) {
            return;
        }
        try (Probe probe = new Probe(target, run)) {
            probe.secured();
        } catch (Skipped untrusted) {
            throw new IOException(untrusted.getMessage(), untrusted);
        } catch (IOException | Unmet toldByTheChecks) {
            return;
        }
    }

    private Optional<List<String>> capabilities(boolean withTls) {
        try (Probe probe = new Probe(target, run)) {
            Session session = withTls ? probe.secured() : probe.greeted();
            return session.send("CAPA").isPositive() ? Optional.of(session.listed()) : Optional.empty();
        } catch (IOException | Unmet toldByTheChecks) {
            return Optional.empty();
        }
    }

    private Optional<String> logInProblem(Facts.Way way) {
        try (Probe probe = new Probe(target, run)) {
            Session session = probe.secured();
            Answer answer = way == Facts.Way.USER_PASS
                    ? probe.userPass(session, target.user(), target.password())
                    : probe.authPlain(session, probe.plainResponse(""));
            session.say("QUIT");
            session.endsWhateverComes();
            return answer.isPositive()
                    ? Optional.empty()
                    : Optional.of(probe.conversation().escape(answer.line()));
        } catch (IOException | Unmet e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }

    /** Delivers the messages of the run and finds them in the maildrop; whether they are there. */
    boolean seed() {
        if (!run.seeds().canDeliver() || run.facts().problem().isPresent()) {
            return false;
        }
        run.seeds().deliverAll();
        try (Probe probe = new Probe(target, run)) {
            Session session = probe.logIn();
            run.seeds().find(session);
            session.ok("QUIT");
            return true;
        } catch (IOException | Unmet | IndexOutOfBoundsException notFoundIsToldByTheChecks) {
            return false;
        }
    }
}
