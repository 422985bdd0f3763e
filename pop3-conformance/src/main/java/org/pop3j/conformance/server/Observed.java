package org.pop3j.conformance.server;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * What several checks look at: all status lines of a run with their line ends, and what takes too long to be seen twice. Safe
 * for use by several threads.
 */
final class Observed {
    private static final int KEPT = 20_000;

    private final ConcurrentLinkedQueue<String> lines = new ConcurrentLinkedQueue<>();
    private volatile Optional<Answer> secondLogIn = Optional.empty();

    void statusLine(String octets) {
        if (lines.size() < KEPT) {
            lines.add(octets);
        }
    }

    /** The answer to a log-in while another session had the maildrop. */
    void secondLogIn(Answer answer) {
        secondLogIn = Optional.of(answer);
    }

    Optional<Answer> secondLogIn() {
        return secondLogIn;
    }

    /** The lines so far, octet strings with their line ends. */
    List<String> statusLines() {
        return List.copyOf(lines);
    }
}
