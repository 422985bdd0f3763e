package org.pop3j.conformance.client;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.pop3j.conformance.Finding;
import org.pop3j.conformance.Verdict;

/**
 * What the rules of the wire say of connections without end: each is judged when it ends, and forgotten. The rules look at
 * one connection after another, so the worst finding of all is the finding about all. Safe for use by several threads.
 */
final class Judged {
    private final Set<Seen> running = new HashSet<>();
    private List<Finding> findings = ClientChecks.judgeWire(List.of());

    synchronized void begun(Seen connection) {
        running.add(connection);
    }

    synchronized void ended(Seen connection) {
        running.remove(connection);
        findings = worst(findings, ClientChecks.judgeWire(List.of(connection)));
    }

    /** With what the connections that are still there have shown so far. */
    synchronized List<Finding> findings() {
        return worst(findings, ClientChecks.judgeWire(List.copyOf(running)));
    }

    synchronized int kept() {
        return running.size();
    }

    private static List<Finding> worst(List<Finding> known, List<Finding> further) {
        List<Finding> worst = new ArrayList<>();
        for (int i = 0; i < known.size(); i++) {
            Finding first = known.get(i);
            Finding second = further.get(i);
            worst.add(rank(second.verdict()) > rank(first.verdict()) ? second : first);
        }
        return worst;
    }

    /** The higher, the worse; what says something is above what does not. */
    static int rank(Verdict verdict) {
        return switch (verdict) {
            case FAILED -> 4;
            case WARNED -> 3;
            case PASSED -> 2;
            case NOT_TESTED -> 1;
            case NOT_APPLICABLE -> 0;
        };
    }
}
