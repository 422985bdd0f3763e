package org.pop3j.conformance.server;

import static org.pop3j.conformance.server.ServerCheck.Lane.MAILDROP;

/** Commands with too few, too many or wrong arguments (RFC 1939 section 3 and 5). */
final class ArgumentChecks {
    private static final String ARABIC_ONE = Probe.octets("\u0661");

    private ArgumentChecks() {}

    static void addTo(CheckList list) {
        list.should(MAILDROP, "C0015 D-8", "STAT with an argument is refused", probe -> {
            Session session = probe.logIn();
            session.refused("STAT 1");
            session.inStep();
        });
        list.should(MAILDROP, "C0027 D-8", "NOOP with an argument is refused", probe -> {
            Session session = probe.logIn();
            session.refused("NOOP x");
            session.inStep();
        });
        list.must(
                MAILDROP,
                "V0004",
                "RETR without a number, with a bad one, with two, or with an unknown one is refused",
                probe -> {
                    Session session = probe.logIn();
                    session.refused("RETR", "RETR 0", "RETR x", "RETR 999999");
                    session.inStep();
                });
        list.should(MAILDROP, "V0004/two D-8", "RETR with two numbers is refused", probe -> {
            Session session = probe.logIn();
            probe.anyMessage(session);
            session.refused("RETR 1 2");
            session.inStep();
        });
        list.deletes("C0024", "DELE without a number, with 0 or with a word is refused, and marks nothing", probe -> {
            Session session = probe.logIn();
            String before = session.ok("STAT").line();
            session.refused("DELE", "DELE 0", "DELE x");
            session.matching("STAT", java.util.regex.Pattern.quote(before));
        });
        list.must(
                MAILDROP,
                "C0032",
                "TOP with a missing, negative or non-numeric line count, or with number 0, is refused",
                probe -> {
                    Session session = probe.logIn();
                    TopChecks.needsTop(session, probe);
                    session.refused("TOP 1", "TOP 1 -1", "TOP 1 x", "TOP 0 1");
                    session.inStep();
                });
        list.must(
                MAILDROP, "R1939-07", "unknown and malformed commands are refused, and the session goes on", probe -> {
                    Session session = probe.logIn();
                    session.refused("XYZZY", "LIST a b", "\u00ff\u00fe");
                    session.inStep();
                });
        list.must(MAILDROP, "R1939-17", "numbers are decimal: LIST 0x1 is refused", probe -> {
            Session session = probe.logIn();
            session.refused("LIST 0x1");
            session.inStep();
        });
        list.must(MAILDROP, "S-09", "a number is ASCII digits without sign, and does not wrap around", probe -> {
            Session session = probe.logIn();
            String number = probe.anyMessage(session);
            session.refused("LIST " + ARABIC_ONE, "LIST 99999999999999999999", "LIST 4294967297", "LIST 0");
            if (session.send("LIST +" + number).isPositive()) {
                probe.warn("-ERR to LIST +" + number, "+OK");
            }
            session.inStep();
        });
        list.must(MAILDROP, "R1939-02", "the keyword may be in any letter case", probe -> {
            Session session = probe.logIn();
            session.ok("stat");
            session.ok("StAt");
        });
        list.should(MAILDROP, "D-1", "more than one SPACE before an argument is taken", probe -> {
            Session session = probe.logIn();
            String number = probe.anyMessage(session);
            session.ok("LIST  " + number);
        });
        list.should(MAILDROP, "R1939-44", "LAST, which RFC 1939 dropped, is refused", probe -> {
            Session session = probe.logIn();
            session.refused("LAST");
            session.inStep();
        });
    }
}
