package org.pop3j.store.maildir;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.UserPrincipal;

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
    private final UserPrincipal owner;

    MessageOpening(UserPrincipal owner) {
        this.owner = owner;
    }

    /**
     * Opens it for reading.
     *
     * @throws NoSuchFileException if the name does not mean that message, now or any more
     */
    FileChannel open(Entry entry, MessageFile message) throws IOException {
        check(entry, message);
        FileChannel channel = openWithoutBlocking(entry);
        boolean isGood = false;
        try {
            checkOpen(channel, message);
            check(entry, message);
            isGood = true;
            return channel;
        } finally {
            if (!isGood) {
                channel.close();
            }
        }
    }

    private void check(Entry entry, MessageFile message) throws IOException {
        PosixFileAttributes now = entry.attributes();
        if (!now.isRegularFile()
                || !now.fileKey().equals(message.identity().key())
                || !now.owner().equals(owner)) {
            throw replaced(message);
        }
    }

    private static FileChannel openWithoutBlocking(Entry entry) throws IOException {
        try {
            return entry.open(StandardOpenOption.READ, StandardOpenOption.WRITE);
        } catch (NoSuchFileException e) {
            throw e;
        } catch (AccessDeniedException mayOnlyRead) {
            return entry.open(StandardOpenOption.READ);
        } catch (FileSystemException readOnlyOrImmutable) {
            return entry.open(StandardOpenOption.READ);
        }
    }

    private static NoSuchFileException replaced(MessageFile message) {
        return new NoSuchFileException(message.toString(), null, "replaced by something else");
    }

    /** A FIFO cannot seek. */
    private static void checkOpen(FileChannel channel, MessageFile message) throws IOException {
        channel.position(channel.position());
        if (channel.size() != message.octets()) {
            throw replaced(message);
        }
    }
}
