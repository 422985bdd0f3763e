package org.pop3j.store.maildir;

import java.util.BitSet;

/**
 * Which known messages the quiet passes of a listing did not see. A folder may hide a file from a reader even though its time
 * does not tell, so a message is gone only when two such passes did not see it (M-05).
 */
final class Absences {
    private static final int QUIET_PASSES = 2;

    private final BitSet missed = new BitSet();
    private int passes;

    /** Notes what a pass did not see, during which nothing changed. */
    void note(BitSet missing) {
        if (passes == 0) {
            missed.or(missing);
        } else {
            missed.and(missing);
        }
        passes++;
    }

    /** Whether it is sure what is gone, or that nothing is. */
    boolean isDecided() {
        return passes >= QUIET_PASSES || passes > 0 && missed.isEmpty();
    }

    /** The indexes of the messages that are gone. */
    BitSet gone() {
        return missed;
    }
}
