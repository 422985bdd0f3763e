package org.pop3j.conformance.report;

import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.pop3j.conformance.Finding;
import org.pop3j.conformance.OutlookVerdict;
import org.pop3j.conformance.Report;
import org.pop3j.conformance.Side;
import org.pop3j.conformance.Verdict;

/** A report for people at a terminal. */
public final class TextReport {
    private static final String RED = "31";
    private static final String GREEN = "32";
    private static final String YELLOW = "33";
    private static final String DIM = "2";
    private static final String BOLD = "1";
    private static final int DIALOGUE_LINES = 24;

    private final boolean isColoured;

    private TextReport(boolean isColoured) {
        this.isColoured = isColoured;
    }

    /** Without colours. */
    public static TextReport plain() {
        return new TextReport(false);
    }

    /** With the colours of a terminal. */
    public static TextReport coloured() {
        return new TextReport(true);
    }

    /** Writes the report. */
    public void write(Report report, OutputStream to) throws IOException {
        PrintWriter out = new PrintWriter(new OutputStreamWriter(to, StandardCharsets.UTF_8));
        out.println(in(BOLD, report.subject()));
        out.println(in(report.isGood() ? GREEN : RED, report.summary()) + " in " + seconds(report));
        if (report.side() == Side.SERVER) {
            outlook(out, OutlookVerdict.of(report));
        }
        for (Finding finding : report.with(Verdict.FAILED)) {
            atLength(out, finding);
        }
        for (Finding finding : report.with(Verdict.WARNED)) {
            out.println();
            headline(out, finding);
        }
        reasons(out, report, Verdict.NOT_TESTED);
        reasons(out, report, Verdict.NOT_APPLICABLE);
        out.flush();
        if (out.checkError()) {
            throw new IOException("the report could not be written");
        }
    }

    private void outlook(PrintWriter out, OutlookVerdict verdict) {
        out.println(in(verdict.isUsable() ? GREEN : RED, verdict.words()));
        verdict.reservations().forEach(reservation -> out.println(in(YELLOW, "  but " + reservation)));
    }

    private void atLength(PrintWriter out, Finding finding) {
        out.println();
        headline(out, finding);
        List<String> dialogue = finding.dialogue();
        int skipped = Math.max(0, dialogue.size() - DIALOGUE_LINES);
        if (skipped > 0) {
            out.println("    " + in(DIM, "# " + skipped + " lines before"));
        }
        dialogue.stream().skip(skipped).forEach(line -> out.println("    " + in(DIM, line)));
    }

    private void headline(PrintWriter out, Finding finding) {
        String colour = finding.verdict() == Verdict.FAILED ? RED : YELLOW;
        out.println(in(colour, finding.verdict().words()) + "  "
                + in(BOLD, finding.check().name()) + "  " + finding.check().title());
        out.println("    expected  " + finding.expected());
        out.println("    got       " + finding.came());
        out.println("    source    " + finding.check().source());
    }

    /** One line a reason, with all the checks that it holds for. */
    private void reasons(PrintWriter out, Report report, Verdict verdict) {
        Map<String, String> byReason = report.with(verdict).stream()
                .collect(Collectors.groupingBy(
                        Finding::came,
                        TreeMap::new,
                        Collectors.mapping(finding -> finding.check().name(), Collectors.joining(" "))));
        if (!byReason.isEmpty()) {
            out.println();
            byReason.forEach((reason, names) -> out.println(verdict.words() + ", " + reason + ": " + in(DIM, names)));
        }
    }

    private static String seconds(Report report) {
        return report.took().toMillis() / 100 / 10.0 + " s";
    }

    private String in(String colour, String text) {
        return isColoured ? "\u001b[" + colour + "m" + text + "\u001b[0m" : text;
    }
}
