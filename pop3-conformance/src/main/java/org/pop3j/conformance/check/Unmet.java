package org.pop3j.conformance.check;

import org.pop3j.conformance.Check;
import org.pop3j.conformance.Check.Level;
import org.pop3j.conformance.Verdict;

/** The other side did not do what a check asks: ends the check. */
public class Unmet extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String expected;
    private final String came;

    /** Takes what should have happened and what did, both escaped. */
    public Unmet(String expected, String came) {
        super("expected " + expected + ", got " + came);
        this.expected = expected;
        this.came = came;
    }

    /** What it means that something asked by a check did not happen. */
    public static Verdict verdict(Check about) {
        return about.level() == Level.MUST ? Verdict.FAILED : Verdict.WARNED;
    }

    /** What should have happened. */
    public String expected() {
        return expected;
    }

    /** What happened. */
    public String came() {
        return came;
    }
}
