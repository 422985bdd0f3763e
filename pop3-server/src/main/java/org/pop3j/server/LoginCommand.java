package org.pop3j.server;

/** The ways to log in that are commands of their own, beside AUTH; each can be switched off (R1939-29). */
public enum LoginCommand {
    /** USER and PASS (RFC 1939 section 7). */
    USER_PASS,
    /**
     * APOP (RFC 1939 section 7), announced by a timestamp in the greeting. Needs the users' passwords themselves, and MD5
     * protects them badly (S-18): off unless asked for.
     */
    APOP
}
