package org.pop3j.server;

/** What a slash in the name of USER means. */
public enum DelegateNames {
    /** Nothing: it is a character of the name. */
    NONE,
    /**
     * What is behind the last slash is the mailbox, what is before it the user whose password PASS gives (OXP-07): {@code
     * domain/delegate/mailbox} or {@code delegate@domain/mailbox}. The {@link org.pop3j.server.spi.Authorizer} decides.
     */
    BEHIND_LAST_SLASH
}
