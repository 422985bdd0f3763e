package org.pop3j.conformance;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Whether Outlook 2007 and 2010 can use a server, from what the checks found. What counts is what Outlook does: it logs in by
 * USER and PASS or by AUTH, sends STAT, LIST, UIDL, RETR, DELE and QUIT, each right and without an argument that RFC 1939 does
 * not know, never RSET, APOP, and neither LIST nor UIDL with a number; it takes any answer that begins with {@code +} for
 * positive and any run of white space for one; and it waits for ever for a greeting, an answer, a CRLF or a termination line
 * that does not come ([MS-STANOPOP3]: C0002, C0004, C0005, C0006, C0014, V0001). So a server that answers a wrong command
 * wrongly breaks RFC 1939, and hinders nobody who uses Outlook.
 *
 * @param hindrances why it cannot; none if it can
 * @param reservations what may still trouble it
 */
public record OutlookVerdict(List<String> hindrances, List<String> reservations) {
    /**
     * Checks whose failure means that Outlook waits for ever, gets no mail, gets it wrong, or gets it again and again. Names of
     * checks, not IDs: other checks of the same statement may be about what Outlook does not do.
     */
    private static final Set<String> NEEDED = Set.of(
            "C0002",
            "C0005",
            "C0006",
            "C0009",
            "C0022",
            "C0023",
            "C0031/dele",
            "C0039",
            "C0039/arrival",
            "OXP-01",
            "OXP-01/session",
            "R1939-25",
            "V0002",
            "V0008");

    /** What Outlook may meet now and then: odd messages, a log-in that fails, a connection that breaks off. */
    private static final Set<String> WELCOME = Set.of(
            "C0010",
            "C0011",
            "C0012",
            "C0020",
            "C0021",
            "C0037",
            "C0039/octets",
            "C0040",
            "C0041",
            "C0041/all",
            "I-01",
            "I-02",
            "OXP-02",
            "R1939-05/first",
            "R1939-06/end",
            "R1939-13",
            "R1939-20",
            "R1939-23",
            "R1939-27",
            "R1939-27/reset",
            "S-06",
            "S-11");

    /** The names of all checks that count. */
    static Set<String> checks() {
        Set<String> checks = new TreeSet<>(NEEDED);
        checks.addAll(WELCOME);
        return checks;
    }

    /** Makes a verdict. */
    public OutlookVerdict {
        hindrances = List.copyOf(hindrances);
        reservations = List.copyOf(reservations);
    }

    /**
     * Judges by a report of a server.
     *
     * @param report what the checks found
     * @return the verdict
     * @throws IllegalArgumentException if the report is about a client
     */
    public static OutlookVerdict of(Report report) {
        if (report.side() != Side.SERVER) {
            throw new IllegalArgumentException("Outlook uses servers, and this report is about a client");
        }
        List<String> hindrances = new ArrayList<>();
        List<String> reservations = new ArrayList<>();
        for (Finding finding : report.findings()) {
            boolean needed = NEEDED.contains(finding.check().name());
            if (needed && finding.verdict() == Verdict.FAILED) {
                hindrances.add(sentence(finding));
            } else if ((needed || WELCOME.contains(finding.check().name())) && isBad(finding.verdict())) {
                reservations.add(sentence(finding));
            }
        }
        untested(report).ifPresent(reservations::add);
        return new OutlookVerdict(hindrances, reservations);
    }

    private static boolean isBad(Verdict verdict) {
        return verdict == Verdict.FAILED || verdict == Verdict.WARNED;
    }

    private static String sentence(Finding finding) {
        return finding.check().name() + ": expected " + finding.expected() + ", got " + finding.came();
    }

    private static Optional<String> untested(Report report) {
        String names = report.with(Verdict.NOT_TESTED).stream()
                .filter(finding -> NEEDED.contains(finding.check().name()))
                .map(finding -> finding.check().name())
                .collect(Collectors.joining(", "));
        return names.isEmpty() ? Optional.empty() : Optional.of("not tested: " + names);
    }

    /**
     * Whether it can.
     *
     * @return whether nothing hinders it
     */
    public boolean isUsable() {
        return hindrances.isEmpty();
    }

    /**
     * The verdict in words.
     *
     * @return for example {@code Outlook can use this server: yes}
     */
    public String words() {
        String verdict = "Outlook can use this server: ";
        return isUsable() ? verdict + "yes" : verdict + "no, because " + String.join("; ", hindrances);
    }
}
