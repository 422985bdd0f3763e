package org.pop3j.store.maildir;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * The {@code maildirsize} of Maildir++, kept up to date where it exists (M-07): a line of octets and messages for each
 * change. Those who enforce the quota count again when it grows long or is missing, so a failure here harms nothing.
 */
final class QuotaFile {
    private static final System.Logger LOG = System.getLogger("org.pop3j.store.maildir");
    private static final Path FILE = Path.of("maildirsize");

    private QuotaFile() {}

    /** Adds to the account; negative figures for what was removed. */
    static void add(Maildir maildir, long octets, int messages) {
        Entry file = maildir.entry(FILE);
        try {
            if (file.attributes().isRegularFile()) {
                append(file, octets + " " + messages + "\n");
            }
        } catch (NoSuchFileException noQuota) {
            LOG.log(Level.TRACE, "no quota in {0}", maildir);
        } catch (IOException e) {
            LOG.log(Level.WARNING, "the quota of " + maildir + " is not up to date", e);
        }
    }

    private static void append(Entry file, String line) throws IOException {
        try (FileChannel channel = file.open(StandardOpenOption.WRITE, StandardOpenOption.APPEND)) {
            channel.write(ByteBuffer.wrap(line.getBytes(StandardCharsets.US_ASCII)));
        }
    }
}
