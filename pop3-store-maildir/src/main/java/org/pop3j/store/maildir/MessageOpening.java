package org.pop3j.store.maildir;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.channels.FileChannel;
import java.nio.file.NoSuchFileException;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.UserPrincipal;
import java.util.BitSet;

/**
 * Opens the file of a message, and only that: a regular file, owned by the owner of the Maildir, the same that was listed
 * (S-38). The name is checked before and after opening; of the open file Java tells the size and whether it can seek.
 *
 * <p>Opening a FIFO for reading blocks until somebody writes, and Java has no O_NONBLOCK. Linux does not block when a FIFO is
 * opened for reading and writing, so that is tried first, though nothing is ever written. What is left: a FIFO that this
 * process may not write to, swapped in between check and opening by the owner of the Maildir, holds up that owner's session;
 * and a file swapped in and out again around the opening is read if it has the size of the message.
 */
final class MessageOpening {
    private static final System.Logger LOG = System.getLogger("org.pop3j.store.maildir");

    private final UserPrincipal owner;
    private final Catalogue messages;
    /** Messages whose files were looked at in this session, before or now. */
    private final BitSet confirmed = new BitSet();

    MessageOpening(UserPrincipal owner, Catalogue messages) {
        this.owner = owner;
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
        confirm(entry, index);
        return openKnown(entry, index);
    }

    /** The same without a change to what is known, so that several threads can do it: the file must be the known one. */
    FileChannel openKnown(Entry entry, int index) throws IOException {
        PosixFileAttributes before = check(entry, index);
        FileChannel channel = entry.openForReading();
        boolean isGood = false;
        try {
            checkOpen(channel, index);
            PosixFileAttributes after = entry.attributes();
            if (!before.fileKey().equals(after.fileKey())) {
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
    void confirm(Entry entry, int index) throws IOException {
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
    }

    private PosixFileAttributes check(Entry entry, int index) throws IOException {
        PosixFileAttributes now = checkKind(entry, index);
        if (Look.at(now).print() != messages.print(index)) {
            throw replaced(index);
        }
        return now;
    }

    private PosixFileAttributes checkKind(Entry entry, int index) throws IOException {
        PosixFileAttributes now = entry.attributes();
        if (!now.isRegularFile() || !now.owner().equals(owner)) {
            throw replaced(index);
        }
        return now;
    }

    private MessageGoneException replaced(int index) {
        return new MessageGoneException(messages.place(index));
    }

    /** A FIFO cannot seek. */
    private void checkOpen(FileChannel channel, int index) throws IOException {
        channel.position(channel.position());
        if (channel.size() != messages.file(index)) {
            throw replaced(index);
        }
    }
}
