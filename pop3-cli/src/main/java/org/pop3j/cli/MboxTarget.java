package org.pop3j.cli;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.pop3j.client.SyncMessage;

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
        try {
            goToEnd(file);
        } catch (IOException e) {
            file.close();
            throw e;
        }
        return new MboxTarget(file, lock);
    }

    /**
     * Goes to the end, which is behind an empty line: a crash in the middle of a message leaves a tail without one, and
     * what is appended to that would be read as a part of it.
     */
    private static void goToEnd(FileChannel file) throws IOException {
        long size = file.size();
        ByteBuffer tail = ByteBuffer.allocate((int) Math.min(size, 2));
        while (tail.hasRemaining() && file.read(tail, size - tail.remaining()) >= 0) {
            // Until both octets are read.
        }
        file.position(size);
        ByteBuffer missing = ByteBuffer.wrap(missingLineEnds(tail.array()).getBytes(StandardCharsets.US_ASCII));
        while (missing.hasRemaining()) {
            file.write(missing);
        }
    }

    private static String missingLineEnds(byte[] tail) {
        if (tail.length == 0) {
            return "";
        }
        boolean isLineEnded = tail[tail.length - 1] == '\n';
        boolean isLineEmpty = tail[0] == '\n';
        return isLineEnded ? (isLineEmpty ? "" : "\n") : "\n\n";
    }

    /** What was written of a message that did not come whole is taken away again. */
    @Override
    public void store(SyncMessage message, InputStream content) throws IOException {
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
