package org.pop3j.conformance.server;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One session as Outlook has it (MS-STANOPOP3): the commands that Outlook sends, and of the answers only what Outlook looks at.
 * Any {@code +} is positive (V0001), any run of SPACE and TAB is one (C0004), what stands behind the fields is nobody's
 * business (C0017, C0021, C0038); but a line ends by CRLF only (C0005), and what does not come is waited for (C0014).
 */
final class OutlookSession {
    /** Enough to be a session, few enough for a maildrop of thousands. */
    private static final int MESSAGES = 5;

    private static final Pattern COUNT = Pattern.compile("\\+\\S*[ \\t]+([0-9]+)[ \\t]+[0-9]+.*");
    private static final Pattern LISTING = Pattern.compile("([0-9]+)[ \\t]+\\S+.*");

    private OutlookSession() {}

    static void hold(Probe probe) throws IOException {
        Session session = probe.logIn();
        Answer stat = session.sendByCrlf("STAT");
        Matcher count = COUNT.matcher(stat.line());
        if (!count.matches()) {
            throw session.unmet("a positive answer to STAT, with two numbers", stat);
        }
        List<String> numbers = listed(session, "LIST");
        if (numbers.size() != Integer.parseInt(count.group(1))) {
            throw session.unmet("as many lines of LIST as STAT says", numbers.size() + " lines");
        }
        // Without it no copies can be left on the server; all else works.
        if (session.sendByCrlf("UIDL").isPositive()) {
            numbers(session, "UIDL");
        } else {
            probe.warn("UIDL, or Outlook cannot leave copies on the server", "a refusal");
        }
        for (String number : numbers.subList(0, Math.min(MESSAGES, numbers.size()))) {
            positive(session, "RETR " + number);
            session.contentAfterStatus();
        }
        positive(session, "QUIT");
    }

    private static List<String> listed(Session session, String command) throws IOException {
        positive(session, command);
        return numbers(session, command);
    }

    private static List<String> numbers(Session session, String command) throws IOException {
        List<String> numbers = new ArrayList<>();
        for (String line : session.listedByCrlf()) {
            Matcher listing = LISTING.matcher(line);
            if (!listing.matches()) {
                throw session.unmet("a number, and what " + command + " says of it", line);
            }
            numbers.add(listing.group(1));
        }
        return numbers;
    }

    private static void positive(Session session, String command) throws IOException {
        Answer answer = session.sendByCrlf(command);
        if (!answer.isPositive()) {
            throw session.unmet("an answer to " + command + " that begins with +", answer);
        }
    }
}
