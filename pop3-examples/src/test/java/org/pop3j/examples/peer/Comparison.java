package org.pop3j.examples.peer;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What came of comparing one fetched message.
 *
 * @param message its name
 * @param mark for the table
 * @param problem what differs and is not known to
 */
record Comparison(String message, char mark, Optional<String> problem) {
    /**
     * Compares, after the known differences of the peer.
     *
     * @param peer the program
     * @param message the message's name
     * @param wire the octets that it should have got
     * @param fetched the file that it wrote
     * @return the result
     */
    static Comparison of(String peer, String message, String wire, Path fetched) {
        return of(peer, message, wire, Octets.of(fetched));
    }

    static Comparison of(String peer, String message, String wire, String fetched) {
        List<KnownDifferences.Difference> known = KnownDifferences.of(peer, message);
        String expected = wire;
        String got = fetched;
        char mark = ResultTable.SAME;
        for (KnownDifferences.Difference difference : known) {
            expected = difference.expected().apply(expected);
            got = difference.fetched().apply(got);
            mark = difference.mark();
        }
        if (expected.equals(got)) {
            return new Comparison(message, mark, Optional.empty());
        }
        String problem = peer + ", " + message + ": " + Octets.difference(expected, got);
        return new Comparison(message, ResultTable.WRONG, Optional.of(problem));
    }
}
