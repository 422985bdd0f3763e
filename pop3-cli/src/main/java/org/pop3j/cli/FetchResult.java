package org.pop3j.cli;

import java.io.PrintStream;
import org.pop3j.client.SyncReport;
import org.pop3j.codec.PeerText;

/** What a fetch came to, in words. Keys are text of the other side and are escaped. */
record FetchResult(SyncReport report, boolean isNewOnly) {
    String summary() {
        if (report.messages() == 0 && report.failure().isEmpty()) {
            return "fetched 0 messages, 0 octets; the maildrop is empty";
        }
        int taken = report.taken();
        int refused = report.refused().size();
        int known = isNewOnly ? report.known() : 0;
        return "fetched " + taken + (taken == 1 ? " message, " : " messages, ") + report.octets() + " octets; " + known
                + " known already; deleted "
                + (report.deletions() == SyncReport.Deletions.COMMITTED ? report.deleted() : 0)
                + (refused == 0 ? "" : "; " + refused + " refused by the server")
                + more(report.leftForLater(), "left for the next run")
                + more(report.tooLarge().size(), "too large")
                + more(report.setAside().size(), "set aside");
    }

    private static String more(int count, String what) {
        return count == 0 ? "" : "; " + count + " " + what;
    }

    /** One line for whatever did not go well. */
    void complain(PrintStream err) {
        report.warnings().forEach(warning -> say(err, "warning: " + warning));
        if (!isNewOnly && report.known() > 0) {
            say(
                    err,
                    "warning: " + report.known()
                            + " of these messages had been fetched before; --new-only leaves them out");
        }
        report.failed()
                .forEach(
                        (key, why) -> say(err, "cannot store message " + shown(key) + " here: " + Reason.oneLine(why)));
        report.refused().forEach((key, refusal) -> say(err, "message " + shown(key) + ": " + Reason.of(refusal)));
        report.setAside()
                .forEach((key, why) -> say(
                        err,
                        "message " + shown(key) + " is set aside after several attempts (" + Reason.oneLine(why)
                                + "); --retry tries it again"));
    }

    private static String shown(String key) {
        return PeerText.escape(key.strip());
    }

    private static void say(PrintStream err, String sentence) {
        err.println("pop3 fetch: " + sentence);
    }
}
