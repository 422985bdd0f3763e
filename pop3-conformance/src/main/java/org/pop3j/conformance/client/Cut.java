package org.pop3j.conformance.client;

import java.util.List;
import java.util.Random;
import java.util.function.IntUnaryOperator;

/**
 * In which pieces a server sends.
 *
 * @param name for people
 * @param pieces the length of the next piece from what is left
 */
record Cut(String name, IntUnaryOperator pieces) {
    private static final int LONGEST_PIECE = 32;

    /** The three that every client has to bear: one segment, octet by octet, random pieces with a new seed. */
    static List<Cut> three() {
        long seed = new Random().nextInt(1_000_000);
        Random random = new Random(seed);
        return List.of(
                new Cut("one segment", left -> left),
                new Cut("octet by octet", left -> 1),
                new Cut("random pieces, seed " + seed, left -> 1 + random.nextInt(Math.min(left, LONGEST_PIECE))));
    }

    /** Those of a scenario: where the client has to lose its patience, one is enough. */
    static List<Cut> of(Scenario scenario) {
        return scenario.length() == Scenario.Length.ONCE ? three().subList(0, 1) : three();
    }
}
