package org.pop3j.store.maildir;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * What stands in {@code maildirsize} (M-07).
 *
 * @param definition the first line, as it is
 * @param usage the sum of the others
 * @param count how many others
 * @param damaged how many of them cannot be read, and one that has no end
 * @param isTooLong whether the file is so long that it is to be counted anew
 * @param modified when the file was written
 * @param mode its mode
 */
record QuotaLines(
        String definition,
        QuotaUsage usage,
        int count,
        int damaged,
        boolean isTooLong,
        Instant modified,
        Set<PosixFilePermission> mode) {
    /** A file of so many octets or more is counted anew (Maildir++). */
    private static final int TOO_LONG = 5120;

    /** Reads the file. */
    static QuotaLines read(Entry file) throws IOException {
        PosixFileAttributes attributes = file.attributes();
        if (!attributes.isRegularFile()) {
            throw new IOException("expected a regular file: " + file.name());
        }
        String text = text(file);
        int end = text.indexOf('\n');
        String definition = end < 0 ? text : text.substring(0, end);
        QuotaLines sum = new QuotaLines(
                definition,
                QuotaUsage.NONE,
                0,
                text.endsWith("\n") ? 0 : 1,
                text.length() >= TOO_LONG,
                attributes.lastModifiedTime().toInstant(),
                attributes.permissions());
        String ended = text.substring(0, text.lastIndexOf('\n') + 1);
        for (String line : ended.lines().skip(1).toList()) {
            sum = sum.with(line);
        }
        return sum;
    }

    private static String text(Entry file) throws IOException {
        ByteBuffer octets = ByteBuffer.allocate(TOO_LONG);
        try (FileChannel channel = file.openForReading()) {
            channel.position(0);
            int read;
            do {
                read = channel.read(octets);
            } while (read > 0);
        }
        return new String(octets.array(), 0, octets.position(), StandardCharsets.ISO_8859_1);
    }

    private QuotaLines with(String line) {
        Optional<QuotaUsage> change = QuotaUsage.parse(line);
        QuotaUsage sum = usage.plus(change.orElse(QuotaUsage.NONE));
        int unread = damaged + (change.isPresent() ? 0 : 1);
        return new QuotaLines(definition, sum, count + 1, unread, isTooLong, modified, mode);
    }

    /** The same file with one line, newly counted. */
    QuotaLines counted(QuotaUsage found) {
        return new QuotaLines(definition, found, 1, 0, false, modified, mode);
    }

    QuotaLimit limit() {
        return QuotaLimit.parse(definition);
    }

    /** Whether the sum can still be used once this is added. */
    boolean isSoundWith(QuotaUsage more) {
        return damaged == 0
                && !isTooLong
                && !usage.isNegative()
                && !usage.plus(more).isNegative();
    }

    boolean allows(QuotaUsage more) {
        return limit().allows(usage.plus(more));
    }
}
