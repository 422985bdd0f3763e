/** The forms of a report. Not exported: start at {@link org.pop3j.conformance.ReportForm}. */
package org.pop3j.conformance.report;
