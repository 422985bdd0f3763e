package org.pop3j.store.maildir;

import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.Comparator;
import java.util.concurrent.TimeUnit;
import org.pop3j.codec.PeerText;

/**
 * Where a message was seen.
 *
 * @param identity which message it is
 * @param part the folder
 * @param name the file name, as the directory stream gave it
 * @param octets the size of the file
 * @param modified when the file was written; renaming keeps it
 */
record MessageFile(Identity identity, Part part, Path name, long octets, FileTime modified) {
    /**
     * Oldest first: by the time in the name (by the time of the file where the name has none), then by name. Two files of
     * one base come in an order that renaming does not change.
     */
    static final Comparator<MessageFile> ARRIVAL = Comparator.comparingLong(MessageFile::deliveredMicros)
            .thenComparing(MessageFile::base)
            .thenComparing(MessageFile::modified)
            .thenComparingLong(MessageFile::octets)
            .thenComparing(file -> file.identity().key().toString());

    /**
     * A message: one file, whatever it is called at the moment. The base alone would do if all programs kept to maildir(5),
     * but some give a base to another message, and removing that one would lose mail (S-33).
     *
     * @param base the name up to the colon
     * @param key device and inode
     */
    record Identity(BaseName base, Object key) {}

    static MessageFile of(Part part, Path file, BasicFileAttributes attributes) {
        Identity identity = new Identity(BaseName.of(file), attributes.fileKey());
        return new MessageFile(identity, part, file.getFileName(), attributes.size(), attributes.lastModifiedTime());
    }

    /** For messages: the name as far as it can be shown. */
    @Override
    public String toString() {
        return part.folder() + "/" + PeerText.escape(base().octets());
    }

    BaseName base() {
        return identity.base();
    }

    private long deliveredMicros() {
        return base().deliveredMicros().orElseGet(() -> modified.to(TimeUnit.MICROSECONDS));
    }
}
