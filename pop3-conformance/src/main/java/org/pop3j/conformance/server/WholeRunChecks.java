package org.pop3j.conformance.server;

import static org.pop3j.conformance.server.ServerCheck.Lane.LAST;

import java.util.function.Predicate;
import org.pop3j.conformance.check.Unmet;

/** Rules about each status line of the run. They open no connection: they look at what the other checks have seen. */
final class WholeRunChecks {
    private static final int LONGEST_STATUS_LINE = 512;

    private WholeRunChecks() {}

    static void addTo(CheckList list) {
        list.must(
                LAST,
                "V0001",
                "each answer begins with +OK or -ERR in upper case",
                probe -> each(
                        probe,
                        line -> line.matches("(\\+OK|-ERR)( [^\\r\\n]*)?\\r?\\n"),
                        "+OK or -ERR, and a SPACE if there is text"));
        list.must(
                LAST,
                "C0005",
                "each answer ends with CRLF",
                probe -> each(
                        probe,
                        line -> line.endsWith("\r\n") && line.indexOf('\n') == line.length() - 1,
                        "CRLF at the end of the line"));
        list.must(
                LAST,
                "R1939-04/all",
                "no answer is longer than " + LONGEST_STATUS_LINE + " octets",
                probe -> each(
                        probe,
                        line -> line.length() <= LONGEST_STATUS_LINE,
                        "at most " + LONGEST_STATUS_LINE + " octets"));
        list.must(
                LAST,
                "R2449-09",
                "a text begins with [ only where RESP-CODES is announced, and is a code then",
                probe -> {
                    boolean announced =
                            probe.facts().offers("RESP-CODES") || probe.facts().offersBeforeTls("RESP-CODES");
                    each(
                            probe,
                            line -> !line.matches("(?s)\\S+ \\[.*"),
                            line -> announced && line.matches("(?s)\\S+ \\[[!-\\[^-~]+\\].*"),
                            announced
                                    ? "a response code in brackets"
                                    : "no [ at the begin of a text, for RESP-CODES is not announced");
                });
        list.must(
                LAST,
                "S-34/trace",
                "no answer shows what went wrong inside a program",
                probe -> each(
                        probe,
                        line -> !line.matches("(?s).*(Exception|java\\.|Traceback|\\.[ch]:[0-9]+).*"),
                        "a sentence for people"));
    }

    private static void each(Probe probe, Predicate<String> good, Predicate<String> alsoGood, String expected) {
        each(probe, good.or(alsoGood), expected);
    }

    private static void each(Probe probe, Predicate<String> good, String expected) {
        for (String line : probe.observed().statusLines()) {
            if (!good.test(line)) {
                throw new Unmet(expected, probe.conversation().escape(line));
            }
        }
    }
}
