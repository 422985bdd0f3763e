package org.pop3j.conformance.server;

import static org.pop3j.conformance.server.ServerCheck.Lane.FAILING;
import static org.pop3j.conformance.server.ServerCheck.Lane.RETRYING;
import static org.pop3j.conformance.server.ServerCheck.Lane.STRANGERS;

import java.io.IOException;
import java.time.Duration;
import org.pop3j.conformance.check.Unmet;

/** Log-ins that fail on purpose: where there is one address only last in a run, because servers slow down who guesses. */
final class FailedLoginChecks {
    private static final String WRONG = "this-is-not-the-password";
    private static final int MANY = 12;
    /** Who waits this part of the patience for a guess has been slowed down, and further guesses show nothing new. */
    private static final int SLOW = 4;

    private FailedLoginChecks() {}

    static void addTo(CheckList list) {
        list.must(
                RETRYING,
                "C0010",
                "after a wrong password one can log in again, or the connection is closed cleanly",
                probe -> {
                    Session session = wrongPassword(probe);
                    try {
                        if (!probe.tryLogIn(session).isPositive()) {
                            throw new Unmet("a log-in after a failed one, or the end of the connection", "-ERR");
                        }
                    } catch (IOException | Unmet closedPerhaps) {
                        if (!session.endsWhateverComes()) {
                            throw new Unmet("a log-in after a failed one, or the end of the connection", "neither");
                        }
                    }
                });
        list.must(FAILING, "C0047 R1939-35", "after a failed PASS a second PASS without USER is refused", probe -> {
            Session session = wrongPassword(probe);
            session.say("PASS " + Probe.octets(probe.target().password()));
            refusedOrEnd(session, "a second PASS");
        });
        list.must(
                FAILING,
                "R3206-02 R2449-12",
                "where AUTH-RESP-CODE is announced, a wrong password is answered [AUTH], and USER never",
                probe -> {
                    probe.needs("AUTH-RESP-CODE");
                    probe.needsUserPass();
                    Session session = probe.secured();
                    Answer user =
                            session.ok("USER " + Probe.octets(probe.target().user()));
                    Answer pass = session.send("PASS " + WRONG);
                    if (user.text().startsWith("[")) {
                        throw session.unmet("an answer to USER without response code", user);
                    }
                    if (!pass.hasCode("AUTH")) {
                        throw session.unmet("-ERR [AUTH]", pass);
                    }
                });
        list.should(
                FAILING,
                "S-14/password",
                "a wrong password and an unknown name get the same answer",
                FailedLoginChecks::oracle);
        list.must(
                RETRYING, "R2449-13/order", "a wrong password on a maildrop in use is not answered [IN-USE]", probe -> {
                    Session holder = probe.logIn();
                    Session session = probe.secured();
                    Answer answer = probe.userPass(session, probe.target().user(), WRONG);
                    if (answer.isPositive() || answer.hasCode("IN-USE")) {
                        throw session.unmet("-ERR that does not tell that the maildrop is in use", answer);
                    }
                    holder.inStep();
                });
        list.should(
                STRANGERS,
                "S-13",
                "a connection does not take any number of failed log-ins",
                FailedLoginChecks::guessing);
        list.must(FAILING, "S-16", "a name with a path in it opens nothing", probe -> {
            probe.needsUserPass();
            for (String name :
                    new String[] {"../" + probe.target().user(), probe.target().user() + "/../x"}) {
                Session session = probe.elsewhere();
                if (probe.userPass(session, name, probe.target().password()).isPositive()) {
                    throw new Unmet("-ERR to the name " + name, "+OK");
                }
                session.close();
            }
        });
        list.must(RETRYING, "R5034-12", "a failed AUTH is as if it had not been: one can log in after it", probe -> {
            probe.needsMechanism("PLAIN");
            Session session = probe.secured();
            if (probe.authPlain(session, "AG5vYm9keQBub3RoaW5n").isPositive()) {
                throw new Unmet("-ERR to a wrong password", "+OK");
            }
            Answer again = probe.tryLogIn(session);
            if (!again.isPositive()) {
                throw session.unmet("a log-in after the failed AUTH", again);
            }
        });
    }

    private static Session wrongPassword(Probe probe) throws IOException {
        probe.needsUserPass();
        Session session = probe.secured();
        Answer answer = probe.userPass(session, probe.target().user(), WRONG);
        if (!answer.isNegative()) {
            throw session.unmet("-ERR to a wrong password", answer);
        }
        return session;
    }

    private static void refusedOrEnd(Session session, String what) throws IOException {
        Answer answer;
        try {
            answer = session.answer();
        } catch (IOException | Unmet closed) {
            if (session.endsWhateverComes()) {
                return;
            }
            throw new Unmet("-ERR to " + what, "no answer");
        }
        if (!answer.isNegative()) {
            throw session.unmet("-ERR to " + what, answer);
        }
    }

    private static void oracle(Probe probe) throws IOException {
        probe.needsUserPass();
        Session known = probe.secured();
        Answer wrong = probe.userPass(known, probe.target().user(), WRONG);
        Answer unknown = probe.userPass(probe.elsewhere(), "nobody-at-all", WRONG);
        if (!unknown.line().equals(wrong.line())) {
            throw known.unmet("the same answer as for a wrong password, \"" + wrong.line() + "\"", unknown);
        }
    }

    private static void guessing(Probe probe) throws IOException {
        probe.needsUserPass();
        Duration slow = probe.target().patience().dividedBy(SLOW);
        Session session = probe.secured();
        for (int i = 0; i < MANY; i++) {
            long begun = System.nanoTime();
            try {
                probe.userPass(session, "nobody-at-all", WRONG);
                if (System.nanoTime() - begun > slow.toNanos()) {
                    return;
                }
            } catch (Unmet | java.net.SocketTimeoutException closedOrSlowedDown) {
                return;
            } catch (IOException closedByReset) {
                return;
            }
        }
        throw new Unmet(
                "an end, or an answer after " + Line.seconds(slow) + " or more, within " + MANY + " failed log-ins",
                MANY + " answers sooner");
    }
}
