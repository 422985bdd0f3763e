package org.pop3j.conformance.report;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.pop3j.conformance.Finding;
import org.pop3j.conformance.OutlookVerdict;
import org.pop3j.conformance.Report;
import org.pop3j.conformance.Side;
import org.pop3j.conformance.Verdict;

/**
 * A report as one page: style and script are in it. Without a script all is there but the filters. Everything that came from
 * the other side is escaped, and the page may load nothing (Content-Security-Policy).
 */
public final class HtmlReport {
    private static final DateTimeFormatter DATE =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm 'UTC'").withZone(ZoneOffset.UTC);

    private HtmlReport() {}

    /** Writes the report. */
    public static void write(Report report, OutputStream to) throws IOException {
        String page = resource("report.html")
                .replace("@STYLE@", resource("report.css"))
                .replace("@SCRIPT@", resource("report.js"))
                .replace("@SUBJECT@", escape(report.subject()))
                .replace("@RESULT@", report.isGood() ? "good" : "bad")
                .replace("@SUMMARY@", escape(headline(report)))
                .replace(
                        "@DATE@",
                        DATE.format(report.at()) + ", " + report.took().toMillis() / 100 / 10.0 + " s, pop3j")
                .replace("@OUTLOOK@", outlook(report))
                .replace("@BAR@", bar(report))
                .replace("@FILTERS@", filters(report))
                .replace("@MATRIX@", matrix(report))
                .replace("@SECTIONS@", sections(report));
        to.write(page.getBytes(StandardCharsets.UTF_8));
    }

    private static String headline(Report report) {
        return report.isGood() ? "Nothing failed" : report.count(Verdict.FAILED) + " failed";
    }

    private static String outlook(Report report) {
        if (report.side() == Side.CLIENT) {
            return "";
        }
        OutlookVerdict verdict = OutlookVerdict.of(report);
        String reservations = verdict.reservations().stream()
                .map(reservation -> "<li>" + escape(reservation) + "</li>")
                .collect(Collectors.joining());
        String list = reservations.isEmpty()
                ? ""
                : "<details><summary>" + verdict.reservations().size() + " to know</summary><ul>" + reservations
                        + "</ul></details>";
        return "<div class=\"outlook " + (verdict.isUsable() ? "good" : "bad") + "\"><b>" + escape(verdict.words())
                + "</b>" + list + "</div>";
    }

    private static String bar(Report report) {
        StringBuilder bar = new StringBuilder();
        for (Verdict verdict : Verdict.values()) {
            if (report.count(verdict) > 0) {
                bar.append("<i class=\"")
                        .append(style(verdict))
                        .append("\" style=\"flex:")
                        .append(report.count(verdict))
                        .append("\"></i>");
            }
        }
        return bar.toString();
    }

    private static String filters(Report report) {
        StringBuilder filters = new StringBuilder();
        for (Verdict verdict : Verdict.values()) {
            filters.append("<button type=\"button\" aria-pressed=\"true\" data-verdict=\"")
                    .append(style(verdict))
                    .append("\"><i class=\"")
                    .append(style(verdict))
                    .append("\"></i>")
                    .append(verdict.words())
                    .append(" <b>")
                    .append(report.count(verdict))
                    .append("</b></button>");
        }
        return filters.toString();
    }

    private static String matrix(Report report) {
        StringBuilder matrix = new StringBuilder();
        for (Map.Entry<String, List<Finding>> section : Sections.of(report).entrySet()) {
            matrix.append("<tr><th>").append(escape(section.getKey())).append("</th><td>");
            for (Finding finding : section.getValue()) {
                matrix.append("<a href=\"#")
                        .append(anchor(finding))
                        .append("\" class=\"")
                        .append(style(finding.verdict()))
                        .append("\" title=\"")
                        .append(escape(
                                finding.check().name() + " " + finding.verdict().words() + ": "
                                        + finding.check().title()))
                        .append("\"></a>");
            }
            matrix.append("</td></tr>");
        }
        return matrix.toString();
    }

    private static String sections(Report report) {
        return Sections.of(report).entrySet().stream()
                .map(section -> "<section><h2>" + escape(section.getKey()) + "</h2>"
                        + section.getValue().stream().map(HtmlReport::row).collect(Collectors.joining("\n"))
                        + "</section>")
                .collect(Collectors.joining("\n"));
    }

    private static String row(Finding finding) {
        String dialogue = finding.dialogue().isEmpty()
                ? ""
                : "<pre>" + finding.dialogue().stream().map(HtmlReport::line).collect(Collectors.joining("\n"))
                        + "</pre>";
        return "<details class=\"row\" id=\"" + anchor(finding) + "\" data-verdict=\"" + style(finding.verdict())
                + "\"><summary><span class=\"chip " + style(finding.verdict()) + "\">"
                + finding.verdict().words() + "</span><code>"
                + escape(finding.check().name()) + "</code><span>"
                + escape(finding.check().title()) + "</span></summary><div><dl>" + terms(finding) + "</dl>" + dialogue
                + "</div></details>";
    }

    private static String terms(Finding finding) {
        return term(
                        "shows",
                        String.join(", ", finding.check().requirements()) + " ("
                                + finding.check().level() + ")")
                + term("source", finding.check().source())
                + term("expected", finding.expected())
                + term("got", finding.came())
                + term("took", finding.took().toMillis() + " ms");
    }

    private static String term(String name, String text) {
        return "<dt>" + name + "</dt><dd>" + escape(text) + "</dd>";
    }

    private static String line(String line) {
        String style = line.startsWith("C:") ? "c" : line.startsWith("S:") ? "s" : "e";
        return "<span class=\"" + style + "\">" + escape(line) + "</span>";
    }

    private static String style(Verdict verdict) {
        return verdict.words().replace(' ', '-');
    }

    private static String anchor(Finding finding) {
        return finding.check().name().replace('/', '-');
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }

    private static String resource(String name) throws IOException {
        try (InputStream in = HtmlReport.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IOException("the module lacks " + name);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
