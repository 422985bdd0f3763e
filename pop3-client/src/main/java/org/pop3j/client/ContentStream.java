package org.pop3j.client;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Objects;
import java.util.OptionalLong;
import org.pop3j.codec.Command;
import org.pop3j.codec.ContentDecoder;
import org.pop3j.codec.LineReader;
import org.pop3j.codec.SyntaxException;

/**
 * The content of a message while it arrives. Memory is bounded by the buffer of the connection. The session is free for the
 * next command when the end has been read or the stream is closed, not earlier, however short the message.
 */
final class ContentStream extends MessageStream {
    private final Exchange exchange;
    private final LineReader reader;
    private final Command command;
    private final Arrival arrival;
    private final Piece piece;
    private final MessageSink sink;
    private final ContentDecoder decoder;
    private final Exchange.Step<Progress> step = this::next;
    private Progress progress = Progress.ARRIVING;

    private enum Progress {
        ARRIVING,
        /** The termination line has come; octets of the message may still wait to be read. */
        ARRIVED,
        /** The end was read: the exchange has its reply, and the piece belongs to the next content. */
        OVER
    }

    ContentStream(Exchange exchange, LineReader reader, Command command, Arrival arrival, Piece piece) {
        this.exchange = exchange;
        this.reader = reader;
        this.command = command;
        this.arrival = arrival;
        this.piece = piece;
        this.sink = new MessageSink(piece, arrival);
        this.decoder = new ContentDecoder(sink);
    }

    @Override
    public int read() throws IOException {
        return fill() ? piece.next() : -1;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        Objects.checkFromIndexSize(offset, length, target.length);
        if (length == 0) {
            return 0;
        }
        return fill() ? piece.take(target, offset, length) : -1;
    }

    /** Hands the octets on as they are decoded, without another copy. */
    @Override
    public long transferTo(OutputStream target) throws IOException {
        long before = sink.octets() - remaining();
        piece.direct(target);
        try {
            while (fill()) {
                piece.giveAll(target);
            }
        } finally {
            piece.indirect();
        }
        return sink.octets() - before;
    }

    @Override
    public int available() {
        return remaining();
    }

    @Override
    public long octets() {
        return sink.octets();
    }

    @Override
    boolean isWhole() {
        return progress != Progress.ARRIVING;
    }

    @Override
    boolean isOpen() {
        return exchange.isOpen();
    }

    @Override
    public OptionalLong expectedOctets() {
        return arrival.expectedOctets();
    }

    @Override
    public boolean leave(long mostOctets) throws IOException {
        long left = arrival.expectedOctets().orElse(Long.MAX_VALUE) - sink.octets();
        if (progress == Progress.ARRIVING && left > mostOctets) {
            exchange.abandon();
        }
        close();
        return exchange.isOpen();
    }

    /** Skips what is left of the message, so that the dialogue stays in step. */
    @Override
    public void close() throws IOException {
        while (exchange.isOpen() && progress != Progress.OVER) {
            piece.clear();
            advance();
        }
    }

    private int remaining() {
        return progress == Progress.OVER ? 0 : piece.remaining();
    }

    /** Makes sure that there is an octet to give, and says whether there is. */
    private boolean fill() throws IOException {
        while (remaining() == 0 && progress != Progress.OVER) {
            piece.clear();
            advance();
            piece.rethrow();
            if (piece.remaining() == 0) {
                sink.rethrow();
            }
        }
        return remaining() > 0;
    }

    private void advance() throws Pop3Exception {
        progress = exchange.guarded(command, step);
    }

    private Progress next() throws IOException, SyntaxException {
        if (progress == Progress.ARRIVED) {
            exchange.finishContent(sink.octets());
            return Progress.OVER;
        }
        if (!reader.readContentPiece(decoder)) {
            return Progress.ARRIVING;
        }
        sink.complete();
        return Progress.ARRIVED;
    }
}
