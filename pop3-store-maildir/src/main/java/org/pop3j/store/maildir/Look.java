package org.pop3j.store.maildir;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.file.attribute.PosixFileAttributes;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.pop3j.codec.PeerText;

/**
 * What a look at the file of a message tells.
 *
 * @param octets the size of the file
 * @param modifiedNanos when it was written, since 1970; renaming keeps it
 * @param key which file it is at the moment
 */
record Look(long octets, long modifiedNanos, Object key) {
    private static final System.Logger LOG = System.getLogger("org.pop3j.store.maildir");

    /** No file has this {@link #print}. */
    static final long NO_PRINT = 0;

    /** Looks at what could be a message: no folder, link, FIFO or device (M-02), and no file of somebody else (S-38). */
    static Optional<Look> at(Maildir maildir, Part part, Entry entry) throws IOException {
        PosixFileAttributes attributes = entry.attributes();
        if (!attributes.isRegularFile()) {
            return Optional.empty();
        }
        if (!maildir.owns(part, entry.name(), attributes)) {
            LOG.log(
                    Level.WARNING,
                    "left out of {0}, not owned by the owner of the Maildir: {1}",
                    maildir,
                    PeerText.escape(BaseName.of(entry.name()).octets()));
            return Optional.empty();
        }
        return Optional.of(at(attributes));
    }

    static Look at(PosixFileAttributes attributes) {
        return new Look(
                attributes.size(), attributes.lastModifiedTime().to(TimeUnit.NANOSECONDS), attributes.fileKey());
    }

    /**
     * Tells two files of one base apart: size and time of writing. Not the inode, which file systems give again at once,
     * and which changes when a Maildir is moved to another machine.
     */
    long print() {
        long mixed = (modifiedNanos * 0x9E3779B97F4A7C15L) ^ (octets * 0xC2B2AE3D27D4EB4FL);
        mixed ^= mixed >>> 32;
        return mixed == NO_PRINT ? 1 : mixed;
    }
}
