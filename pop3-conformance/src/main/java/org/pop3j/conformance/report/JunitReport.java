package org.pop3j.conformance.report;

import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import org.pop3j.conformance.Finding;
import org.pop3j.conformance.Report;
import org.pop3j.conformance.Verdict;

/** A report as the XML of JUnit: a suite a section, a test case a check. */
public final class JunitReport {
    private JunitReport() {}

    /** Writes the report. */
    public static void write(Report report, OutputStream to) throws IOException {
        try {
            XMLStreamWriter xml = XMLOutputFactory.newInstance().createXMLStreamWriter(to, "UTF-8");
            xml.writeStartDocument("UTF-8", "1.0");
            xml.writeStartElement("testsuites");
            xml.writeAttribute("name", report.subject());
            figures(xml, report.findings());
            for (Map.Entry<String, List<Finding>> section : Sections.of(report).entrySet()) {
                suite(xml, report, section.getKey(), section.getValue());
            }
            xml.writeEndElement();
            xml.writeEndDocument();
            xml.flush();
        } catch (XMLStreamException e) {
            throw new IOException("the report could not be written", e);
        }
    }

    private static void suite(XMLStreamWriter xml, Report report, String name, List<Finding> findings)
            throws XMLStreamException {
        xml.writeStartElement("testsuite");
        xml.writeAttribute("name", name);
        xml.writeAttribute("timestamp", report.at().toString());
        figures(xml, findings);
        for (Finding finding : findings) {
            testCase(xml, finding);
        }
        xml.writeEndElement();
    }

    private static void figures(XMLStreamWriter xml, List<Finding> findings) throws XMLStreamException {
        Map<Verdict, Long> counts =
                findings.stream().collect(Collectors.groupingBy(Finding::verdict, Collectors.counting()));
        long skipped = counts.getOrDefault(Verdict.NOT_APPLICABLE, 0L) + counts.getOrDefault(Verdict.NOT_TESTED, 0L);
        xml.writeAttribute("tests", Integer.toString(findings.size()));
        xml.writeAttribute("failures", Long.toString(counts.getOrDefault(Verdict.FAILED, 0L)));
        xml.writeAttribute("errors", "0");
        xml.writeAttribute("skipped", Long.toString(skipped));
    }

    private static void testCase(XMLStreamWriter xml, Finding finding) throws XMLStreamException {
        xml.writeStartElement("testcase");
        xml.writeAttribute("classname", finding.check().group());
        xml.writeAttribute(
                "name", finding.check().name() + " " + finding.check().title());
        xml.writeAttribute("time", Double.toString(finding.took().toMillis() / 1000.0));
        String said = "expected " + finding.expected() + ", got " + finding.came();
        switch (finding.verdict()) {
            case FAILED -> {
                xml.writeStartElement("failure");
                xml.writeAttribute("message", said);
                xml.writeCharacters(finding.check().source() + "\n" + String.join("\n", finding.dialogue()));
                xml.writeEndElement();
            }
            case NOT_APPLICABLE, NOT_TESTED -> {
                xml.writeStartElement("skipped");
                xml.writeAttribute("message", finding.verdict().words() + ": " + finding.came());
                xml.writeEndElement();
            }
            case WARNED -> {
                xml.writeStartElement("system-out");
                xml.writeCharacters("warned: " + said + "\n" + String.join("\n", finding.dialogue()));
                xml.writeEndElement();
            }
            case PASSED -> {}
        }
        xml.writeEndElement();
    }
}
