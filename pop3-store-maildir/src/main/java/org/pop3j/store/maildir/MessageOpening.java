package org.pop3j.store.maildir;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.channels.FileChannel;
import java.nio.file.NoSuchFileException;
import java.nio.file.attribute.PosixFileAttributes;
import java.util.BitSet;
import java.util.function.Predicate;

/**
 * Opens the file of a message, and only that: a regular file, owned by the owner of the Maildir, the same that was listed
 * (S-38). The name is checked after opening, and for a file whose content is given away before as well; of the open file Java
 * tells the size and whether it can seek.
 *
 * <p>Opening a FIFO for reading blocks until somebody writes, and Java has no O_NONBLOCK; {@link Entry#openForReading} is the
 * way around. What is left: a FIFO that this process may not write to, swapped in just before it is opened by the owner of the
 * Maildir, holds up that owner's session; and a file swapped in and out again around the opening is read if it has the size of
 * the message.
 */
final class MessageOpening {
    private static final System.Logger LOG = System.getLogger("org.pop3j.store.maildir");

    private final Maildir maildir;
    private final Catalogue messages;
    /** Messages whose files were looked at in this session, before or now. */
    private final BitSet confirmed = new BitSet();

    MessageOpening(Maildir maildir, Catalogue messages) {
        this.maildir = maildir;
        this.messages = messages;
    }

    /** These were looked at when they were listed. */
    void confirmed(int from, int to) {
        confirmed.set(from, to);
    }

    /**
     * Opens a message for reading.
     *
     * @throws NoSuchFileException if there is nothing under that name
     * @throws MessageGoneException if there is something else under that name
     */
    FileChannel open(Entry entry, int index) throws IOException {
        Object key = confirm(entry, index).fileKey();
        return open(entry, index, after -> after.fileKey().equals(key));
    }

    /**
     * Opens it to find its size, which gives nothing of a file away but that, without a change to what is known, so that several
     * threads can do it: the file must be the known one. Whose it is was looked at when it became known.
     */
    FileChannel openKnown(Entry entry, int index) throws IOException {
        return open(
                entry, index, after -> after.isRegularFile() && Look.at(after).print() == messages.print(index));
    }

    private FileChannel open(Entry entry, int index, Predicate<PosixFileAttributes> isMessage) throws IOException {
        FileChannel channel = entry.openForReading();
        boolean isGood = false;
        try {
            checkOpen(channel, index);
            if (!isMessage.test(entry.attributes())) {
                throw replaced(index);
            }
            isGood = true;
            return channel;
        } finally {
            if (!isGood) {
                channel.close();
            }
        }
    }

    /**
     * Makes sure that the file under the name is the message: a regular file of the owner with the print that was seen in
     * this session. If the print is of an earlier session, the base decides: the Maildir may have been restored from a
     * copy, and then the file is counted again.
     */
    PosixFileAttributes confirm(Entry entry, int index) throws IOException {
        PosixFileAttributes now = checkKind(entry, index);
        Look look = Look.at(now);
        if (look.print() != messages.print(index)) {
            if (confirmed.get(index)) {
                throw replaced(index);
            }
            LOG.log(Level.INFO, "written again since it was last seen: {0}", messages.place(index));
            messages.looked(index, look);
            messages.told(index, Catalogue.UNKNOWN);
        }
        confirmed.set(index);
        return now;
    }

    private PosixFileAttributes checkKind(Entry entry, int index) throws IOException {
        PosixFileAttributes now = entry.attributes();
        if (!now.isRegularFile() || !maildir.owns(messages.part(index), entry.name(), now)) {
            throw replaced(index);
        }
        return now;
    }

    private MessageGoneException replaced(int index) {
        return new MessageGoneException(messages.place(index));
    }

    /** A FIFO cannot seek. */
    private void checkOpen(FileChannel channel, int index) throws IOException {
        channel.position();
        if (channel.size() != messages.file(index)) {
            throw replaced(index);
        }
    }
}
