package org.pop3j.store.maildir;

import java.time.Duration;

/**
 * What can be chosen about a {@link MaildirStore}.
 *
 * @param lockWait how long {@code open} waits for another session to end before it says "in use"; 0 to 10 s are sensible
 * @param uniqueIds how unique-ids are made; changing it makes clients fetch all mail again
 * @param sessionLock which locks a session takes
 * @param sizes whether figures of others are checked
 */
public record MaildirOptions(Duration lockWait, UniqueIdForm uniqueIds, SessionLock sessionLock, Sizes sizes) {
    private static final Duration WAIT = Duration.ofSeconds(5);

    /** How unique-ids are made from base names (D-7). */
    public enum UniqueIdForm {
        /** The base name if it is 1 to 70 octets of 0x21 to 0x7E, else a digest of it. */
        BASE_NAME,
        /** Always a digest: letters and digits only. */
        DIGEST
    }

    /** Which locks a session takes. */
    public enum SessionLock {
        /** A kernel lock on {@code pop3j.lock} in the Maildir: free at once when a process dies. */
        OWN,
        /** Also {@code dovecot-pop3-session.lock}, for sites whose Dovecot has {@code pop3_lock_session=yes}. */
        OWN_AND_DOVECOT
    }

    /** Where sizes come from that are not in the cache (M-04, R1939-40). */
    public enum Sizes {
        /**
         * Small messages are counted; for large ones a figure in the name or in the lists of Dovecot or Courier is taken if it
         * fits the file, and the end of the file is looked at.
         */
        EXACT,
        /** A figure in the name, or in the lists of Dovecot or Courier, is taken without opening the file. */
        TRUST_NAMES
    }

    /**
     * Checks the wait.
     *
     * @throws IllegalArgumentException if it is negative
     */
    public MaildirOptions {
        if (lockWait.isNegative()) {
            throw new IllegalArgumentException("expected a wait of zero or more, got " + lockWait);
        }
    }

    /**
     * Five seconds of wait, base names as unique-ids, our own lock, exact sizes.
     *
     * @return the options of a store for which nothing else is said
     */
    public static MaildirOptions defaults() {
        return new MaildirOptions(WAIT, UniqueIdForm.BASE_NAME, SessionLock.OWN, Sizes.EXACT);
    }

    /**
     * The same with another wait.
     *
     * @param wait zero or more
     * @return new options
     */
    public MaildirOptions withLockWait(Duration wait) {
        return new MaildirOptions(wait, uniqueIds, sessionLock, sizes);
    }

    /**
     * The same with another form of unique-ids.
     *
     * @param form how unique-ids are made
     * @return new options
     */
    public MaildirOptions withUniqueIds(UniqueIdForm form) {
        return new MaildirOptions(lockWait, form, sessionLock, sizes);
    }

    /**
     * The same with other locks.
     *
     * @param locks which locks a session takes
     * @return new options
     */
    public MaildirOptions withSessionLock(SessionLock locks) {
        return new MaildirOptions(lockWait, uniqueIds, locks, sizes);
    }

    /**
     * The same with another source of sizes.
     *
     * @param source where sizes come from
     * @return new options
     */
    public MaildirOptions withSizes(Sizes source) {
        return new MaildirOptions(lockWait, uniqueIds, sessionLock, source);
    }
}
