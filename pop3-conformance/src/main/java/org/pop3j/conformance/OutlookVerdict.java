package org.pop3j.conformance;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Whether Outlook 2007 and 2010 can use a server, from what the checks found: the statements of [MS-STANOPOP3] that say what
 * Outlook waits for or relies on, a way to log in that it has, and what makes it hang.
 *
 * @param hindrances why it cannot; none if it can
 * @param reservations what may still trouble it
 */
public record OutlookVerdict(List<String> hindrances, List<String> reservations) {
    /** What Outlook waits for without a limit, or cannot do without. */
    private static final Set<String> NEEDED = Set.of(
            "C0001",
            "C0002",
            "C0004",
            "C0005",
            "C0006",
            "V0001",
            "V0002",
            "C0007",
            "C0009",
            "V0008",
            "C0012",
            "C0014",
            "C0017",
            "C0020",
            "C0022",
            "C0023",
            "C0024",
            "C0031",
            "C0037",
            "C0038",
            "C0039",
            "R1939-05",
            "R1939-06",
            "S-11",
            "OXP-01");

    /** What troubles it now and then. */
    private static final Set<String> WELCOME = Set.of(
            "C0011", "C0021", "C0026", "C0030", "C0040", "C0041", "OXP-02", "I-01", "I-02", "R1939-20", "R1939-25");

    /**
     * Checks of messages that hardly exist: one that begins with a dot, one without its last line end. Mail goes through a
     * server that fails them; such a message does not, or its size is wrong.
     */
    private static final Set<String> OF_ODD_MESSAGES = Set.of("C0021", "R1939-05/first", "R1939-06/end", "S-11");

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
            boolean needed = concerns(finding, NEEDED);
            boolean isOdd = OF_ODD_MESSAGES.contains(finding.check().name());
            if (needed && !isOdd && finding.verdict() == Verdict.FAILED) {
                hindrances.add(sentence(finding));
            } else if ((needed || concerns(finding, WELCOME)) && isBad(finding.verdict())) {
                reservations.add(sentence(finding));
            }
        }
        untested(report).ifPresent(reservations::add);
        return new OutlookVerdict(hindrances, reservations);
    }

    private static boolean concerns(Finding finding, Set<String> ids) {
        return finding.check().requirements().stream().anyMatch(ids::contains);
    }

    private static boolean isBad(Verdict verdict) {
        return verdict == Verdict.FAILED || verdict == Verdict.WARNED;
    }

    private static String sentence(Finding finding) {
        return finding.check().name() + ": expected " + finding.expected() + ", got " + finding.came();
    }

    private static Optional<String> untested(Report report) {
        String names = report.with(Verdict.NOT_TESTED).stream()
                .filter(finding -> concerns(finding, NEEDED))
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
