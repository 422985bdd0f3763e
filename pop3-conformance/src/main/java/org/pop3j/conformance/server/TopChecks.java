package org.pop3j.conformance.server;

import static org.pop3j.conformance.server.ServerCheck.Lane.MAILDROP;

import java.io.IOException;
import org.pop3j.conformance.check.Skipped;
import org.pop3j.conformance.check.Unmet;

/** TOP (MS-STANOPOP3 2.2.13, RFC 1939 section 7). */
final class TopChecks {
    private TopChecks() {}

    static void addTo(CheckList list) {
        list.must(
                MAILDROP,
                "C0034 R1939-30",
                "TOP sends the header, the blank line, and that many lines of the body",
                probe -> {
                    Session session = probe.logIn();
                    String number = needsTop(session, probe);
                    String whole = session.content("RETR " + number);
                    int body = whole.indexOf("\r\n\r\n") + 4;
                    if (body < 4) {
                        throw Skipped.notTested("the first message has no body");
                    }
                    requireTop(session, number, 0, whole.substring(0, body));
                    int line = whole.indexOf("\r\n", body);
                    requireTop(session, number, 1, line < 0 ? whole : whole.substring(0, line + 2));
                    requireTop(session, number, 999_999, whole);
                });
        list.delivers("R1939-30/lines", "the lines of TOP are counted behind the blank line, and stuffed", probe -> {
            Session session = probe.logIn();
            needsTop(session, probe);
            String top = session.content("TOP " + probe.seed(session, Seed.LINES) + " 2");
            if (!top.endsWith("\r\n\r\none\r\n.two\r\n")) {
                throw session.unmet("the header and the lines \"one\" and \".two\"", top);
            }
        });
    }

    /** The number of a message that TOP works for. */
    static String needsTop(Session session, Probe probe) throws IOException {
        String number = probe.anyMessage(session);
        Answer answer = session.send("TOP " + number + " 0");
        if (!answer.isPositive()) {
            throw Skipped.notApplicable("the server has no TOP");
        }
        session.contentAfterStatus();
        return number;
    }

    private static void requireTop(Session session, String number, int lines, String expected) throws IOException {
        String top = session.content("TOP " + number + " " + lines);
        if (!top.equals(expected)) {
            throw new Unmet(
                    expected.length() + " octets for TOP " + number + " " + lines, top.length() + " octets, or others");
        }
        session.inStep();
    }
}
