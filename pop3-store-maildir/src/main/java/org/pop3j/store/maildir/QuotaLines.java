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
 * @param isSound whether the sum can be used: the file is short enough, no line is damaged, the sum is not negative
 * @param modified when the file was written
 * @param mode its mode
 */
record QuotaLines(
        String definition,
        QuotaUsage usage,
        int count,
        boolean isSound,
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
        QuotaLines none = new QuotaLines(
                definition,
                QuotaUsage.NONE,
                0,
                text.length() < TOO_LONG && text.endsWith("\n"),
                attributes.lastModifiedTime().toInstant(),
                attributes.permissions());
        return text.lines().skip(1).reduce(none, QuotaLines::with, (first, second) -> second);
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
        return new QuotaLines(definition, sum, count + 1, isSound && change.isPresent(), modified, mode);
    }

    /** The same file with one line, newly counted. */
    QuotaLines counted(QuotaUsage found) {
        return new QuotaLines(definition, found, 1, true, modified, mode);
    }

    QuotaLimit limit() {
        return QuotaLimit.parse(definition);
    }

    /** Whether the sum can still be used once this is added. */
    boolean isSoundWith(QuotaUsage more) {
        return isSound && !usage.isNegative() && !usage.plus(more).isNegative();
    }

    boolean allows(QuotaUsage more) {
        return limit().allows(usage.plus(more));
    }
}
