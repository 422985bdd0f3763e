package org.pop3j.store.maildir;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import org.pop3j.codec.ContentEncoder;
import org.pop3j.store.spi.StoredContent.Form;

/** Counts the wire octets of a message with the encoder that sends it (R1939-39), and learns how its lines end. */
final class Count {

    private static final int PIECE = 64 * 1024;

    private final Written written = new Written();
    private final ContentEncoder encoder = new ContentEncoder(written);
    private long stored;
    private boolean hasCr;

    /** What was found: the size, and the form. */
    record Result(long octets, Form form) {}

    /** Counts the octets of a file that has so many, from its position on. */
    static Result of(FileChannel channel, long size) throws IOException {
        Count count = new Count();
        ByteBuffer piece = ByteBuffer.allocate((int) Math.max(1, Math.min(PIECE, size)));
        while (count.stored < size && channel.read(piece) >= 0) {
            count.add(piece.array(), 0, piece.position());
            piece.clear();
        }
        return count.finish();
    }

    void add(byte[] octets, int offset, int length) throws IOException {
        encoder.write(octets, offset, length);
        stored += length;
        for (int i = offset; i < offset + length && !hasCr; i++) {
            hasCr = octets[i] == '\r';
        }
    }

    Result finish() throws IOException {
        long bareLfs = encoder.octets() - stored;
        long before = encoder.octets();
        long octets = encoder.finish();
        boolean isComplete = octets == before;
        boolean hasDots = written.octets != octets;
        return new Result(octets, form(bareLfs, isComplete && !hasDots));
    }

    private Form form(long bareLfs, boolean isClean) {
        if (bareLfs == 0) {
            return isClean ? Form.WIRE_CLEAN : Form.CRLF;
        }
        // With a CR somewhere it may be mixed, or the CR may be data.
        return hasCr ? Form.UNKNOWN : Form.LF;
    }

    /** Counts all octets, stuffed dots too. */
    private static final class Written extends OutputStream {
        private long octets;

        @Override
        public void write(int octet) {
            octets++;
        }

        @Override
        public void write(byte[] from, int offset, int length) {
            octets += length;
        }
    }
}
