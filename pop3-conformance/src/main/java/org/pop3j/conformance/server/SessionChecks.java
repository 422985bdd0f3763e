package org.pop3j.conformance.server;

import static org.pop3j.conformance.server.ServerCheck.Lane.MAILDROP;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import org.pop3j.conformance.check.Skipped;
import org.pop3j.conformance.check.Unmet;

/** Answers, states, the lock and the timer of a session (RFC 1939 sections 3 to 5). */
final class SessionChecks {
    /** Some servers wait for a lock before they refuse. */
    private static final Duration LOCK = Duration.ofSeconds(20);

    private SessionChecks() {}

    static void addTo(CheckList list) {
        list.must(MAILDROP, "C0014", "each command has exactly one answer, an empty line and RSET too", probe -> {
            Session session = probe.logIn();
            session.ok("NOOP");
            session.refused("", "XYZZY");
            session.ok("RSET");
            session.silent("the answer to RSET");
            session.inStep();
            session.silent("the answer to STAT");
        });
        list.must(MAILDROP, "C0029", "NOOP is answered +OK and changes nothing", probe -> {
            Session session = probe.logIn();
            String before = session.ok("STAT").line();
            session.ok("NOOP");
            session.matching("STAT", java.util.regex.Pattern.quote(before));
        });
        list.must(MAILDROP, "C0031", "STAT, LIST, RETR, NOOP, RSET and QUIT work", probe -> {
            Session session = probe.logIn();
            session.ok("STAT");
            boolean hasMail = !session.listing("LIST").isEmpty();
            if (hasMail) {
                session.content("RETR " + probe.anyMessage(session));
            }
            session.ok("NOOP");
            session.ok("RSET");
            session.ok("QUIT");
            session.end();
        });
        list.must(MAILDROP, "R1939-08", "commands of AUTHORIZATION are refused in TRANSACTION", probe -> {
            Session session = probe.logIn();
            session.refused("USER x", "PASS x", "APOP x c4c9334bac560ecc979e58001b3e22fb", "STLS");
            session.inStep();
        });
        list.must(
                MAILDROP,
                "R1939-13",
                "no second session of a maildrop takes its messages from the first: it is refused until that has ended",
                SessionChecks::lock);
        list.must(
                MAILDROP, "R2449-13", "where RESP-CODES is announced, a maildrop in use is told by [IN-USE]", probe -> {
                    probe.needs("RESP-CODES");
                    Answer second = secondSeen(probe);
                    if (second.isPositive()) {
                        throw Skipped.notApplicable("the server lets two sessions in");
                    }
                    if (!second.hasCode("IN-USE")) {
                        throw new Unmet("-ERR [IN-USE]", probe.conversation().escape(second.line()));
                    }
                });
        list.must(MAILDROP, "R1939-15 S-32", "a connection that breaks off frees the maildrop", probe -> {
            probe.logIn().reset();
            probe.logIn().inStep();
        });
        list.must(MAILDROP, "R1939-10", "a session that says nothing for up to 10 minutes is kept", probe -> {
            Duration idle = probe.target()
                    .idle()
                    .orElseThrow(() -> Skipped.notTested("takes as long as --idle says, for example 590 s"));
            Session session = probe.logIn();
            if (session.saysWithin(idle)) {
                throw new Unmet("silence for " + Line.seconds(idle), "something, or the end");
            }
            session.ok("NOOP");
        });
        list.must(
                MAILDROP,
                "R2449-15",
                "where PIPELINING is announced, commands in one segment are answered in order",
                probe -> {
                    probe.needs("PIPELINING");
                    Session session = probe.logIn();
                    session.raw("STAT\r\nNOOP\r\nLIST\r\nRSET\r\nQUIT\r\n");
                    String[] patterns = {"\\+OK \\d+ \\d+.*", "\\+OK.*", "\\+OK.*"};
                    for (String pattern : patterns) {
                        Answer answer = session.answer();
                        if (!answer.line().matches(pattern)) {
                            throw session.unmet(pattern, answer);
                        }
                    }
                    session.listed();
                    if (!session.answer().isPositive() || !session.answer().isPositive()) {
                        throw new Unmet("+OK to RSET and to QUIT", "-ERR");
                    }
                    session.end();
                });
    }

    private static void lock(Probe probe) throws IOException {
        Session first = probe.logInWithSpare();
        Session other = probe.secured();
        Answer second = second(probe, other);
        probe.observed().secondLogIn(second);
        if (second.isPositive()) {
            sideBySide(probe, first, other);
            return;
        }
        first.ok("QUIT");
        probe.logIn().inStep();
    }

    /** The lock is there to keep the messages of a session: a server may do so in another way. */
    private static void sideBySide(Probe probe, Session first, Session second) throws IOException {
        probe.warn("-ERR to the second log-in: the maildrop is in use", "two sessions side by side");
        if (!probe.target().isDestructive()) {
            return;
        }
        String before = first.ok("STAT").line();
        String number = probe.spare(second);
        second.ok("DELE " + number);
        second.ok("QUIT");
        first.content("RETR " + number);
        first.matching("STAT", java.util.regex.Pattern.quote(before));
    }

    /** Some servers wait for the lock before they refuse, so one check waits for all. */
    private static Answer secondSeen(Probe probe) throws IOException {
        Optional<Answer> seen = probe.observed().secondLogIn();
        if (seen.isPresent()) {
            probe.conversation()
                    .event("# no connection of its own: R1939-13 has waited for the answer to a second log-in");
            probe.conversation()
                    .event("S: "
                            + probe.conversation().escape(seen.orElseThrow().line()));
            return seen.orElseThrow();
        }
        Session holder = probe.logIn();
        Answer second = second(probe, probe.secured());
        holder.close();
        return second;
    }

    private static Answer second(Probe probe, Session session) throws IOException {
        if (probe.facts().way() == Facts.Way.AUTH_PLAIN) {
            return probe.tryLogIn(session);
        }
        session.ok("USER " + Probe.octets(probe.target().user()));
        session.say("PASS " + Probe.octets(probe.target().password()));
        return session.answer(LOCK);
    }
}
