package org.pop3j.store.maildir;

import java.nio.file.attribute.PosixFileAttributes;
import java.util.concurrent.TimeUnit;

/**
 * What a look at the file of a message tells.
 *
 * @param octets the size of the file
 * @param modifiedNanos when it was written, since 1970; renaming keeps it
 * @param key which file it is at the moment
 */
record Look(long octets, long modifiedNanos, Object key) {
    /** No file has this {@link #print}. */
    static final long NO_PRINT = 0;

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
