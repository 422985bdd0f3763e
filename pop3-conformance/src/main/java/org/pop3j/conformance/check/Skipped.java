package org.pop3j.conformance.check;

import org.pop3j.conformance.Verdict;

/** A check cannot say anything about the other side: ends the check, with the reason. */
public final class Skipped extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final Verdict verdict;

    private Skipped(Verdict verdict, String reason) {
        super(reason);
        this.verdict = verdict;
    }

    /** The other side does not offer what the check is about. */
    public static Skipped notApplicable(String reason) {
        return new Skipped(Verdict.NOT_APPLICABLE, reason);
    }

    /** The operator did not give what the check needs. */
    public static Skipped notTested(String reason) {
        return new Skipped(Verdict.NOT_TESTED, reason);
    }

    /** Which of the two. */
    public Verdict verdict() {
        return verdict;
    }
}
