package org.pop3j.store.maildir;

/**
 * Something that {@link MaildirCheck} found in a Maildir.
 *
 * @param kind what it is
 * @param place file or folder in the Maildir, what cannot be shown escaped
 * @param text what is wrong, for people
 * @param isMended whether it was mended
 */
public record MaildirFinding(Kind kind, String place, String text, boolean isMended) {
    /** What can be wrong. */
    public enum Kind {
        /** A folder of the Maildir is missing. */
        MISSING_FOLDER,
        /** A message cannot be read: it is listed with 0 octets, and RETR fails. */
        UNREADABLE,
        /** Something in {@code new} or {@code cur} that is no message: a folder, a link, a file of somebody else. */
        NO_MESSAGE,
        /** Several messages have one base name: one of them has a unique-id that does not follow from it. */
        DOUBLED_BASE,
        /** A file in {@code tmp} that a delivery left more than 36 hours ago. */
        STALE_DRAFT,
        /** The cache is damaged, or disagrees with the files. */
        CACHE,
        /** Lines of the file of unique-ids are damaged. */
        UNIQUE_IDS,
        /** The quota of Maildir++ cannot be read, or is not what the files add up to. */
        QUOTA
    }

    @Override
    public String toString() {
        return place + ": " + text + (isMended ? " (mended)" : "");
    }
}
