package org.pop3j.conformance;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What a run found. {@link ReportForm} writes it down.
 *
 * @param subject what was judged, for people: address and program
 * @param side which side was judged
 * @param at when the run began
 * @param took how long it took
 * @param findings one for each check, in the order of the catalogue
 */
public record Report(String subject, Side side, Instant at, Duration took, List<Finding> findings) {
    /** Makes a report, and brings the findings into order. */
    public Report {
        List<String> order = Requirements.all().stream().map(Requirement::id).toList();
        findings = findings.stream()
                .sorted(Comparator.comparingInt(
                        f -> order.indexOf(f.check().requirements().get(0))))
                .toList();
    }

    /**
     * How often a verdict was given.
     *
     * @param verdict the verdict
     * @return how many checks came to it
     */
    public long count(Verdict verdict) {
        return with(verdict).size();
    }

    /**
     * The findings with one verdict.
     *
     * @param verdict the verdict
     * @return the findings, in the order of the catalogue
     */
    public List<Finding> with(Verdict verdict) {
        return findings.stream().filter(f -> f.verdict() == verdict).toList();
    }

    /**
     * The findings that say something about a rule.
     *
     * @param requirement an ID
     * @return the findings, perhaps none
     */
    public List<Finding> about(String requirement) {
        return findings.stream()
                .filter(f -> f.check().requirements().contains(requirement))
                .toList();
    }

    /**
     * Whether no check failed. Warnings do not count.
     *
     * @return whether nothing failed
     */
    public boolean isGood() {
        return count(Verdict.FAILED) == 0;
    }

    /**
     * The figures in one line.
     *
     * @return for example {@code 91 passed, 2 warned, 1 failed, 12 not applicable, 3 not tested}
     */
    public String summary() {
        return List.of(Verdict.PASSED, Verdict.WARNED, Verdict.FAILED, Verdict.NOT_APPLICABLE, Verdict.NOT_TESTED)
                .stream()
                .map(verdict -> count(verdict) + " " + verdict.words())
                .collect(Collectors.joining(", "));
    }
}
