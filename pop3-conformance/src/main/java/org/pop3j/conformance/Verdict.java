package org.pop3j.conformance;

import java.util.Locale;

/** What a check came to. Closed: every report has a place for each of these and for nothing else. */
public enum Verdict {
    /** The other side breaks a MUST. The only verdict that makes a run fail. */
    FAILED,
    /** The other side leaves a SHOULD undone, or something that people had better know. */
    WARNED,
    /** The other side does what is asked. */
    PASSED,
    /** The other side does not offer what the check is about. */
    NOT_APPLICABLE,
    /** The check needs something that the operator did not give, such as a way to deliver mail. */
    NOT_TESTED;

    /**
     * The verdict in words for people.
     *
     * @return for example {@code not tested}
     */
    public String words() {
        return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
