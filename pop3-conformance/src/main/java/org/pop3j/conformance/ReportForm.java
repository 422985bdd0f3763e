package org.pop3j.conformance;

import java.io.IOException;
import java.io.OutputStream;
import org.pop3j.conformance.report.HtmlReport;
import org.pop3j.conformance.report.JsonReport;
import org.pop3j.conformance.report.JunitReport;
import org.pop3j.conformance.report.TextReport;

/** The forms in which a report is written down; all in UTF-8. */
public enum ReportForm {
    /** For people: the summary, then what failed, then the rest. */
    TEXT {
        @Override
        public void write(Report report, OutputStream to) throws IOException {
            TextReport.plain().write(report, to);
        }
    },
    /** The same with the colours of a terminal (ECMA-48). */
    COLOURED_TEXT {
        @Override
        public void write(Report report, OutputStream to) throws IOException {
            TextReport.coloured().write(report, to);
        }
    },
    /** The XML that continuous integration reads: a test case a check; warnings are told in its output. */
    JUNIT {
        @Override
        public void write(Report report, OutputStream to) throws IOException {
            JunitReport.write(report, to);
        }
    },
    /** Everything, for programs. */
    JSON {
        @Override
        public void write(Report report, OutputStream to) throws IOException {
            JsonReport.write(report, to);
        }
    },
    /** One page that needs nothing else: a matrix by section, filters, and the dialogue of each check. */
    HTML {
        @Override
        public void write(Report report, OutputStream to) throws IOException {
            HtmlReport.write(report, to);
        }
    };

    /**
     * Writes a report.
     *
     * @param report the report
     * @param to takes it; stays open
     * @throws IOException if that fails
     */
    public abstract void write(Report report, OutputStream to) throws IOException;
}
