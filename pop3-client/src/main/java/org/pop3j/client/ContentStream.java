package org.pop3j.client;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.Objects;
import org.pop3j.codec.Command;
import org.pop3j.codec.ContentDecoder;
import org.pop3j.codec.LineReader;
import org.pop3j.codec.SyntaxException;

/**
 * The content of a message while it arrives. Memory is bounded by the buffer of the connection. The session is free for the
 * next command when the end has been read or the stream is closed, not earlier, however short the message.
 */
final class ContentStream extends InputStream {
    private final Exchange exchange;
    private final LineReader reader;
    private final Command command;
    private final Piece piece;
    private final ContentDecoder decoder;
    private Progress progress = Progress.ARRIVING;

    private enum Progress {
        ARRIVING,
        /** The termination line has come; octets of the message may still wait to be read. */
        ARRIVED,
        /** The end was read: the exchange has its reply. */
        OVER
    }

    ContentStream(Exchange exchange, LineReader reader, Command command, long limitOctets) {
        this.exchange = exchange;
        this.reader = reader;
        this.command = command;
        this.piece = new Piece();
        this.decoder = new ContentDecoder(new MessageSink(piece, limitOctets));
    }

    @Override
    public int read() throws IOException {
        return fill() ? piece.octets[piece.position++] & 0xFF : -1;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        Objects.checkFromIndexSize(offset, length, target.length);
        if (length == 0) {
            return 0;
        }
        if (!fill()) {
            return -1;
        }
        int count = Math.min(length, piece.remaining());
        System.arraycopy(piece.octets, piece.position, target, offset, count);
        piece.position += count;
        return count;
    }

    @Override
    public long transferTo(OutputStream target) throws IOException {
        long count = 0;
        while (fill()) {
            int length = piece.remaining();
            target.write(piece.octets, piece.position, length);
            piece.position += length;
            count += length;
        }
        return count;
    }

    @Override
    public int available() {
        return piece.remaining();
    }

    /** Skips what is left of the message, so that the dialogue stays in step. */
    @Override
    public void close() throws IOException {
        piece.clear();
        while (exchange.isOpen() && fill()) {
            piece.clear();
        }
    }

    /** Makes sure that there is an octet to give, and says whether there is. */
    private boolean fill() throws IOException {
        while (piece.remaining() == 0 && progress != Progress.OVER) {
            piece.clear();
            progress = exchange.guarded(command, this::next);
        }
        return piece.remaining() > 0;
    }

    private Progress next() throws IOException, SyntaxException {
        if (progress == Progress.ARRIVED) {
            exchange.finish();
            return Progress.OVER;
        }
        return reader.readContentPiece(decoder) ? Progress.ARRIVED : Progress.ARRIVING;
    }

    /** What has been decoded and not been given out. */
    private static final class Piece extends OutputStream {
        private byte[] octets = new byte[8192];
        private int position;
        private int end;

        int remaining() {
            return end - position;
        }

        void clear() {
            position = 0;
            end = 0;
        }

        @Override
        public void write(int octet) {
            write(new byte[] {(byte) octet}, 0, 1);
        }

        @Override
        public void write(byte[] source, int offset, int length) {
            if (end + length > octets.length) {
                octets = Arrays.copyOf(octets, Math.max(2 * octets.length, end + length));
            }
            System.arraycopy(source, offset, octets, end, length);
            end += length;
        }
    }
}
