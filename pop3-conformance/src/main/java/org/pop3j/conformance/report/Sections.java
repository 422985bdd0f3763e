package org.pop3j.conformance.report;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.pop3j.conformance.Finding;
import org.pop3j.conformance.Report;

/** The findings of a report by the document that they belong to, in the order of the catalogue. */
final class Sections {
    private Sections() {}

    static Map<String, List<Finding>> of(Report report) {
        return report.findings().stream()
                .collect(Collectors.groupingBy(
                        finding -> finding.check().group(), LinkedHashMap::new, Collectors.toList()));
    }
}
