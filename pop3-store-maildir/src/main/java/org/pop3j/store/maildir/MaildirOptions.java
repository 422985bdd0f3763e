package org.pop3j.store.maildir;

import java.time.Duration;
import java.util.Optional;
import org.pop3j.codec.PeerText;

/**
 * What can be chosen about a {@link MaildirStore}; start from {@link #defaults()}. {@link MaildirStoreProvider} takes the same
 * from the query of a URI.
 *
 * @param lockWait how long {@code open} waits for another session to end before it says "in use"; 0 to 10 s are sensible
 * @param uniqueIds how unique-ids are made; changing it makes clients fetch all mail again
 * @param lock whether a session excludes others
 * @param sessionLock which locks an exclusive session takes
 * @param sizes whether figures of others are checked
 * @param flags what is done to messages that were retrieved or deleted
 * @param trashKept how long deleted messages stay in the trash, with {@link Flags#TRASH}
 * @param removedKept how long the unique-ids of removed messages are remembered; at least the seven days for which a
 *     delivery id is; with a trash also at least {@code trashKept}, whatever is said here
 * @param control where the store's own files are, if not in the Maildir: an absolute folder as of {@link
 *     MaildirStore#in(String)}, with one below it for each maildrop
 */
public record MaildirOptions(
        Duration lockWait,
        UniqueIdForm uniqueIds,
        Lock lock,
        SessionLock sessionLock,
        Sizes sizes,
        Flags flags,
        Duration trashKept,
        Duration removedKept,
        Optional<String> control) {
    /** For how long a second delivery with the same id is certain to be known as one. */
    static final Duration DELIVERY_WINDOW = Duration.ofDays(7);

    private static final MaildirOptions DEFAULTS = new MaildirOptions(
            Duration.ofSeconds(5),
            UniqueIdForm.BASE_NAME,
            Lock.EXCLUSIVE,
            SessionLock.OWN,
            Sizes.EXACT,
            Flags.NONE,
            Duration.ofDays(14),
            Duration.ofDays(30),
            Optional.empty());

    /** Of what is done to a Maildir from outside, whatever options its store has: no session may be open, of ours or of Dovecot. */
    static final MaildirOptions MAINTENANCE =
            DEFAULTS.withLockWait(Duration.ofSeconds(2)).withSessionLock(SessionLock.OWN_AND_DOVECOT);

    /** How unique-ids are made from base names (D-7). */
    public enum UniqueIdForm {
        /** The base name if it is 1 to 70 octets of 0x21 to 0x7E, else a digest of it. */
        BASE_NAME,
        /** Always a digest: letters and digits only. */
        DIGEST
    }

    /** Whether a session excludes others (R1939-13). */
    public enum Lock {
        /** One session a maildrop, as RFC 1939 asks. */
        EXCLUSIVE,
        /**
         * Any number; each has a snapshot of its own, and what one removes the others can still read for an hour, unless another
         * program removed it. Removed messages take room until the first login after that.
         */
        SNAPSHOT,
        /** Any number; each has a snapshot of its own, and what one removes the others find gone. */
        NONE
    }

    /** Which locks an exclusive session takes. */
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
        /**
         * A figure in the name, or in the lists of Dovecot or Courier, is taken without opening the file. It is two octets too
         * small where the last line has no end, and as wrong as its source.
         */
        TRUST_NAMES
    }

    /** What is done at QUIT to messages that were retrieved or deleted. */
    public enum Flags {
        /** Nothing is renamed, deleted messages are removed. */
        NONE,
        /** Retrieved messages go to {@code cur} and get the flag {@code S}; deleted messages are removed. */
        SEEN,
        /** Deleted messages go to the folder {@code .Trash} of Maildir++ and are removed from there later. */
        TRASH
    }

    /**
     * Checks the times and the folder.
     *
     * @throws IllegalArgumentException if a time is negative, {@code removedKept} less than seven days, or {@code control} no
     *     absolute folder
     */
    public MaildirOptions {
        if (lockWait.isNegative() || trashKept.isNegative()) {
            throw new IllegalArgumentException("expected a time of zero or more, got " + lockWait + ", " + trashKept);
        }
        if (removedKept.compareTo(DELIVERY_WINDOW) < 0) {
            throw new IllegalArgumentException(
                    "expected to remember removed messages for at least " + DELIVERY_WINDOW + ", got " + removedKept);
        }
        control.ifPresent(MaildirOptions::checkControl);
    }

    private static void checkControl(String folder) {
        if (!folder.startsWith("/")) {
            throw new IllegalArgumentException(
                    "expected an absolute folder such as /var/lib/pop3j, got " + PeerText.quote(folder));
        }
        FolderTemplate.of(folder);
    }

    /** How long a removal is remembered: in any case for as long as its file may lie in the trash, which it is emptied by. */
    Duration remembered() {
        return flags == Flags.TRASH && trashKept.compareTo(removedKept) > 0 ? trashKept : removedKept;
    }

    /**
     * Five seconds of wait, base names as unique-ids, exclusive sessions with our own lock, exact sizes, no flags, deleted
     * messages removed and remembered for 30 days.
     *
     * @return the options of a store for which nothing else is said
     */
    public static MaildirOptions defaults() {
        return DEFAULTS;
    }

    /**
     * The same with another wait.
     *
     * @param other zero or more
     * @return new options
     */
    public MaildirOptions withLockWait(Duration other) {
        return new MaildirOptions(other, uniqueIds, lock, sessionLock, sizes, flags, trashKept, removedKept, control);
    }

    /**
     * The same with another form of unique-ids.
     *
     * @param other how unique-ids are made
     * @return new options
     */
    public MaildirOptions withUniqueIds(UniqueIdForm other) {
        return new MaildirOptions(lockWait, other, lock, sessionLock, sizes, flags, trashKept, removedKept, control);
    }

    /**
     * The same with or without exclusion of other sessions.
     *
     * @param other whether a session excludes others
     * @return new options
     */
    public MaildirOptions withLock(Lock other) {
        return new MaildirOptions(
                lockWait, uniqueIds, other, sessionLock, sizes, flags, trashKept, removedKept, control);
    }

    /**
     * The same with other locks.
     *
     * @param other which locks an exclusive session takes
     * @return new options
     */
    public MaildirOptions withSessionLock(SessionLock other) {
        return new MaildirOptions(lockWait, uniqueIds, lock, other, sizes, flags, trashKept, removedKept, control);
    }

    /**
     * The same with another source of sizes.
     *
     * @param other where sizes come from
     * @return new options
     */
    public MaildirOptions withSizes(Sizes other) {
        return new MaildirOptions(
                lockWait, uniqueIds, lock, sessionLock, other, flags, trashKept, removedKept, control);
    }

    /**
     * The same with something else done at QUIT.
     *
     * @param other what is done to messages that were retrieved or deleted
     * @return new options
     */
    public MaildirOptions withFlags(Flags other) {
        return new MaildirOptions(
                lockWait, uniqueIds, lock, sessionLock, sizes, other, trashKept, removedKept, control);
    }

    /**
     * The same with another time in the trash.
     *
     * @param other zero or more
     * @return new options
     */
    public MaildirOptions withTrashKept(Duration other) {
        return new MaildirOptions(lockWait, uniqueIds, lock, sessionLock, sizes, flags, other, removedKept, control);
    }

    /**
     * The same with another time for which removed messages are remembered.
     *
     * @param other at least seven days
     * @return new options
     */
    public MaildirOptions withRemovedKept(Duration other) {
        return new MaildirOptions(lockWait, uniqueIds, lock, sessionLock, sizes, flags, trashKept, other, control);
    }

    /**
     * The same with the store's own files in another place, for Maildirs that are read-only or have a quota. The folder must
     * be there; what is below it for each maildrop is made, with mode 0700. All who open the same Maildirs must name the same, or
     * they have neither locks nor unique-ids in common.
     *
     * @param folder an absolute folder as of {@link MaildirStore#in(String)}
     * @return new options
     */
    public MaildirOptions withControl(String folder) {
        return new MaildirOptions(
                lockWait, uniqueIds, lock, sessionLock, sizes, flags, trashKept, removedKept, Optional.of(folder));
    }
}
