package org.pop3j.client;

/**
 * One thing that a known server does wrong, and that a client may be told to take. Never on by itself: each weakens a check
 * that protects against other servers. What costs no safety is taken always (D-1): runs of blanks, further fields, odd
 * letter case.
 */
public enum Quirk {
    /** In an AUTH exchange the first answer is {@code +OK} where {@code +} is meant (Exchange 2003, NTLM). */
    OK_AS_CHALLENGE,
    /** The answer to {@code UIDL n} has the unique-id and no message-number (Twisted). */
    UIDL_WITHOUT_NUMBER,
    /** TOP leaves out the empty line at the end of the header, or even ends in the middle of it: the client adds one. */
    MISSING_HEADER_END,
    /** STAT gives no figures, or negative ones: the client counts what LIST says. */
    STAT_WITHOUT_FIGURES,
    /**
     * A quota for retrieving is told by {@code -ERR} without a response code: such a refusal is understood as {@link
     * RetryAdvice#LATER} by its text, which nothing else may be (R1939-43).
     */
    QUOTA_AS_REFUSAL,
    /** A status line ends with a bare LF (the option of D-6); inside messages and listings only CRLF ends a line. */
    BARE_LF_STATUS
}
