package org.pop3j.store.maildir;

/**
 * What earlier sessions found out about a Maildir, and this one goes on with. Everything in it can be found out again; what
 * cannot is in {@link IdBook}. Belongs to one session at a time.
 */
final class Known {
    private final Catalogue messages;
    private FolderStamp arrivals = FolderStamp.NONE;
    private FolderStamp current = FolderStamp.NONE;
    private IdBook.Stamp ids = IdBook.Stamp.NONE;
    private long tidied;
    private boolean isChanged;

    Known(Catalogue messages) {
        this.messages = messages;
    }

    /** Nothing is known. */
    static Known nothing() {
        return new Known(new Catalogue());
    }

    Catalogue messages() {
        return messages;
    }

    /** The state of a folder that the messages are of; {@link FolderStamp#NONE} if it has to be read. */
    FolderStamp stamp(Part part) {
        return part == Part.NEW ? arrivals : current;
    }

    void stamps(FolderStamp newFolder, FolderStamp curFolder) {
        isChanged |= !arrivals.equals(newFolder) || !current.equals(curFolder);
        arrivals = newFolder;
        current = curFolder;
    }

    /** The folders have to be read the next time. */
    void distrust() {
        stamps(FolderStamp.NONE, FolderStamp.NONE);
    }

    /** The state of the file of unique-ids that the messages' ids are of. */
    IdBook.Stamp ids() {
        return ids;
    }

    void ids(IdBook.Stamp stamp) {
        isChanged |= !ids.equals(stamp);
        ids = stamp;
    }

    /** When {@code tmp} was tidied up: seconds since 1970. */
    long tidied() {
        return tidied;
    }

    void tidied(long seconds) {
        isChanged |= tidied != seconds;
        tidied = seconds;
    }

    /** Whether the cache differs. */
    boolean isChanged() {
        return isChanged || messages.isChanged();
    }

    void written() {
        isChanged = false;
        messages.written();
    }
}
