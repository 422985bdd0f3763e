package org.pop3j.conformance.client;

import static org.pop3j.conformance.client.ScenarioList.changing;
import static org.pop3j.conformance.client.ScenarioList.cutting;
import static org.pop3j.conformance.client.ScenarioList.refusing;
import static org.pop3j.conformance.client.ScenarioList.saying;

import org.pop3j.conformance.fake.FakeSession;
import org.pop3j.conformance.fake.Said;
import org.pop3j.conformance.fake.Said.Then;
import org.pop3j.conformance.fake.Twist;

/** Status lines and logging in (MS-STANOPOP3 2.2.1, 2.2.2, 2.2.15 to 2.2.17). */
final class ReplyScenarios {
    private ReplyScenarios() {}

    static void addTo(ScenarioList list) {
        list.hangs(
                "C0005",
                "an answer without CRLF is not taken for one",
                saying("USER .*", "+OK", Then.HANG),
                outcome -> outcome.needs("USER").without("PASS").gaveUp());
        list.hangs(
                "C0014",
                "an answer that never comes is given up",
                saying("(USER|AUTH).*", "", Then.HANG),
                Outcome::gaveUp);
        list.should(
                "C0014/two",
                "two answers to one command are noticed, and no further command is trusted to them",
                changing("PASS.*", right -> right + "-ERR and again\r\n"),
                outcome -> outcome.needs("PASS").without("DELE").failed());
        list.should(
                "V0001 D-3",
                "any answer that begins with + is positive",
                changing("(USER|PASS|QUIT|DELE|NOOP|RSET).*", right -> right.replaceFirst("^\\+OK[^\r]*", "+fine")),
                outcome -> outcome.needs("USER").succeeded());
        list.should(
                "V0001/case",
                "+ok in lower case is positive",
                changing("(USER|PASS).*", right -> right.replaceFirst("^\\+OK", "+ok")),
                outcome -> outcome.needs("USER").succeeded());
        list.must(
                "V0001/negative",
                "an answer that does not begin with + is negative",
                changing("PASS.*", right -> "OK logged in\r\n"),
                outcome -> outcome.needs("PASS").failed());
        list.must(
                "C0009",
                "without a way to log in the client fails",
                refusing("(USER|PASS|APOP|AUTH).*"),
                Outcome::failed);
        list.must(
                "C0010",
                "a wrong password upon which the server closes is a failure",
                saying("(PASS|APOP|AUTH).*", "-ERR wrong\r\n", Then.CLOSE),
                Outcome::failed);
        list.must("C0045/refused", "after -ERR to USER no PASS follows", refusing("USER .*"), outcome -> {
            if (!outcome.commands("PASS").isEmpty()
                    && outcome.commands("PASS").get(0).before().startsWith("-ERR")) {
                outcome.without("PASS");
            }
            outcome.needs("USER");
        });
        list.must(
                "R1939-43",
                "the text of answers does not matter",
                ReplyScenarios::oddTexts,
                outcome -> outcome.succeeded());
        list.should(
                "R1939-28",
                "no answer to QUIT after DELE is told: nobody knows whether the messages are gone",
                cutting("QUIT", right -> "", Then.CLOSE),
                outcome -> outcome.needs("DELE").needs("QUIT").failed());
        list.must(
                "S-10/status",
                "an answer that is cut off is no answer",
                saying("PASS.*", "+OK logged", Then.CLOSE),
                outcome -> outcome.needs("PASS").failed());
    }

    /** What takes away what a client may have been told to use. */
    static void addBareTo(ScenarioList list) {
        list.should(
                "C0031 R2449-21 R1939-09",
                "a server without UIDL, TOP and CAPA is good enough",
                refusing("(UIDL|TOP|CAPA|AUTH|STLS|APOP).*"),
                outcome -> outcome.succeeded().delivered());
    }

    private static Twist oddTexts() {
        return new Twist() {
            @Override
            public Said rewrite(FakeSession session, String line, Said right) {
                return line.matches("(?i)(USER|PASS|DELE|NOOP|RSET|RETR|TOP|QUIT).*")
                        ? new Said(
                                right.octets().replaceFirst("^\\+OK[^\r]*", "+OK 0 [-ERR] . 99999 octets"),
                                right.then())
                        : right;
            }
        };
    }
}
