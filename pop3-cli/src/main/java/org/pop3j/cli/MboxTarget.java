package org.pop3j.cli;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Appends to an mbox file (RFC 4155, lines beginning with {@code From } quoted as in mboxrd), line ends as LF. */
final class MboxTarget implements FetchTarget {
    private static final DateTimeFormatter ASCTIME = DateTimeFormatter.ofPattern(
                    "EEE MMM ppd HH:mm:ss yyyy", Locale.ROOT)
            .withZone(ZoneOffset.UTC);
    private static final int PIECE = 64 * 1024;

    private final FileChannel file;
    private final FileLock lock;

    private MboxTarget(FileChannel file, FileLock lock) {
        this.file = file;
        this.lock = lock;
    }

    static MboxTarget open(Path path) throws IOException {
        FileChannel file = OwnFile.open(path);
        FileLock lock = file.tryLock();
        if (lock == null) {
            file.close();
            throw new IOException(path + " is locked by another program");
        }
        file.position(file.size());
        return new MboxTarget(file, lock);
    }

    /** What was written of a message that did not come whole is taken away again. */
    @Override
    public void store(String label, InputStream content) throws IOException {
        long begin = file.position();
        boolean isWhole = false;
        try {
            OutputStream out = new BufferedOutputStream(Channels.newOutputStream(file), PIECE);
            out.write(
                    ("From MAILER-DAEMON " + ASCTIME.format(Instant.now()) + "\n").getBytes(StandardCharsets.US_ASCII));
            MboxLines lines = new MboxLines(out);
            byte[] piece = new byte[PIECE];
            for (int length = content.read(piece); length >= 0; length = content.read(piece)) {
                lines.write(piece, length);
            }
            lines.finish();
            out.flush();
            file.force(true);
            isWhole = true;
        } finally {
            if (!isWhole) {
                file.truncate(begin);
            }
        }
    }

    @Override
    public void close() throws IOException {
        lock.release();
        file.close();
    }
}
