package org.pop3j.conformance.check;

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

    /** What should have happened. */
    public String expected() {
        return expected;
    }

    /** What happened. */
    public String came() {
        return came;
    }
}
