package org.pop3j.conformance.server;

import java.io.IOException;
import org.pop3j.conformance.check.Skipped;
import org.pop3j.conformance.check.Unmet;

/** RETR of messages that the kit delivered, so that every octet is known (MS-STANOPOP3 2.2.1 and 2.2.7). */
final class SeededContentChecks {
    private SeededContentChecks() {}

    static void addTo(CheckList list) {
        list.delivers("C0006 R1939-05", "lines that begin with a dot are stuffed, in the header too", exact(Seed.DOTS));
        list.delivers("C0023", "each message comes octet for octet under its own number", probe -> {
            exact(Seed.LINES).run(probe);
            exact(Seed.EIGHT_BIT).run(probe);
        });
        list.delivers("R1939-05/first", "a message whose very first octet is a dot is stuffed too", probe -> {
            Session session = probe.logIn();
            String number = probe.seed(session, Seed.FIRST_DOT);
            String content = session.content("RETR " + number);
            session.inStep();
            if (content.startsWith("Subject")) {
                throw session.unmet("a dot as the very first octet", content);
            }
            if (!content.startsWith(".Subject")) {
                throw Skipped.notTested("the delivery puts lines before the message");
            }
            if (!hasHeaderOfDelivery(probe, session, Seed.FIRST_DOT, number, content)) {
                requireFromMark(probe, Seed.FIRST_DOT, content);
            }
        });
        list.delivers(
                "R1939-06/end", "a message without a line end at its end gets one, and its size counts it", probe -> {
                    exact(Seed.NO_LINE_END_AT_END).run(probe);
                    sizeOf(probe, Seed.NO_LINE_END_AT_END);
                });
        list.delivers("S-11", "lone CR and LF do not end a message early, and its size counts what is sent", probe -> {
            Session session = probe.logIn();
            String content = session.content("RETR " + probe.seed(session, Seed.LINE_ENDS));
            session.inStep();
            if (!content.endsWith("end\r\n")) {
                throw session.unmet("the last line of the message, \"end\"", content);
            }
            sizeOf(probe, Seed.LINE_ENDS);
        });
        list.delivers("S-06", "a line of 20,000 octets comes whole", exact(Seed.LONG_LINE));
        list.delivers("I-01", "no NUL is sent: Outlook and Outlook Express hang on it", probe -> {
            Session session = probe.logIn();
            String content = session.content("RETR " + probe.seed(session, Seed.NUL));
            session.inStep();
            if (content.indexOf('\0') >= 0) {
                probe.warn("no NUL in a message: Outlook and Outlook Express hang on it", "NUL as it is stored");
            }
        });
        list.delivers(
                "I-02", "TOP of a message without a body ends with a blank line: some clients wait for it", probe -> {
                    Session session = probe.logIn();
                    TopChecks.needsTop(session, probe);
                    String top = session.content("TOP " + probe.seed(session, Seed.HEADER_ONLY) + " 0");
                    session.inStep();
                    if (!top.endsWith("\r\n\r\n")) {
                        probe.warn("a blank line at the end of the header", "none");
                    }
                });
        list.delivers("R6856-02", "without UTF8 mode no header is sent in UTF-8, where UTF8 is offered", probe -> {
            probe.needs("UTF8");
            Session session = probe.logIn();
            Answer answer = session.send("RETR " + probe.seed(session, Seed.UTF8_HEADER));
            if (answer.isPositive()) {
                String content = session.contentAfterStatus();
                if (content.chars().anyMatch(octet -> octet > 0x7E)) {
                    throw session.unmet("a surrogate of the message in ASCII, or -ERR [UTF8]", content);
                }
            } else if (!answer.hasCode("UTF8")) {
                throw session.unmet("-ERR [UTF8]", answer);
            }
        });
    }

    private static ServerCheck.Body exact(Seed seed) {
        return probe -> {
            Session session = probe.logIn();
            String number = probe.seed(session, seed);
            String content = session.content("RETR " + number);
            session.inStep();
            if (!hasHeaderOfDelivery(probe, session, seed, number, content)) {
                requireFromMark(probe, seed, content);
            }
        };
    }

    /**
     * Whether the delivery put lines into the header, Message-ID for example, or changed some: then the body is as it was
     * delivered, and the message is as long as LIST says, which it is not where the server itself changes what it sends.
     */
    private static boolean hasHeaderOfDelivery(Probe probe, Session session, Seed seed, String number, String content)
            throws IOException {
        String sent = body(content);
        String expected = body(probe.seeds().fromMark(seed));
        return !expected.isEmpty()
                && sent.equals(expected.endsWith("\r\n") ? expected : expected + "\r\n")
                && session.ok("LIST " + number).text().split(" ")[1].equals(String.valueOf(content.length()));
    }

    private static String body(String message) {
        int end = message.indexOf("\r\n\r\n");
        return end < 0 ? "" : message.substring(end + 4);
    }

    /** What stands before the mark is the delivery's to change: trace headers. */
    private static void requireFromMark(Probe probe, Seed seed, String content) {
        String expected = probe.seeds().fromMark(seed);
        String whole = expected.endsWith("\r\n") ? expected : expected + "\r\n";
        int mark = content.indexOf(probe.seeds().mark(seed));
        String came = mark < 0 ? content : content.substring(mark);
        if (!came.equals(whole)) {
            throw new Unmet(
                    "the message as it was delivered, " + probe.conversation().escape(whole),
                    probe.conversation().escape(came));
        }
    }

    private static void sizeOf(Probe probe, Seed seed) throws IOException {
        Session session = probe.logIn();
        String number = probe.seed(session, seed);
        long listed = Long.parseLong(session.ok("LIST " + number).text().split(" ")[1]);
        int sent = session.content("RETR " + number).length();
        if (sent != listed) {
            throw new Unmet(listed + " octets, as LIST says", sent + " octets (dots unstuffed)");
        }
    }
}
