package org.pop3j.conformance.server;

import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;

/** All status lines of a run with their line ends: some rules are about each of them. Safe for use by several threads. */
final class Observed {
    private static final int KEPT = 20_000;

    private final ConcurrentLinkedQueue<String> lines = new ConcurrentLinkedQueue<>();

    void statusLine(String octets) {
        if (lines.size() < KEPT) {
            lines.add(octets);
        }
    }

    /** The lines so far, octet strings with their line ends. */
    List<String> statusLines() {
        return List.copyOf(lines);
    }
}
